"""The command for earlier versions: lists, reads and compares beside the window, takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from notesapp.core.comparing import Difference, compare, edits_of
from notesapp.core.edits.base import Edits
from notesapp.core.model import Notes
from notesapp.errors import NotesError
from notesapp.storage.versions import Version, VersionStore
from notesapp.ui.files.messages import Offer
from notesapp.ui.versions.version_dialog import VersionDialog
from notesapp.ui.versions.version_words import when

if TYPE_CHECKING:
    from pathlib import Path

    from notesapp.ui.episode.desk import Desk

_Content = tuple[list[str], list[str], tuple[Difference, ...]]


class VersionActions(QObject):
    """Shows one dialog; only what is taken there changes the notes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.dialog: VersionDialog | None = None
        self._is_last_step = False
        desk.document.text_changed.connect(self._on_text)
        desk.window.closed.connect(self._close)

    def show(self) -> None:
        """Open the dialog; the list follows when the disk has answered."""
        if self.dialog is not None:
            return
        desk, session = self._desk, self._desk.session
        dialog = VersionDialog(desk.look(), desk.window)
        dialog.wanted.connect(lambda version: self._look_at(dialog, version))
        dialog.taken.connect(lambda: self._take(dialog))
        dialog.finished.connect(lambda _: self._let_go(dialog))
        self.dialog = dialog
        dialog.open()
        store, path, doc_id = session.versions.store, session.path, session.journal.doc_id
        desk.jobs.run("versions", lambda: _listed(store, path, doc_id), self._show_list)

    def _show_list(self, versions: tuple[Version, ...]) -> None:
        if self.dialog is not None:
            self.dialog.show_versions(versions)

    def _look_at(self, dialog: VersionDialog, version: Version) -> None:
        store, now = self._desk.session.versions.store, self._desk.document.text()

        def done(content: _Content) -> None:
            if self.dialog is dialog:
                dialog.show_content(version, *content)

        def refused(trouble: Exception) -> None:
            if not isinstance(trouble, NotesError):
                raise trouble
            if self.dialog is dialog:
                dialog.say(trouble.sentence)

        self._desk.jobs.run("version", lambda: _compared(store, version, now), done, refused)

    def _take(self, dialog: VersionDialog) -> None:
        desk, session, version = self._desk, self._desk.session, dialog.version
        text, chosen = desk.document.text(), dialog.view.chosen()
        if version is None or not chosen:
            return
        if text.split("\n") != dialog.now:
            words = self.tr("The notes changed meanwhile. Open the earlier versions again.")
            desk.messages.say("versions", words, "warning")
            return
        session.versions.keep("replaced", text, session.path, session.journal.doc_id)

        def change(notes: Notes) -> Edits:
            return edits_of(dialog.now, dialog.then, chosen)

        desk.segments.apply(change)
        self._let_go_of_selection()
        words = self.tr("Taken back: {0}. Undo brings back what stood here.")
        offer = Offer(self.tr("Undo"), self._undo)
        desk.messages.say("versions", words.format(when(version)), offer=offer)
        self._is_last_step = True

    def _let_go_of_selection(self) -> None:
        """The next key would replace what was taken back."""
        editor = self._desk.window.editor
        cursor = editor.textCursor()
        cursor.setPosition(cursor.selectionStart())
        editor.setTextCursor(cursor)

    def _on_text(self) -> None:
        """Taking back is the last step no more: Undo would take away something else."""
        if self._is_last_step:
            self._is_last_step = False
            self._desk.window.bar.drop("versions")

    def _undo(self) -> None:
        self._desk.window.bar.drop("versions")
        self._desk.history.undo()

    def _let_go(self, dialog: VersionDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()


def _listed(store: VersionStore, path: Path | None, doc_id: str) -> tuple[Version, ...]:
    """Notes without a file see what was kept of all notes that never had one."""
    own = store.list_versions(path, doc_id)
    if path is not None:
        return own
    names = {version.name for version in own}
    return (*own, *(version for version in store.list_unnamed() if version.name not in names))


def _compared(store: VersionStore, version: Version, now: str) -> _Content:
    here, then = now.split("\n"), store.read(version).split("\n")
    return here, then, compare(here, then)
