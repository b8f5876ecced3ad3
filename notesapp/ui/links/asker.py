"""The web asked beside the window, on a thread of its own that ends when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal

from notesapp.web.asking import Asking
from notesapp.web.guard import Guard
from notesapp.web.verdict import Verdict


class Asker(QObject):
    """One round at a time. ``told`` carries a verdict each, ``ended`` follows the last.

    After ``stop`` nothing more is told; what was asked before stays as it is.
    """

    told = Signal(object)
    ended = Signal()

    _arrived = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._number = 0
        self._asking: Asking | None = None
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a round is going on."""
        return self._asking is not None

    def start(self, addresses: Iterable[str], guard: Guard, *, titles: bool) -> int:
        """Begin a round; returns how many addresses are asked about."""
        self.stop()
        self._number += 1
        self._asking = asking = Asking(addresses, titles=titles, guard=guard)
        arguments = (asking, self._number)
        threading.Thread(target=self._work, args=arguments, name="links", daemon=True).start()
        return len(asking.addresses)

    def stop(self) -> None:
        """End the round at once."""
        if self._asking is not None:
            self._asking.stop()
            self._asking = None
            self._number += 1
            self.ended.emit()

    def _work(self, asking: Asking, number: int) -> None:
        with suppress(RuntimeError):  # the window has gone
            try:
                asking.run(lambda verdict: self._arrived.emit(number, verdict))
            finally:
                self._arrived.emit(number, None)

    def _on_arrived(self, number: int, verdict: Verdict | None) -> None:
        if number != self._number:
            return
        if verdict is None:
            self._asking = None
            self.ended.emit()
        else:
            self.told.emit(verdict)
