"""A position that moves smoothly between an engine's coarse reports."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from notesapp.player.timings import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from notesapp.player.timings import Timing

JUMP_MS = 400  # a report further off than this is not jitter
AGREE_MS = 150  # two reports this close say the same
WINDOW_S = 1.5  # of the reports of so long the one furthest ahead counts
DEAF_S = 0.06  # for so long after an order, reports from before it still arrive
SETTLE_S = 0.5  # for so long after an anchor, a report far off is not believed alone


class PositionClock:
    """Carries an engine's last reports forward on the monotonic clock.

    Engines report their position a few times a second. A report can come late but never early,
    so the one that puts the position furthest ahead is the truest. ``timing`` says how reports
    relate to the sound. ``now`` is in seconds.

    Between anchors the position never goes back. After an anchor it stands on the anchor until
    ``start`` says when its sound is due, or else until the engine's first report.
    """

    def __init__(self, timing: Timing = AT_ONCE, now: Callable[[], float] = time.monotonic) -> None:
        self._timing = timing
        self._now = now
        self._rate = 1.0
        self._delay_ms = 0
        self._duration_ms: int | None = None
        self._running = False
        self._anchor_ms = self._floor_ms = 0.0
        self._since_s = self._deaf_until_s = now()
        self._offset_ms: float | None = None  # position = now * rate + offset - lag
        self._due_offset_ms: float | None = None  # what it is if the sound came when it was due
        self._reports: deque[tuple[float, float]] = deque()  # (made at, offset)
        self._last_claim_ms: int | None = None
        self._stray_ms: float | None = None  # the offset of a report that was not believed

    def set_duration(self, duration_ms: int | None) -> None:
        """Set where positions end; None while it is not known."""
        self._duration_ms = duration_ms

    def set_timing(self, timing: Timing) -> None:
        """Take the constants of another output; the next anchor should be near."""
        self._timing = timing

    def set_delay(self, delay_ms: int) -> None:
        """Set how much later, in real time, the sound reaches the ear than the output says."""
        before_ms, self._delay_ms = self._delay_ms, delay_ms
        if self._running and before_ms != delay_ms and self._offset_ms is not None:
            self._anchor_ms = self._floor_ms = self._carried_ms()

    def anchor(self, ms: float, running: bool) -> None:
        """Say that the position is ``ms`` from now on, and whether sound follows."""
        self._begin(float(ms))
        self._running = running

    def start(self, due_s: float) -> None:
        """Expect the sound of the anchor from the output at ``due_s``, until reports come."""
        if self._running and due_s >= self._since_s:
            due_ms = due_s * 1000 + self._delay_ms
            self._offset_ms = self._anchor_ms + self._lag_ms() - due_ms * self._rate
            self._due_offset_ms = self._offset_ms
            self._deaf_until_s = self._now() + DEAF_S

    def pause(self) -> None:
        """Freeze at what is heard last: what sounds now, and what the output still has in it."""
        tail_ms = 0.0
        if self._running and self._offset_ms is not None:
            tail_ms = self._timing.at(self._rate).tail_ms * self._rate
        self.anchor(self.position_ms() + tail_ms, running=False)

    def stall(self) -> None:
        """Stand still: the engine has not reported for longer than it ever should."""
        if self._offset_ms is not None:
            self._begin(float(self.position_ms()))

    def set_rate(self, rate: float) -> None:
        """Change the speed without moving the position."""
        if self._running and self._offset_ms is not None:
            position_ms = max(self._carried_ms(), self._floor_ms)
            self._rate = rate
            self._begin(position_ms)
            self._offset_ms = position_ms + self._lag_ms() - self._now() * 1000 * rate
        self._rate = rate

    def feed(self, claim_ms: int, at_s: float) -> None:
        """Take the engine's report that it stood at ``claim_ms`` at the time ``at_s``."""
        if not self._running or at_s < max(self._since_s, self._deaf_until_s):
            return
        if claim_ms == self._last_claim_ms:
            return
        if not self._reports and claim_ms == round(self._anchor_ms):
            return  # only says that sound is on its way
        self._last_claim_ms = claim_ms
        offset_ms = claim_ms - at_s * 1000 * self._rate
        if self._is_off(claim_ms, offset_ms, at_s):
            if not self._is_believed(offset_ms, at_s):
                return
            self._begin(claim_ms - self._lag_ms())
        self._stray_ms = None
        self._reports.append((at_s, offset_ms))
        while self._reports[0][0] < at_s - WINDOW_S:
            self._reports.popleft()
        self._offset_ms = self._best_ms(at_s)

    def position_ms(self) -> int:
        """Return what sounds now, from 0 to the duration. Never blocks."""
        if self._running and self._offset_ms is not None:
            self._floor_ms = max(self._floor_ms, self._carried_ms())
        return round(self._clamped(self._floor_ms))

    def _begin(self, ms: float) -> None:
        self._anchor_ms = self._floor_ms = self._clamped(ms)
        self._since_s = self._deaf_until_s = self._now()
        self._offset_ms = self._last_claim_ms = self._stray_ms = None
        self._due_offset_ms = None
        self._reports.clear()

    def _best_ms(self, at_s: float) -> float:
        """Return the offset to go by: of the report furthest ahead, or of the sound being due."""
        best_ms = max(offset for _, offset in self._reports)
        due_ms = self._due_offset_ms
        if due_ms is None or at_s > self._since_s + WINDOW_S:
            return best_ms
        is_late = 0 < due_ms - best_ms <= self._timing.at(self._rate).late_ms * self._rate
        return due_ms if is_late else best_ms

    def _carried_ms(self) -> float:
        assert self._offset_ms is not None
        return self._clamped(self._now() * 1000 * self._rate + self._offset_ms - self._lag_ms())

    def _lag_ms(self) -> float:
        return self._timing.at(self._rate).of_reports_ms(self._rate) + self._delay_ms * self._rate

    def _is_off(self, claim_ms: int, offset_ms: float, at_s: float) -> bool:
        if self._reports:
            assert self._offset_ms is not None
            return abs(offset_ms - self._offset_ms) > JUMP_MS
        latest_ms = self._anchor_ms + (at_s - self._since_s) * 1000 * self._rate
        slack_ms = JUMP_MS * max(1.0, self._rate)
        return not self._anchor_ms - slack_ms <= claim_ms <= latest_ms + slack_ms

    def _is_believed(self, offset_ms: float, at_s: float) -> bool:
        """Whether a report far off is a new anchor: two that agree are, one only if later on.

        A report far behind may only be late, so that it never counts alone.
        """
        ahead = self._offset_ms is None or offset_ms > self._offset_ms
        if ahead and at_s - self._since_s > SETTLE_S:
            return True
        agrees = self._stray_ms is not None and abs(offset_ms - self._stray_ms) <= AGREE_MS
        self._stray_ms = offset_ms
        return agrees

    def _clamped(self, ms: float) -> float:
        ms = max(0.0, ms)
        return ms if self._duration_ms is None else min(ms, float(self._duration_ms))
