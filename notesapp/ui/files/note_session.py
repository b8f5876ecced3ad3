"""The notes file behind a document: open, save, autosave, and what another program did to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from notesapp.audio.facts import AUDIO_SUFFIXES
from notesapp.errors import FileTrouble
from notesapp.storage.note_file import (
    ChangedOnDisk,
    DiskState,
    LoadedNotes,
    disk_state,
    load_notes,
    save_notes,
)
from notesapp.storage.recovery import LeftOver
from notesapp.ui.files.disk_side import DiskSide
from notesapp.ui.files.journal_keeper import JournalKeeper
from notesapp.ui.files.version_keeper import VersionKeeper
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
        journal: JournalKeeper,
        versions: VersionKeeper,
        autosave: Callable[[], bool],
        delay_ms: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.journal = journal
        self.versions = versions
        self._autosave = autosave
        self._delay_ms = delay_ms
        self._loaded: LoadedNotes | None = None
        self.disk = DiskSide(self)
        self.disk.changed.connect(self.disk_changed)
        journal.refused.connect(self.save_refused)
        self.is_open = False
        self.copy_name = ""
        self._losses_accepted = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._save_by_itself)
        self._waited = QElapsedTimer()
        document.text_changed.connect(self._on_text)

    @property
    def loaded(self) -> LoadedNotes | None:
        """The file as it was read or written here last."""
        return self._loaded

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
        self._begin(None, text, name)
        self.path_changed.emit()

    def open(self, path: Path) -> None:
        """Open a file. Raises FileTrouble; then nothing has changed."""
        loaded = load_notes(path)
        self._begin(loaded, loaded.text)
        self._losses_accepted = not loaded.losses
        self.versions.keep("opened", loaded.text, path, self.journal.doc_id)
        self.path_changed.emit()
        for loss in loaded.losses:
            self.loss_found.emit(loss)

    def recover(self, left: LeftOver) -> None:
        """Open what a crash left behind, as unsaved changes of its file.

        The file may be newer: nothing is written to it before the user saves. Raises FileTrouble
        where there is a file that cannot be read; then nothing has changed.
        """
        if left.notes_path is not None and left.notes_path.exists():
            self.open(left.notes_path)
            self.journal.resume(left)
            self.disk.in_conflict = True
        else:
            self.start_new("", left.name)
            self.journal.resume(left)

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
        except ChangedOnDisk:
            self.disk.report()
            return False
        except FileTrouble as trouble:
            self.journal.keep()
            self.save_refused.emit(trouble.sentence)
            return False
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
        self._written(text)
        self.path_changed.emit()
        return True

    def reload(self) -> None:
        """Take what another program wrote, as one step that can be undone. Raises FileTrouble."""
        if self._loaded is None:
            return
        loaded = load_notes(self._loaded.path)
        self.versions.keep("reloaded", self.document.text(), self.path, self.journal.doc_id)
        self._loaded = loaded
        self.document.replace_all(loaded.text)
        # What the editor cannot hold is no change of the user's, so it is not written back.
        self.document.mark_saved(self.document.text())
        self._losses_accepted = not loaded.losses
        self.journal.written(loaded.path, loaded.digest)
        self.disk.written()
        self.saved.emit()
        for loss in loaded.losses:
            self.loss_found.emit(loss)

    def keep_mine(self) -> None:
        """Save over what another program wrote."""
        self.save(force=True)

    def flush(self) -> None:
        """Save or keep what is unsaved, now: the window goes away or the program may end."""
        if self._timer.isActive() or self.document.dirty:
            self._timer.stop()
            self._save_by_itself()

    def forget_unsaved(self) -> None:
        """The user lets the unsaved changes go."""
        self._timer.stop()
        self.journal.drop()

    def _begin(self, loaded: LoadedNotes | None, text: str, name: str = "") -> None:
        self._timer.stop()
        self._loaded = loaded
        self._losses_accepted = True
        self.copy_name = name
        self.document.load(text)
        self._timer.stop()
        self.journal.begin(self.path, name, loaded.digest if loaded is not None else "")
        self.disk.begin()
        self.is_open = True

    def _written(self, text: str) -> None:
        assert self._loaded is not None
        self.document.mark_saved(text)
        self.journal.written(self._loaded.path, self._loaded.digest)
        self.versions.keep("saved", text, self.path, self.journal.doc_id)
        self.disk.written()
        self.saved.emit()

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
        wanted = self._loaded is not None and self._autosave() and self._losses_accepted
        if wanted and self.disk.allows_autosave():
            self.save()
        else:
            self.journal.keep()
