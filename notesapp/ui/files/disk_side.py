"""What other programs do to the file of the open notes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from notesapp.errors import FileTrouble
from notesapp.storage.lock_owner import LockOwner
from notesapp.storage.note_file import DiskState, LoadedNotes, disk_state, load_notes
from notesapp.storage.note_look import Found, Seen, Stamp, look_at
from notesapp.ui.files.disk_questions import DiskQuestions

if TYPE_CHECKING:
    from notesapp.ui.files.note_session import NoteSession

SOON_MS = 120  # several signals of one change come together
SETTLE_MS = 400  # a program that writes in pieces, or removes and renames, has time to end
EMPTY_SETTLE_MS = 1500  # some empty a file first and write it later
GONE = DiskState.GONE
UNREAD = (Found.CHANGED, Found.EMPTY, Found.OTHER)


@dataclass(frozen=True, slots=True)
class DiskNews:
    """What is to be said of the file. ``at_s`` is when it was noticed, in seconds since 1970.

    ``was_read``: it was taken into the window, which had no unsaved changes. ``was_refused``: a
    save was held back since.
    """

    seen: Seen = field(default_factory=lambda: Seen(Found.SAME))
    at_s: float = 0.0
    was_read: bool = False
    was_refused: bool = False


class DiskSide(QObject):
    """``changed`` says that there are other ``news``; ``save_held`` that a save has to be asked.

    The disk is asked on threads of their own: one that hangs does not hold the window.
    """

    changed = Signal()
    save_held = Signal()

    def __init__(self, session: NoteSession) -> None:
        super().__init__(session)
        self._session = session
        self.in_conflict = False
        self.news = DiskNews()
        self.owner: LockOwner | None = None
        """Who else has the notes open; nothing is saved by itself then."""
        self.steady: Callable[[Callable[[], None]], None] = lambda change: change()
        """Carries out a change of the text while the view stays where it is."""
        self._accepted: str | None = None
        self._questions = DiskQuestions(self)
        self._last: Seen | None = None
        self._stood: Stamp | None = None
        self._pending: Seen | None = None
        self._again = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _: self._notice(thorough=True))
        self._watcher.directoryChanged.connect(lambda _: self._notice(thorough=False))
        self._thorough = False
        self._soon = self._timer(SOON_MS, self._look_soon)
        self._settle = self._timer(SETTLE_MS, self.look)

    # --- what the session says

    def begin(self) -> None:
        """Another file is open now, or none."""
        self.in_conflict = False
        self.owner = self._accepted = None
        self._set(DiskNews())
        self._start_anew()

    def written(self) -> None:
        """The file was written or taken from here just now."""
        self.in_conflict = False
        self._set(DiskNews())
        self._start_anew()

    def report(self) -> None:
        """Nothing is written over the file before the user has chosen."""
        self.in_conflict = True
        self._session.journal.keep()
        if self.news.seen.found not in UNREAD:
            self._set(DiskNews(Seen(Found.CHANGED), time.time(), was_refused=True))
        else:
            self.news = replace(self.news, was_refused=True)
            self.changed.emit()  # asked for again
        self._last = None
        self.look()

    def allows_autosave(self) -> bool:
        """Whether nothing speaks against it that is known here; never asks the disk.

        The file itself is looked at where it is written, beside the window.
        """
        return self._session.loaded is not None and not self.in_conflict and self.owner is None

    def allows_save(self) -> bool:
        """Whether the user may save without being asked, for somebody else has the notes open."""
        if self.owner is None or self.owner.id == self._accepted:
            return True
        self._session.journal.keep()
        self.save_held.emit()
        return False

    # --- what the lock and the user say

    def accept_owner(self) -> None:
        """The user saves although somebody has the notes open."""
        self._accepted = self.owner.id if self.owner is not None else None

    def theirs(self) -> LoadedNotes | None:
        """What another program wrote and the window does not show; None where that is unknown."""
        return self.news.seen.notes if self.news.seen.found in UNREAD else None

    def keep_mine(self) -> bool:
        """Save over what another program wrote, once that is kept; asked again if it goes on."""
        session = self._session
        if session.loaded is None:
            return False
        try:
            theirs = load_notes(session.loaded.path)
        except FileTrouble as trouble:
            if self.news.seen.found is Found.OTHER or disk_state(session.loaded) is not GONE:
                session.save_refused.emit(trouble.sentence)
                return False
        else:
            if not session.stand_on(theirs):
                return False
        return session.save()

    # --- looking

    def look(self) -> None:
        """See, in a while, what another program did to the file; read it in any case."""
        self._ask(None)

    def glance(self) -> None:
        """The same, and only read what shows that it was written."""
        self._ask(self._last)

    def _notice(self, *, thorough: bool) -> None:
        self._thorough = self._thorough or thorough
        self._soon.start()

    def _look_soon(self) -> None:
        thorough, self._thorough = self._thorough, False
        self._ask(None if thorough else self._last)

    def _ask(self, known: Seen | None) -> None:
        loaded, stood = self._session.loaded, self._stood
        if loaded is None:
            return
        if self._questions.is_asking("look"):
            self._again = True
            return
        self._again = False
        self._questions.ask(
            "look",
            lambda _: look_at(loaded, known, stood),
            lambda seen: self._take(loaded, seen),
        )

    def _take(self, loaded: LoadedNotes, seen: Seen | None) -> None:
        if loaded is not self._session.loaded or self._session.is_writing:
            self._notice(thorough=True)
            return
        if self._again:
            self._soon.start()
        if seen is None or seen.found is Found.UNKNOWN:
            return
        self._last = seen
        if seen.found is Found.SAME:
            self._take_same(seen)
        elif seen.is_like(self.news.seen):
            self._pending = None
        elif seen.is_like(self._pending):
            self._pending = None
            self._accept(seen)
        else:
            self._pending = seen
            empty = seen.found is Found.EMPTY
            self._settle.start(EMPTY_SETTLE_MS if empty else SETTLE_MS)
        if self._watch(loaded):
            self._notice(thorough=True)  # nobody was told of what happened before

    def _take_same(self, seen: Seen) -> None:
        """It is what was read last, or is so again."""
        self._stood = seen.stamp
        self._pending = None
        if self.news.seen.found is not Found.SAME:
            self.in_conflict = False
            self._set(DiskNews())

    def _accept(self, seen: Seen) -> None:
        session = self._session
        is_news = not session.document.dirty and not self.in_conflict
        if seen.found is Found.CHANGED and seen.notes is not None and is_news:
            self._read_again(seen.notes)
            return
        if seen.found in UNREAD:
            self.in_conflict = True
        session.journal.keep()
        self._set(DiskNews(seen, time.time(), was_refused=self.news.was_refused))

    def _read_again(self, notes: LoadedNotes) -> None:
        try:
            self.steady(lambda: self._session.reload(notes))
        except FileTrouble as trouble:
            self._session.save_refused.emit(trouble.sentence)
            return
        if not notes.losses:  # which are said, and matter more
            self._set(DiskNews(at_s=time.time(), was_read=True))

    # --- small things

    def _set(self, news: DiskNews) -> None:
        if news != self.news:
            self.news = news
            self.changed.emit()

    def _start_anew(self) -> None:
        self._questions.drop("look")
        self._settle.stop()
        self._last = self._stood = self._pending = None
        loaded = self._session.loaded
        self._watch(loaded)
        if loaded is not None:
            self._soon.start()

    def _watch(self, loaded: LoadedNotes | None) -> bool:
        """Be told of the file and its folder; whether one of them was not watched before.

        A file that was put in its place is another.
        """
        wanted = {str(loaded.path), str(loaded.path.parent)} if loaded is not None else set()
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        if wanted - watched and self.news.seen.found is not Found.OTHER:
            refused = self._watcher.addPaths(sorted(wanted - watched))
            return len(refused) < len(wanted - watched)
        return False

    def _timer(self, ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(ms)
        timer.setSingleShot(True)
        timer.timeout.connect(then)
        return timer
