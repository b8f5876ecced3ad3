"""Exceptions that nobody caught: what is unsaved is made safe, then the user is told, once."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from notesapp.storage.crash_words import described, place_of
from notesapp.ui.crash.tally import Tally

CALM_MS = 700  # without typing; a dialog that takes the focus would swallow keys
MOST_WAITS = 8

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Crash:
    """One exception: where, how often so far, and its trace without values. ``is_safe``: whether
    everything unsaved was kept afterwards."""

    place: str
    count: int
    trace: str = field(repr=False)
    is_safe: bool = True


class Crashes(QObject):
    """Hears of every uncaught exception, from any thread, until ``restore``.

    ``keep`` makes the unsaved safe and says whether it could; ``show`` tells the user and returns
    whether it did; ``typed`` changes whenever somebody types.
    """

    _noticed = Signal(object, bool)

    def __init__(
        self,
        keep: Callable[[], bool],
        show: Callable[[Crash], bool],
        typed: Callable[[], int],
        home: str = "",
        now: Callable[[], float] = monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keep, self._show, self._typed = keep, show, typed
        self._home, self._now = home, now
        self.tally = Tally()
        self._next: Crash | None = None
        self._seen_typed = self._waits = 0
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._look_for_calm)
        # Never from where it happened: that may be in the midst of a paint or of an edit.
        self._noticed.connect(self._on_noticed, Qt.ConnectionType.QueuedConnection)
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._take_main
        threading.excepthook = self._take_thread
        sys.unraisablehook = self._take_unraisable

    def restore(self) -> None:
        """Leave the hooks as they were found."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        self._calm.stop()

    def _take_main(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self.take(error, trace)

    def _take_thread(self, args: Any) -> None:
        if args.exc_value is not None:
            self.take(args.exc_value, args.exc_traceback)

    def _take_unraisable(self, unraisable: Any) -> None:
        if unraisable.exc_value is not None:
            self.take(unraisable.exc_value, unraisable.exc_traceback)

    def take(self, error: BaseException, trace: TracebackType | None) -> None:
        """One more; never raises, and does little where it comes a hundred times a second."""
        try:
            place = place_of(error, trace)
            verdict = self.tally.note(place, self._now())
            if verdict.log or verdict.keep:
                said = described(error, trace, self._home)
                if verdict.log:
                    _log.critical("Nobody caught this, time %s.\n%s", verdict.count, said)
                self._noticed.emit(Crash(place, verdict.count, said), verdict.keep)
        except Exception:  # there is nobody left to tell, and telling would lead back here
            return

    def _on_noticed(self, crash: Crash, keep: bool) -> None:
        try:
            is_safe = self._keep() if keep else True
            if self._next is None and self.tally.shall_show(crash.place, self._now()):
                self._next = Crash(crash.place, crash.count, crash.trace, is_safe)
                self._waits = 0
                self._seen_typed = self._typed()
                self._calm.start()
        except Exception as error:
            _log.error("The work could not be made safe.", exc_info=error)

    def _look_for_calm(self) -> None:
        crash = self._next
        if crash is None:
            return
        try:
            typed = self._typed()
            busy = typed != self._seen_typed or _holds_pointer()
            self._seen_typed = typed
            self._waits += 1
            if busy and self._waits < MOST_WAITS:
                self._calm.start()
                return
            self._next = None
            self._show(crash)
        except Exception as error:
            self._next = None
            _log.error("The report could not be shown.", exc_info=error)


def _holds_pointer() -> bool:
    """Whether a menu is open or something is being dragged."""
    pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
    return pressed or QApplication.activePopupWidget() is not None
