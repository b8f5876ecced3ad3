"""When the window stands still for long, the places of all threads go into the log."""

from __future__ import annotations

import faulthandler
import logging
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from notesapp.storage.crash_traces import OwnTrace

BEAT_MS = 5_000
STILL_S = 20.0

_log = logging.getLogger(__name__)


class Standstill(QObject):
    """Beats while the window's loop runs. A beat that is late lets Python write, from a thread
    that needs nobody's lock, where everybody is; the beat after it moves that into the log.

    Nothing else follows: a desktop's own dialog may hold up the loop for as long as it likes.
    """

    def __init__(
        self,
        trace: OwnTrace,
        beaten: Callable[[], None],
        still_s: float = STILL_S,
        beat_ms: int = BEAT_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._trace, self._beaten, self._still_s = trace, beaten, still_s
        self._last_s = monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(beat_ms)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._wind_up()

    def stop(self) -> None:
        """No beat, no complaint."""
        self._timer.stop()
        faulthandler.cancel_dump_traceback_later()

    def _beat(self) -> None:
        now_s = monotonic()
        stood_s, self._last_s = now_s - self._last_s, now_s
        self._wind_up()
        if stood_s >= self._still_s:
            places = self._trace.take_standstill()
            _log.error("The window stood still for %.0f s.\n%s", stood_s, places)
        self._beaten()

    def _wind_up(self) -> None:
        faulthandler.dump_traceback_later(self._still_s, file=self._trace.fd)
