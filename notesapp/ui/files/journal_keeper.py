"""Keeps what is typed where a crash cannot reach it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from notesapp.errors import FileTrouble
from notesapp.storage.recovery import LeftOver, RecoveryStore, new_document_id
from notesapp.ui.text.document import NotesDocument


class JournalKeeper(QObject):
    """The journal of the open document. ``refused`` carries a sentence."""

    refused = Signal(str)

    def __init__(
        self, document: NotesDocument, store: RecoveryStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._store = store
        self._path: Path | None = None
        self.doc_id = new_document_id()

    def begin(self, path: Path | None, name: str, digest: str) -> None:
        """Another text was loaded into the document; what was kept of the one before is let go."""
        self.drop()
        self.doc_id = new_document_id()
        self._path = path

    def resume(self, left: LeftOver) -> None:
        """Go on from what was left behind: its text, as unsaved changes, with its undo steps."""
        self._document.replace_all(left.text)
        self.keep()

    def written(self, path: Path, digest: str) -> None:
        """The text of now stands in a file whose bytes have this SHA-256."""
        self._path = path
        self.drop()

    def keep(self) -> None:
        """See to it that the text of now outlives the program, whatever happens next."""
        try:
            self._store.keep(self.doc_id, self._document.text(), self._path)
        except FileTrouble as trouble:
            self.refused.emit(trouble.sentence)

    def drop(self) -> None:
        """What was kept is safe elsewhere or not wanted."""
        try:
            self._store.drop(self.doc_id)
        except FileTrouble as trouble:
            self.refused.emit(trouble.sentence)
