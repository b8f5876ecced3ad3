"""Questions to a disk that may never answer, each in a thread that may be left behind."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

Work = Callable[[Callable[[], bool]], Any]
_log = logging.getLogger(__name__)


class DiskQuestions(QObject):
    """The newest question of a name counts; the answer to an older one is not heard.

    A hung network disk holds a thread for as long as it likes. In the window's executor it would
    hold the work of every window, and the end of the program.
    """

    _answered = Signal(str, int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers: dict[str, int] = {}
        self._waiting: dict[str, Callable[[Any], None]] = {}
        self._answered.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def is_asking(self, name: str) -> bool:
        """Whether an answer is still awaited."""
        return name in self._waiting

    def ask(self, name: str, work: Work, done: Callable[[Any], None]) -> None:
        """Run ``work``; ``done`` gets its result on this thread.

        ``work`` is handed a function that says whether the answer is still wanted, and raises
        nothing.
        """
        number = self._numbers.get(name, 0) + 1
        self._numbers[name] = number
        self._waiting[name] = done
        arguments = (name, number, work)
        Thread(target=self._answer, args=arguments, name=f"disk-{name}", daemon=True).start()

    def drop(self, name: str) -> None:
        """Want no answer any more."""
        self._waiting.pop(name, None)
        self._numbers[name] = self._numbers.get(name, 0) + 1

    def _answer(self, name: str, number: int, work: Work) -> None:
        try:
            result = work(lambda: self._numbers.get(name) == number)
        except Exception:
            _log.exception("The disk was asked %s and that ended badly.", name)
            result = None
        try:
            self._answered.emit(name, number, (result,))
        except RuntimeError:
            _log.debug("An answer to %s came after its window had gone.", name)

    def _hand_over(self, name: str, number: int, answer: tuple[Any]) -> None:
        if self._numbers.get(name) == number and name in self._waiting:
            self._waiting.pop(name)(answer[0])
