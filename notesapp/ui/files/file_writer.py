"""Writes the notes' file beside the window, one write at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from notesapp.errors import Cancelled

__all__ = ["FileWriter"]


@dataclass(slots=True)
class _Job:
    work: Callable[[Callable[[], None]], Any]
    done: Callable[[Any], None]
    refused: Callable[[Exception], None]
    ended: threading.Event = field(default_factory=threading.Event)
    is_let_go: bool = False
    is_handed_over: bool = False
    result: Any = None
    error: Exception | None = None

    def still_wanted(self) -> None:
        """Called directly before a new file takes its name. Raises Cancelled."""
        if self.is_let_go:
            raise Cancelled("Stopped. No file was changed.")


class FileWriter(QObject):
    """Each write has a thread of its own, for which the end of the program does not wait: a disk
    that never answers holds up neither the window nor what is written elsewhere.
    """

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: _Job | None = None
        self._ended.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a write is on its way, or its result."""
        return self._job is not None

    def start(
        self,
        work: Callable[[Callable[[], None]], Any],
        done: Callable[[Any], None],
        refused: Callable[[Exception], None],
    ) -> None:
        """Run ``work`` on a thread; one of the callbacks follows on this one.

        ``work`` gets a function that it calls directly before it changes anything, and which
        raises Cancelled where nobody wants that any more. Nothing may be on its way.
        """
        assert self._job is None
        job = self._job = _Job(work, done, refused)
        threading.Thread(target=self._run, args=(job,), name="save", daemon=True).start()

    def wait(self, longest_ms: int) -> bool:
        """Wait for what is on its way, and hand its result over; False where it takes longer."""
        job = self._job
        if job is None:
            return True
        if not job.ended.wait(longest_ms / 1000):
            return False
        self._hand_over(job)
        return True

    def let_go(self) -> None:
        """Nobody wants what is on its way: it changes nothing more, and is not heard of."""
        if self._job is not None:
            self._job.is_let_go = True
            self._job = None

    def _run(self, job: _Job) -> None:
        try:
            job.result = job.work(job.still_wanted)
        except Exception as error:  # told where the write was asked for
            job.error = error
        job.ended.set()
        try:
            self._ended.emit(job)
        except RuntimeError:  # the window is gone
            return

    def _hand_over(self, job: _Job) -> None:
        if job.is_let_go or job.is_handed_over:
            return
        job.is_handed_over = True
        self._job = None
        if job.error is not None:
            job.refused(job.error)
        else:
            job.done(job.result)
