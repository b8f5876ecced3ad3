"""A stop asked for by the system or by Ctrl+C in a terminal ends the program in order."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier

STOPS = (signal.SIGINT, signal.SIGTERM)


class StopSignals(QObject):
    """Calls ``stop`` on the window's thread once such a signal came, until ``restore``.

    Python handles signals between its own steps only, and Qt's loop makes none while nothing
    happens: the socket wakes it.
    """

    def __init__(self, stop: Callable[[int], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = stop
        self._ours, self._theirs = socket.socketpair()
        self._ours.setblocking(False)
        self._theirs.setblocking(False)
        self._woken = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._woken.activated.connect(self._drain)
        self._fd_before = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, self._take) for number in STOPS}

    def restore(self) -> None:
        """Leave the signals as they were found."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._fd_before)
        self._woken.setEnabled(False)
        self._ours.close()
        self._theirs.close()

    def _drain(self) -> None:
        try:
            self._ours.recv(64)
        except OSError:
            return

    def _take(self, number: int, frame: FrameType | None) -> None:
        self._stop(number)
