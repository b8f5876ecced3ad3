"""A position that moves smoothly between an engine's coarse reports."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

JUMP_MS = 400  # a report further off than this is not jitter
DECAY_MS = 0.5  # how much an early report loses to each later one, so that drift is followed
SETTLE_S = 0.5  # for so long after an anchor, one report from before it may still arrive


class PositionClock:
    """Carries an engine's last report forward on the monotonic clock.

    Engines report their position a few times a second. A report can come late but never early,
    so the one that puts the position furthest ahead is the truest. ``bias_ms`` is how far the
    reports are ahead of the sound, in audio time; ``held_ms`` is how long the output holds the
    sound back, in real time. ``now`` is in seconds.

    Between anchors the position never goes back. After an anchor it answers the anchor itself
    until the engine's first word.
    """

    def __init__(
        self, bias_ms: int = 0, held_ms: int = 0, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._bias_ms = bias_ms
        self._held_ms = held_ms
        self._now = now
        self._rate = 1.0
        self._duration_ms: int | None = None
        self._running = False
        self._anchor_ms = self._floor_ms = 0.0
        self._since_s = now()
        self._offset_ms: float | None = None  # position = now * rate + offset
        self._last_claim_ms: int | None = None
        self._stray_ms: float | None = None  # the offset of a report that was not believed
        self._is_loose = True  # the offset may still be replaced by a worse one

    def set_duration(self, duration_ms: int | None) -> None:
        """Set where positions end; None while it is not known."""
        self._duration_ms = duration_ms

    def anchor(self, ms: int, running: bool) -> None:
        """Say that the position is ``ms`` from now on, and whether sound follows."""
        self._begin(float(ms))
        self._running = running
        self._offset_ms = None

    def pause(self) -> None:
        """Freeze at what sounds now."""
        self.anchor(self.position_ms(), running=False)

    def set_rate(self, rate: float) -> None:
        """Change the speed without moving the position."""
        if self._running and self._offset_ms is not None:
            position = self._carried_ms()
            self._rate = rate
            self._begin(max(position, self._floor_ms))
            self._offset_ms = self._floor_ms + self._lag_ms() - self._now() * 1000 * rate
        self._rate = rate

    def start(self, at_s: float) -> None:
        """Take the engine's word that sound runs from the anchor since ``at_s``."""
        if self._running and self._offset_ms is None and at_s >= self._since_s:
            self._offset_ms = self._anchor_ms + self._lag_ms() - at_s * 1000 * self._rate

    def feed(self, claim_ms: int, at_s: float) -> None:
        """Take the engine's report that it stood at ``claim_ms`` at the time ``at_s``."""
        if not self._running or at_s < self._since_s or claim_ms == self._last_claim_ms:
            return
        self._last_claim_ms = claim_ms
        offset = claim_ms - at_s * 1000 * self._rate
        if self._is_off(claim_ms, offset, at_s):
            if not self._is_believed(offset, at_s):
                return
            self._begin(float(claim_ms))
            self._offset_ms = offset
        elif self._offset_ms is None or self._is_loose:
            # A report of the anchor itself only says that sound is on its way.
            self._is_loose = claim_ms == round(self._anchor_ms)
            self._offset_ms = offset
        else:
            self._offset_ms = max(offset, self._offset_ms - DECAY_MS)
        self._stray_ms = None

    def position_ms(self) -> int:
        """Return what sounds now, from 0 to the duration. Never blocks."""
        if self._running and self._offset_ms is not None:
            self._floor_ms = max(self._floor_ms, self._carried_ms())
        return round(self._clamped(self._floor_ms))

    def _begin(self, ms: float) -> None:
        self._anchor_ms = self._floor_ms = self._clamped(ms)
        self._since_s = self._now()
        self._last_claim_ms = self._stray_ms = None
        self._is_loose = True

    def _carried_ms(self) -> float:
        assert self._offset_ms is not None
        return self._clamped(self._now() * 1000 * self._rate + self._offset_ms - self._lag_ms())

    def _lag_ms(self) -> float:
        return self._bias_ms + self._held_ms * self._rate

    def _is_off(self, claim_ms: int, offset: float, at_s: float) -> bool:
        if self._offset_ms is not None and not self._is_loose:
            return abs(offset - self._offset_ms) > JUMP_MS
        latest = self._anchor_ms + (at_s - self._since_s) * 1000 * self._rate
        return not self._anchor_ms - JUMP_MS <= claim_ms <= latest + JUMP_MS

    def _is_believed(self, offset: float, at_s: float) -> bool:
        """Whether a report far off is a new anchor; soon after an anchor, two must agree."""
        if at_s - self._since_s > SETTLE_S:
            return True
        agrees = self._stray_ms is not None and abs(offset - self._stray_ms) <= JUMP_MS
        self._stray_ms = offset
        return agrees

    def _clamped(self, ms: float) -> float:
        ms = max(0.0, ms)
        return ms if self._duration_ms is None else min(ms, float(self._duration_ms))
