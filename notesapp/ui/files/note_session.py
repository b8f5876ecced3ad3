"""The notes file behind a document: open, save, autosave, and what another program did to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from notesapp.audio.facts import AUDIO_SUFFIXES
from notesapp.errors import FileTrouble, NotesError
from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.note_file import (
    ChangedOnDisk,
    DiskState,
    LoadedNotes,
    disk_state,
    load_notes,
    save_notes,
)
from notesapp.storage.recovery import LeftOver
from notesapp.storage.unfinished import Unfinished
from notesapp.ui.files.disk_side import DiskSide
from notesapp.ui.files.file_writer import FileWriter
from notesapp.ui.files.journal_keeper import JournalKeeper
from notesapp.ui.files.version_keeper import VersionKeeper
from notesapp.ui.text.document import NotesDocument

# Who never pauses still loses no more than this many pauses' worth of typing.
PATIENCE = 2
PATIENT_MS = 5_000  # for a disk that takes long; then it is said, and what is typed is kept
ELSEWHERE_MS = 500


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
        *,
        unfinished: Unfinished | None = None,
        ops: FileOps = REAL,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.journal = journal
        self.versions = versions
        self._autosave = autosave
        self._delay_ms = delay_ms
        self._unfinished = unfinished
        self._ops = ops
        self._loaded: LoadedNotes | None = None
        self._writer = FileWriter(self)
        self._was_written = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENT_MS)
        self._slow.timeout.connect(self._say_slow)
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
    def is_writing(self) -> bool:
        """Whether a save is under way, so that the file may be ahead of ``loaded``."""
        return self._writer.is_busy

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
        loaded = load_notes(path, ops=self._ops)
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
        """Save to the notes' own file; False where there is none or it was refused.

        Written beside the window and waited for, but not for ever: what a disk that does not
        answer has not taken stays unsaved changes.
        """
        if self._loaded is None or not self.disk.allows_save():
            return False
        self._timer.stop()
        if not self._writer.wait(PATIENT_MS):
            self._say_slow()
            return False
        self._start(self._loaded.path, self._loaded, force=force)
        return self._waited_for()

    def save_as(self, path: Path) -> bool:
        """Save to another file, which the notes keep from then on; never over audio."""
        if path.suffix.lower() in AUDIO_SUFFIXES:
            words = self.tr("Not saved: {0} is a name for audio. Choose a name that ends in .md.")
            self.save_refused.emit(words.format(path.name))
            return False
        self._timer.stop()
        if not self._writer.wait(ELSEWHERE_MS):
            self._writer.let_go()  # elsewhere there is no need to wait for that disk
        self._start(path, self._loaded, force=True, elsewhere=True)
        done = self._waited_for()
        if self._writer.is_busy:
            self._writer.let_go()
        return done

    def reload(self, loaded: LoadedNotes | None = None) -> None:
        """Take what another program wrote, as one step that can be undone. Raises FileTrouble.

        ``loaded`` is what was read of it just now.
        """
        self._writer.wait(PATIENT_MS)
        if self._loaded is None:
            return
        loaded = loaded or load_notes(self._loaded.path, ops=self._ops)
        self.versions.keep("reloaded", self.document.text(), self.path, self.journal.doc_id)
        self.versions.keep("opened", loaded.text, self.path, self.journal.doc_id)
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
        """Save over what another program wrote, which is kept as a version."""
        self.disk.keep_mine()

    def stand_on(self, theirs: LoadedNotes) -> bool:
        """What another program wrote is known, and the text of now is a change of it.

        The next save writes over these very bytes and no others. They are kept first; False, and
        nothing has changed, where they cannot be.
        """
        self._writer.wait(PATIENT_MS)
        try:
            self.versions.store.keep("replaced", theirs.text, self.path, self.journal.doc_id)
        except FileTrouble as trouble:
            self.save_refused.emit(trouble.sentence)
            return False
        self._loaded = theirs
        self._losses_accepted = True
        self.document.mark_saved(theirs.text)
        self.journal.written(theirs.path, theirs.digest, theirs.text)
        self.journal.keep()
        self.disk.written()
        return True

    def go_on_at(self, path: Path) -> None:
        """The file has another name now and holds what it held."""
        if self._loaded is not None:
            self._loaded = replace(self._loaded, path=path)
            self.journal.written(path, self._loaded.digest, self._loaded.text)
            self.journal.keep()
            self.disk.begin()
            self.path_changed.emit()

    def flush(self) -> None:
        """Save or keep what is unsaved, now: the window goes away or the program may end."""
        if not self._writer.wait(PATIENT_MS):
            self._say_slow()
        elif self._timer.isActive() or self.document.dirty:
            self._timer.stop()
            self._save_by_itself()
            if not self._writer.wait(PATIENT_MS):
                self._say_slow()

    def forget_unsaved(self) -> None:
        """The user lets the unsaved changes go; a version of them stays."""
        self._timer.stop()
        if self.document.dirty and (text := self.document.text()).strip():
            self.versions.keep("discarded", text, self.path, self.journal.doc_id)
        self._writer.let_go()
        self.journal.drop()

    def _begin(self, loaded: LoadedNotes | None, text: str, name: str = "") -> None:
        self._timer.stop()
        self._writer.let_go()
        self._loaded = loaded
        self._losses_accepted = True
        self.copy_name = name
        self.document.load(text)
        self._timer.stop()
        self.journal.begin(self.path, name, loaded.digest if loaded is not None else "")
        self.disk.begin()
        self.is_open = True

    def _start(
        self,
        path: Path,
        like: LoadedNotes | None,
        *,
        force: bool = False,
        elsewhere: bool = False,
        by_itself: bool = False,
    ) -> None:
        """Write the text of now, on a thread; ``_written`` or ``_refused`` follow on this one."""
        text, ops, unfinished = self.document.text(), self._ops, self._unfinished

        def work(just_before: Callable[[], None]) -> LoadedNotes | None:
            if by_itself and like is not None and disk_state(like, ops=ops) is DiskState.GONE:
                return None
            if unfinished is not None:
                unfinished.expect(path)
            if elsewhere:
                self.versions.keep_file("replaced", path)
            return save_notes(
                path, text, like, force=force, overwrite=force, just_before=just_before, ops=ops
            )

        self._was_written = False
        self._slow.start()
        self._writer.start(
            work, lambda done: self._written(text, done, elsewhere=elsewhere), self._refused
        )

    def _waited_for(self) -> bool:
        if not self._writer.wait(PATIENT_MS):
            self._say_slow()
            return False
        return self._was_written

    def _written(self, text: str, loaded: LoadedNotes | None, *, elsewhere: bool) -> None:
        self._slow.stop()
        if loaded is None:
            self.journal.keep()
            self.disk.look()
            return
        self._was_written = True
        before, self._loaded = self._loaded, loaded
        if elsewhere:
            self.copy_name = ""
        if elsewhere or self.document.dirty or before is None or before.digest != loaded.digest:
            self.document.mark_saved(text)
            self.journal.written(loaded.path, loaded.digest, text)
            self.versions.keep("saved", text, self.path, self.journal.doc_id)
        self.disk.written()
        self.saved.emit()
        if elsewhere:
            self.path_changed.emit()

    def _refused(self, error: Exception) -> None:
        self._slow.stop()
        self.journal.keep()
        if isinstance(error, ChangedOnDisk):
            self.disk.report()
        elif isinstance(error, NotesError):
            self.save_refused.emit(error.sentence)
        else:
            raise error

    def _say_slow(self) -> None:
        """The disk has not answered; what is typed is kept all the same."""
        self._slow.stop()
        self.journal.keep()
        words = self.tr("Not saved yet: the disk does not answer. Save in another folder.")
        self.save_refused.emit(words)

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
        if self._writer.is_busy:
            self._timer.start(self._delay_ms())
            return
        wanted = self._loaded is not None and self._autosave() and self._losses_accepted
        if wanted and self.disk.allows_autosave():
            assert self._loaded is not None
            self._start(self._loaded.path, self._loaded, by_itself=True)
        else:
            self.journal.keep()
