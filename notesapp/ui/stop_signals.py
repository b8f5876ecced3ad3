"""A stop asked for by the system, the session or Ctrl+C in a terminal ends the program in order."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication

from notesapp.ui.window.main_window import MainWindow

STOPS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
ENDING_MS = 60_000  # a session that still runs then has been kept by somebody


class StopSignals(QObject):
    """Calls ``stop`` on the window's thread once such a signal came, until ``restore``.

    Python handles signals between its own steps only, and Qt's loop makes none while nothing
    happens: the socket wakes it. ``stop`` is called by the loop, never in the midst of an edit;
    a second signal does not wait for a loop that stands still. The end of a terminal is left alone
    where it was ignored when the program began, as after ``nohup``.
    """

    def __init__(self, stop: Callable[[int], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = stop
        self._asked = 0
        self._ours, self._theirs = socket.socketpair()
        self._ours.setblocking(False)
        self._theirs.setblocking(False)
        self._woken = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._woken.activated.connect(self._drain)
        self._fd_before = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        hangup = getattr(signal, "SIGHUP", None)
        ignored = {hangup} if hangup and signal.getsignal(hangup) == signal.SIG_IGN else set()
        wanted = [number for number in STOPS if number not in ignored]
        self._before = {number: signal.signal(number, self._take) for number in wanted}

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
        if self._asked:
            self._stop(self._asked)

    def _take(self, number: int, frame: FrameType | None) -> None:
        if self._asked:
            self._stop(number)
        self._asked = number


class SessionEnd(QObject):
    """When the desktop's session ends, ``keep`` is called, and no question stands in its way.

    Windows then close without asking: what is unsaved is kept for the next start. If the session
    goes on after all, they ask again a minute later.
    """

    def __init__(
        self,
        app: QGuiApplication,
        keep: Callable[[], object],
        windows: Callable[[], Iterable[MainWindow]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keep, self._windows = keep, windows
        self._asking: list[tuple[MainWindow, Callable[[], bool]]] = []
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(ENDING_MS)
        self._over.timeout.connect(self.ask_again)
        app.commitDataRequest.connect(self.take)
        app.saveStateRequest.connect(lambda _: keep())

    def take(self, manager: Any = None) -> None:
        """The session is about to end."""
        self._keep()
        if not self._asking:
            self._asking = [(window, window.may_close) for window in self._windows()]
        for window, _ in self._asking:
            window.may_close = lambda: True
        self._over.start()

    def ask_again(self) -> None:
        """It goes on."""
        for window, may_close in self._asking:
            window.may_close = may_close
        self._asking = []
