"""Holds the lock of the open notes, and sees who else has it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from notesapp.storage.lock_owner import LockOwner
from notesapp.storage.note_lock import HeldLock, LockAnswer, NoteLocks
from notesapp.ui.files.disk_questions import DiskQuestions
from notesapp.ui.files.note_session import NoteSession

REFRESH_MS = 60_000
AGAIN_MS = 5_000  # how soon it is noticed that another lets go
PATIENCE_S = 2.0


class LockKeeper(QObject):
    """``owner_changed`` carries who has the notes open, or None; ``taken_over`` whose it was.

    All of it happens beside the window. Where no lock can be had the notes are open without one.
    """

    owner_changed = Signal(object)
    taken_over = Signal(object)

    def __init__(self, session: NoteSession, locks: NoteLocks, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._locks = locks
        self._held: HeldLock | None = None
        self._owner: LockOwner | None = None
        self._path: Path | None = None
        self._taken: list[HeldLock] = []  # also those whose answer nobody hears any more
        self._leaving: threading.Thread | None = None
        self._questions = DiskQuestions(self)
        self._refresh = QTimer(self)
        self._refresh.setInterval(REFRESH_MS)
        self._refresh.timeout.connect(self._on_refresh)
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._take)
        session.path_changed.connect(self.follow)

    @property
    def is_held(self) -> bool:
        """Whether the notes are locked for this window."""
        return self._held is not None

    def sweep(self) -> None:
        """Remove what killed starts left; then lock what is open."""
        self._questions.ask("sweep", lambda _: self._locks.sweep(), lambda _: self.follow())

    def follow(self) -> None:
        """Lock the notes that are open now, let go of those before."""
        if self._path is not None and self._path == self._session.path:
            return
        self._path = self._session.path
        self._let_go()
        self._say(None)
        self._take()

    def release(self) -> None:
        """The window goes away: let go, and wait a moment until that is done."""
        self._again.stop()
        self._let_go()
        if self._leaving is not None:
            self._leaving.join(PATIENCE_S)

    def _take(self) -> None:
        path, locks = self._session.path, self._locks
        if path is None or self._held is not None or self._questions.is_asking("take"):
            return
        work = partial(_take, locks, path, self._taken, self._leaving)
        self._questions.ask("take", work, self._on_answer)

    def _on_answer(self, answer: LockAnswer | None) -> None:
        answer = answer or LockAnswer()
        self._held = answer.held
        if answer.held is not None:
            self._refresh.start()
        if answer.owner is not None:
            self._again.start()
        self._say(answer.owner)
        if answer.dead is not None:
            self.taken_over.emit(answer.dead)

    def _on_refresh(self) -> None:
        held, locks = self._held, self._locks
        if held is not None and not self._questions.is_asking("refresh"):
            self._questions.ask("refresh", lambda _: locks.refresh(held), self._on_refreshed)

    def _on_refreshed(self, is_ours: bool | None) -> None:
        if is_ours is False:
            self._path = None
            self.follow()  # removed, or taken over while the machine slept

    def _let_go(self) -> None:
        self._refresh.stop()
        self._again.stop()
        self._questions.drop("take")
        self._questions.drop("refresh")
        self._held = None
        taken, self._taken = self._taken, []
        if taken:
            self._leaving = threading.Thread(target=_release, args=(self._locks, taken))
            self._leaving.daemon = True
            self._leaving.start()

    def _say(self, owner: LockOwner | None) -> None:
        if owner != self._owner:
            self._owner = owner
            self._session.disk.owner = owner
            self.owner_changed.emit(owner)


def _take(
    locks: NoteLocks,
    path: Path,
    taken: list[HeldLock],
    leaving: threading.Thread | None,
    is_wanted: Callable[[], bool],
) -> LockAnswer:
    if leaving is not None:
        leaving.join(PATIENCE_S)  # it may be the same file
    answer = locks.take(path)
    if answer.held is not None:
        taken.append(answer.held)
        if not is_wanted():
            locks.release(answer.held)
            return LockAnswer()
    return answer


def _release(locks: NoteLocks, taken: list[HeldLock]) -> None:
    for held in taken:
        locks.release(held)
