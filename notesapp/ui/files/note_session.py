"""The notes file behind a document: open, save, autosave, and what another program did to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from notesapp.audio.facts import AUDIO_SUFFIXES
from notesapp.errors import FileTrouble
from notesapp.storage.note_file import (
    DiskState,
    LoadedNotes,
    disk_state,
    load_notes,
    save_notes,
)
from notesapp.storage.recovery import RecoveryStore, new_document_id
from notesapp.ui.text.document import NotesDocument

# Who never pauses still loses no more than this many pauses' worth of typing.
PATIENCE = 2


class NoteSession(QObject):
    """One open document and its file.

    ``path_changed`` follows opening, saving elsewhere and closing; ``saved`` every write;
    ``save_refused`` carries a sentence; ``disk_changed`` says another program wrote the file.
    """

    path_changed = Signal()
    saved = Signal()
    save_refused = Signal(str)
    disk_changed = Signal()
    loss_found = Signal(str)

    def __init__(
        self,
        document: NotesDocument,
        recovery: RecoveryStore,
        autosave: Callable[[], bool],
        delay_ms: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self._recovery = recovery
        self._autosave = autosave
        self._delay_ms = delay_ms
        self._loaded: LoadedNotes | None = None
        self._doc_id = new_document_id()
        self.is_open = False
        self.copy_name = ""
        self._losses_accepted = True
        self._conflict = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._save_by_itself)
        self._waited = QElapsedTimer()
        document.text_changed.connect(self._on_text)

    @property
    def path(self) -> Path | None:
        """The file, None while the notes have none."""
        return self._loaded.path if self._loaded is not None else None

    @property
    def is_used(self) -> bool:
        """Whether opening other notes here would take something away."""
        return self.is_open and (self.path is not None or bool(self.document.text().strip()))

    @property
    def is_plain_text(self) -> bool:
        """Whether the file is plain text, which has no place for a header or attributes."""
        return self.path is not None and self.path.suffix.lower() in (".txt", ".text")

    @property
    def name(self) -> str:
        """What the notes are called."""
        path = self.path
        return path.name if path is not None else self.copy_name

    @property
    def folder(self) -> Path | None:
        """The folder of the notes."""
        return self.path.parent if self.path is not None else None

    def start_new(self, text: str = "", name: str = "") -> None:
        """Begin notes without a file; ``name`` is what they are called until saved."""
        self._begin(None, text)
        self.copy_name = name
        self.path_changed.emit()

    def open(self, path: Path) -> None:
        """Open a file. Raises FileTrouble; then nothing has changed."""
        loaded = load_notes(path)
        self._begin(loaded, loaded.text)
        self._losses_accepted = not loaded.losses
        self.path_changed.emit()
        for loss in loaded.losses:
            self.loss_found.emit(loss)

    def recover(self, text: str, path: Path | None) -> None:
        """Open what a crash left behind, as unsaved changes of its file.

        The file may be newer: nothing is written to it before the user saves.
        """
        if path is not None and path.exists():
            self.open(path)
            self.document.replace_all(text)
            self._conflict = True
        else:
            self.start_new("")
            self.document.replace_all(text)

    def accept_losses(self) -> None:
        """The user knows what saving changes and wants it."""
        self._losses_accepted = True

    def save(self, *, force: bool = False) -> bool:
        """Save to the notes' own file; False where there is none or it was refused."""
        if self._loaded is None:
            return False
        self._timer.stop()
        if not self.document.dirty and disk_state(self._loaded) is DiskState.SAME:
            self.saved.emit()
            return True
        text = self.document.text()
        try:
            self._loaded = save_notes(self._loaded.path, text, self._loaded, force=force)
        except FileTrouble as trouble:
            if disk_state(self._loaded) is DiskState.CHANGED and not force:
                self._report_conflict()
            else:
                self._keep_copy()
                self.save_refused.emit(trouble.sentence)
            return False
        self._conflict = False
        self._written(text)
        return True

    def save_as(self, path: Path) -> bool:
        """Save to another file, which the notes keep from then on; never over audio."""
        if path.suffix.lower() in AUDIO_SUFFIXES:
            words = self.tr("Not saved: {0} is a name for audio. Choose a name that ends in .md.")
            self.save_refused.emit(words.format(path.name))
            return False
        text = self.document.text()
        try:
            self._loaded = save_notes(path, text, self._loaded, force=True, overwrite=True)
        except FileTrouble as trouble:
            self.save_refused.emit(trouble.sentence)
            return False
        self.copy_name = ""
        self._conflict = False
        self._written(text)
        self.path_changed.emit()
        return True

    def reload(self) -> None:
        """Take what another program wrote, as one step that can be undone. Raises FileTrouble."""
        if self._loaded is None:
            return
        loaded = self._loaded = load_notes(self._loaded.path)
        self._conflict = False
        self.document.replace_all(loaded.text)
        # What the editor cannot hold is no change of the user's, so it is not written back.
        self.document.mark_saved(self.document.text())
        self._losses_accepted = not loaded.losses
        self.saved.emit()
        for loss in loaded.losses:
            self.loss_found.emit(loss)

    def keep_mine(self) -> None:
        """Save over what another program wrote."""
        self.save(force=True)

    def look_at_disk(self) -> None:
        """See whether another program wrote the file; called when the window becomes active."""
        if self._loaded is None or disk_state(self._loaded) is not DiskState.CHANGED:
            return
        if self.document.dirty:
            self._report_conflict()
            return
        try:
            self.reload()
        except FileTrouble as trouble:
            self.save_refused.emit(trouble.sentence)

    def flush(self) -> None:
        """Save or keep what is unsaved, now: the window goes away or the program may end."""
        if self._timer.isActive() or self.document.dirty:
            self._timer.stop()
            self._save_by_itself()

    def forget_unsaved(self) -> None:
        """The user lets the unsaved changes go."""
        self._timer.stop()
        self._recovery.drop(self._doc_id)

    def _begin(self, loaded: LoadedNotes | None, text: str) -> None:
        self._timer.stop()
        self._loaded = loaded
        self._doc_id = new_document_id()
        self._losses_accepted = True
        self._conflict = False
        self.copy_name = ""
        self.document.load(text)
        self._timer.stop()
        self.is_open = True

    def _written(self, text: str) -> None:
        self.document.mark_saved(text)
        self._recovery.drop(self._doc_id)
        self.saved.emit()

    def _report_conflict(self) -> None:
        self._conflict = True
        self._keep_copy()
        self.disk_changed.emit()

    def _on_text(self) -> None:
        if not self.is_open:
            return
        if not self._timer.isActive():
            self._waited.start()
        delay = self._delay_ms()
        self._timer.start(max(0, min(delay, PATIENCE * delay - self._waited.elapsed())))

    def _save_by_itself(self) -> None:
        if not self.document.dirty:
            return
        free = self._losses_accepted and not self._conflict
        if self._loaded is not None and self._autosave() and free:
            if disk_state(self._loaded) is DiskState.CHANGED:
                self._report_conflict()
            elif disk_state(self._loaded) is DiskState.GONE:
                self._keep_copy()
                words = self.tr("{0} is not where it was. Save the notes again.")
                self.save_refused.emit(words.format(self.name))
            else:
                self.save()
            return
        self._keep_copy()

    def _keep_copy(self) -> None:
        try:
            self._recovery.keep(self._doc_id, self.document.text(), self.path)
        except FileTrouble as trouble:
            self.save_refused.emit(trouble.sentence)
