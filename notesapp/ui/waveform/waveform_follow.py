"""The zoomed view pages along with the playhead, and leaves the user's own scrolling alone."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from notesapp.ui.waveform.waveform import Waveform

REST_S = 4.0
# Between two ticks the playhead moves less than this; more is a jump, and somebody wanted it.
_JUMP_MS = 1500


class Follow:
    """Decides when the view turns the page. ``clock`` gives seconds."""

    def __init__(self, waveform: Waveform, clock: Callable[[], float] = monotonic) -> None:
        self._waveform = waveform
        self._clock = clock
        self._rests_until = 0.0
        self._last_ms = 0
        self.wanted = True
        waveform.scrolled.connect(self.rest)
        waveform.move_requested.connect(lambda *_: self.rest())

    def rest(self) -> None:
        """The user has scrolled, or moved a stamp and looks at it: stay there for a while."""
        self._rests_until = self._clock() + REST_S

    def moved(self, position_ms: int, *, playing: bool) -> None:
        """The playhead is somewhere else now.

        Playing on, it turns the page at 85 % of the view; a jump does so only out of sight, and
        ends the rest.
        """
        before_ms, self._last_ms = self._last_ms, position_ms
        if position_ms == before_ms and not playing:
            return
        jumped = not playing or not 0 <= position_ms - before_ms <= _JUMP_MS
        if jumped:
            self._rests_until = 0.0
        waveform = self._waveform
        if not self.wanted or waveform.is_held or self._clock() < self._rests_until:
            return
        scale = waveform.scale
        passes = not jumped and before_ms < scale.page_at_ms <= position_ms
        if passes or not scale.shows(position_ms):
            waveform.show_view(scale.paged(position_ms))
