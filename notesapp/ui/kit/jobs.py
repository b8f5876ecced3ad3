"""Work beside the window: one job after the other, results on the GUI thread."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from notesapp.errors import NotesError

_log = logging.getLogger(__name__)


class Jobs(QObject):
    """Runs plain functions in an executor; the newest job of a name replaces a waiting one.

    Callbacks run on the thread that owns this object. The executor is handed in, so that tests
    run jobs when they choose. After ``close`` nothing is called back any more. What a job raises
    and nobody takes is told to ``sys.excepthook``, but for trouble that is one sentence.
    """

    _finished = Signal(str, int, object)

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._numbers: dict[str, int] = {}
        self._work: dict[str, tuple[int, Callable[[], Any]]] = {}  # only the newest is held
        self._waiting: dict[str, tuple[Callable[[Any], None], Callable[[Exception], None] | None]]
        self._waiting = {}
        self._closed = False
        self._finished.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        name: str,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        refused: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``work`` and hand its result to ``done``, unless a newer job took the name."""
        if self._closed:
            return
        number = self._numbers.get(name, 0) + 1
        self._numbers[name] = number
        self._waiting[name] = (done, refused)
        self._work[name] = (number, work)
        future = self._executor.submit(self._guarded, name, number)
        future.add_done_callback(lambda f: self._post(name, number, f))

    def close(self) -> None:
        """Forget everything that has not come back yet."""
        self._closed = True
        self._waiting.clear()
        self._work.clear()

    def _guarded(self, name: str, number: int) -> Any:
        held = self._work.get(name)
        if self._closed or held is None or held[0] != number:
            return None
        return held[1]()

    def _post(self, name: str, number: int, future: Future[Any]) -> None:
        if self._closed or future.cancelled():
            return
        error = future.exception()
        try:
            self._finished.emit(name, number, error if error is not None else (future.result(),))
        except RuntimeError:
            _log.debug("A result of %s came after its window had gone.", name)

    def _hand_over(self, name: str, number: int, result: object) -> None:
        if self._closed or self._numbers.get(name) != number or name not in self._waiting:
            return
        done, refused = self._waiting.pop(name)
        del self._work[name]
        if isinstance(result, tuple):
            done(result[0])
        elif isinstance(result, Exception):
            if refused is not None:
                refused(result)
            else:
                _tell(name, result)


def _tell(name: str, error: Exception) -> None:
    _log.error("The job %s stopped.", name, exc_info=error)
    if not isinstance(error, (NotesError, OSError)):
        sys.excepthook(type(error), error, error.__traceback__)
