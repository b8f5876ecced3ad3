"""Full garbage collections happen while nobody types.

One looks at every object of the parsed notes: 20 to 30 ms for 10,000 lines (measured by
tests/bench/bench_key.py), in the middle of whatever the window is doing.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 10_000
QUIET_S = 3.0
_NEVER = 1 << 30


class QuietCollector(QObject):
    """Takes the oldest generation out of Python's hands until ``restore``.

    ``noticed`` is called at every change of the text; the younger generations are collected by
    Python as ever, in well under a millisecond.
    """

    def __init__(self, now: Callable[[], float] = monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._before = gc.get_threshold()
        self._last = now()
        self._changed = False
        gc.set_threshold(self._before[0], self._before[1], _NEVER)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def noticed(self) -> None:
        """Somebody typed."""
        self._last = self._now()
        self._changed = True

    def look(self) -> bool:
        """Collect if something changed and nobody has typed for a while; returns whether."""
        if not self._changed or self._now() - self._last < QUIET_S:
            return False
        self._changed = False
        gc.collect()
        return True

    def restore(self) -> None:
        """Give the collector back as it was."""
        self._timer.stop()
        gc.set_threshold(*self._before)
