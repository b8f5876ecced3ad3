"""Writing that takes long, beside the window: with progress, and stopped when somebody says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from notesapp.errors import NotesError
from notesapp.ui.kit.jobs import Jobs
from notesapp.ui.kit.worker import Worker
from notesapp.ui.sound.playback import Playback
from notesapp.ui.window.main_window import MainWindow

PER_MILLE = 1000
END_S = 5.0  # what is being written is put away, or left to the next start to sweep
Moved = Callable[[int], None]
Work = Callable[[Moved, Callable[[], bool]], Any]


@dataclass(frozen=True, slots=True)
class Followed:
    """Who is told: thousandths on the way, then what was done, or the NotesError that ended it.

    Cancelled is one of them. All are called on the GUI's thread.
    """

    progressed: Callable[[int], None]
    done: Callable[[Any], None]
    stopped: Callable[[NotesError], None]


class LongWork(QObject):
    """One at a time, on a worker of its own: a long file holds up nobody else.

    Where the audio itself is written the player lets go of it, and stands where it stood
    afterwards, paused.
    """

    _moved = Signal(int, int)

    def __init__(self, window: MainWindow, playback: Playback) -> None:
        super().__init__(window)
        self._playback = playback
        self._executor = Worker("publish")
        self._jobs = Jobs(self._executor, self)
        self._stop = Event()
        self._run = 0
        self._last = -1
        self._followed: Followed | None = None
        self._stood: tuple[Path, int] | None = None
        self._moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        window.closed.connect(self._close)

    @property
    def is_busy(self) -> bool:
        """Whether something is being written."""
        return self._followed is not None

    def start(self, work: Work, followed: Followed, *, lets_go: bool = False) -> None:
        """Begin; ``work`` gets what to tell its thousandths, and whether it is to stop."""
        if self.is_busy:
            words = self.tr("Something is being published already. Wait for it, or stop it.")
            followed.stopped(NotesError(words))
            return
        self._followed = followed
        self._run += 1
        self._last = -1
        stop = self._stop = Event()
        if lets_go and self._playback.path is not None:
            self._stood = (self._playback.path, self._playback.let_go())
        moved, number = self._moved, self._run

        def run() -> Any:
            return work(lambda per_mille: moved.emit(number, per_mille), stop.is_set)

        self._jobs.run("work", run, self._on_done, self._on_refused)

    def cancel(self) -> None:
        """Stop as soon as the worker looks up."""
        self._stop.set()

    def _on_moved(self, run: int, per_mille: int) -> None:
        now = max(0, min(PER_MILLE, per_mille))
        if run == self._run and self._followed is not None and now != self._last:
            self._last = now
            if not self._stop.is_set():
                self._followed.progressed(now)

    def _finish(self) -> Followed:
        followed, self._followed = self._followed, None
        assert followed is not None
        stood, self._stood = self._stood, None
        if stood is not None and self._playback.path == stood[0]:  # no other was opened meanwhile
            self._playback.load(*stood)
        return followed

    def _on_done(self, result: object) -> None:
        self._finish().done(result)

    def _on_refused(self, error: Exception) -> None:
        followed = self._finish()
        if isinstance(error, NotesError):
            followed.stopped(error)
            return
        words = QCoreApplication.translate(
            "LongWork", "Not everything could be written. Notes and audio are as they were."
        )
        followed.stopped(NotesError(words, repr(error)))
        raise error

    def _close(self) -> None:
        self._stop.set()
        self._jobs.close()
        self._executor.close(END_S)
