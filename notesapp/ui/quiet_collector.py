"""Garbage is collected on the window's thread only, and all of it while nobody types.

Python collects on whatever thread happens to allocate. Players read audio on threads of their
own; one that collects there can delete a QObject of the window's, which kills the process. And
a full collection looks at every object of the parsed notes: 20 to 30 ms for 10,000 lines
(measured by tests/bench/bench_key.py), in the middle of whatever the window is doing.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer

YOUNG_MS = 100  # between looks at what is new
LOOK_MS = 10_000
QUIET_S = 3.0
YOUNG_COUNT = 700  # new objects that are worth a look, as Python has it
MOST_YOUNG = 1_000_000  # so many are looked at whoever types; some 150 MB
BREATH_S = 1.0
OLDER_AFTER = 10


class QuietCollector(QObject):
    """Takes collecting out of Python's hands until ``restore``.

    ``noticed`` is called at every change of the text. Young objects are looked at some times a
    second, in well under a millisecond, but for those that a parse of a long text leaves: these
    take 10 ms and wait until nobody has typed for a breath.
    """

    def __init__(self, now: Callable[[], float] = monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._was_on = gc.isenabled()
        self._last = now() - BREATH_S
        self._changed = False
        self._young = 0
        gc.disable()
        self._timers = (self._timer(YOUNG_MS, self.look_at_young), self._timer(LOOK_MS, self.look))

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

    def look_at_young(self) -> bool:
        """Collect what is new if there is enough of it; returns whether."""
        count = gc.get_count()[0]
        types = self._now() - self._last < BREATH_S
        if count < YOUNG_COUNT or (types and count < MOST_YOUNG):
            return False
        self._young += 1
        is_older = self._young % OLDER_AFTER == 0
        self._changed |= is_older
        gc.collect(1 if is_older else 0)
        return True

    def restore(self) -> None:
        """Give the collector back as it was."""
        for timer in self._timers:
            timer.stop()
        if self._was_on:
            gc.enable()

    def _timer(self, interval_ms: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.timeout.connect(act)
        timer.start()
        return timer
