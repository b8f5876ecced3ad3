"""What every engine keeps in the same way: the state, the clock and what was asked for."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from notesapp.player.clock import PositionClock
from notesapp.player.loading import cannot_open
from notesapp.player.state import Exactness, Phase, PlayerState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from notesapp.player.loading import Audio
    from notesapp.player.timings import Timing

__all__ = ["Session", "cannot_open", "nothing_played"]

# Outputs without a drain end a file up to a buffer early; that is still its end.
END_SLACK_MS = 1500
GROW_MS = 500
LATE_END_S = 0.3  # for so long after an order, an end from before it may still arrive
SILENT_TICKS = 20  # of 40 ms: engines report four times a second or more
FIRST_TICKS = 9  # the first report; an output that wakes up for longer is not run ahead of


class Session:
    """One engine's state, clock and wishes. ``publish`` hears every new state."""

    def __init__(
        self,
        engine_name: str,
        timing: Timing,
        publish: Callable[[PlayerState], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._publish = publish
        self._timing = timing
        self._now = now
        self.state = PlayerState(engine_name=engine_name)
        self.clock = PositionClock(timing, now)
        self.audio: Audio | None = None
        self.wants_play = False
        self.target_ms: int | None = None  # where to go, not yet told as done
        self._has_sounded = self._has_reported = False
        self._silent_ticks = 0
        self._doubt_ms = 0.0  # before the position, so much may not have been heard
        self._ordered_s = now()
        self._has_outrun = False

    def hush(self) -> None:
        """Tell nobody any more, so that nothing here keeps the listener alive."""
        self._publish = _nobody

    def put(self, state: PlayerState) -> None:
        """Take a new state and tell, unless it says nothing new."""
        if state != self.state:
            self.state = state
            self._publish(state)

    def change(self, phase: Phase) -> None:
        """Go to another phase of the same file."""
        self.put(self.state.moved(phase))

    def open(self, path: Path) -> None:
        """Start anew with ``path``: LOADING."""
        self._forget()
        self.put(self.state.opening(path))

    def take_audio(self, audio: Audio) -> None:
        """The file is read; the engine still has to open it."""
        self.audio = audio

    def opened(self, length_ms: int) -> None:
        """The engine has the file: READY. The file's own length counts more than the engine's."""
        audio = self.audio
        assert audio
        duration_ms = audio.duration_ms or length_ms
        self.clock.set_duration(duration_ms)
        if self.target_ms is not None:
            self.target_ms = min(self.target_ms, duration_ms)
        exactness = Exactness.EXACT if audio.source else Exactness.APPROXIMATE
        ready = replace(self.state, exactness=exactness, warning=audio.warning)
        self.put(replace(ready.moved(Phase.READY), duration_ms=duration_ms))

    def refuse(self, sentence: str) -> None:
        """The file cannot be played; ``sentence`` says why and what to do."""
        self._forget()
        self.put(self.state.refused(sentence))

    def empty(self) -> None:
        """No file any more."""
        self._forget()
        self.put(self.state.emptied())

    def aim(self, ms: int) -> bool:
        """Go to ``ms`` as soon as the engine can; False when there is nothing to seek in."""
        if not (self.state.is_usable or self.state.phase is Phase.LOADING):
            return False
        self.clock.anchor(ms, running=self.state.is_playing)
        self._doubt_ms = 0.0
        self._ordered_s, self._has_outrun = self._now(), False
        self.target_ms = self.clock.position_ms()
        if self.state.phase is Phase.ENDED:
            self.change(Phase.PAUSED)
        return True

    def take_target_ms(self) -> int | None:
        """Return where it was asked to go, once."""
        target_ms, self.target_ms = self.target_ms, None
        return target_ms

    def depart(self) -> int:
        """Return where to send the engine for sound from the position on, now being due."""
        position_ms = self.clock.position_ms()
        self._silent_ticks = 0
        self._has_reported = False
        self._ordered_s = self._now()
        lag = self._timing.at(self.state.rate)
        self.clock.anchor(position_ms, running=True)
        self.clock.start(self._now() + lag.onset_ms / 1000)
        return max(0, round(position_ms - lag.lead_ms * self.state.rate))

    def run(self) -> None:
        """Sound is to follow from here: PLAYING. What may not have been heard sounds again."""
        self._silent_ticks = 0
        self._has_reported = False
        self.clock.anchor(self.clock.position_ms() - self._doubt_ms, running=True)
        self._doubt_ms = 0.0
        self.change(Phase.PLAYING)

    def halt(self) -> None:
        """Freeze where the sound is: PAUSED."""
        self._doubt_ms = self._timing.at(self.state.rate).doubt_ms * self.state.rate
        self.clock.pause()
        self.change(Phase.PAUSED)

    def hear(self, claim_ms: int, at_s: float) -> None:
        """Take a position report; one past the end proves an unsure duration too short."""
        if not self.state.is_playing:
            return
        self._has_sounded = self._has_reported = True
        self._silent_ticks = 0
        is_sure = self.state.exactness is Exactness.EXACT
        if not is_sure and claim_ms > self.state.duration_ms + GROW_MS:
            self.clock.set_duration(claim_ms)
            self.put(replace(self.state, duration_ms=claim_ms))
        self.clock.feed(claim_ms, at_s)

    def tick(self) -> None:
        """The event loop came round; when it does so often without a report, sound is stuck."""
        self._silent_ticks += 1
        if self._silent_ticks == (SILENT_TICKS if self._has_reported else FIRST_TICKS):
            self.clock.stall()

    def set_timing(self, timing: Timing) -> None:
        """Play on an output with other constants."""
        self._timing = timing
        self.clock.set_timing(timing)

    def set_rate(self, rate: float) -> None:
        """Set the speed; the position stays continuous."""
        self.clock.set_rate(rate)
        self.put(replace(self.state, rate=rate))

    def set_delay(self, delay_ms: int) -> None:
        """Set how much later than others the output sounds."""
        self.clock.set_delay(delay_ms)
        self.put(replace(self.state, delay_ms=delay_ms))

    def outruns_end(self, at_s: float) -> bool:
        """Whether it was asked to go elsewhere just as the end came, at ``at_s``; once an order.

        An engine may also reach the end while the order is on its way to it.
        """
        was_before = self.target_ms is not None or at_s < self._ordered_s
        is_far = self.clock.position_ms() < self.state.duration_ms - self._end_slack_ms()
        is_late = is_far and at_s < self._ordered_s + LATE_END_S
        before, self._has_outrun = self._has_outrun, was_before or is_late
        return self._has_outrun and not before

    def end(self) -> bool:
        """The engine reached the end; False when it ended without having played anything."""
        position_ms = self.clock.position_ms()
        is_sure = self.state.exactness is Exactness.EXACT
        if not (is_sure or self._has_sounded or position_ms):
            return False
        self.wants_play = False
        self.target_ms = None
        duration_ms = self.state.duration_ms
        if position_ms >= duration_ms - self._end_slack_ms():
            position_ms = duration_ms
        self._doubt_ms = 0.0
        self.clock.anchor(position_ms, running=False)
        self.change(Phase.ENDED)
        return True

    def _end_slack_ms(self) -> float:
        return END_SLACK_MS * self.state.rate

    def _forget(self) -> None:
        self.wants_play = False
        self.audio = None
        self.target_ms = None
        self._has_sounded = False
        self._doubt_ms = 0.0
        self.clock.set_duration(None)
        self.clock.anchor(0, running=False)


def _nobody(_state: PlayerState) -> None:
    """Hear nothing."""


def nothing_played(path: Path | None) -> str:
    """Return the sentence for a file that ends before its first sound."""
    name = path.name if path else ""
    return f"Nothing in “{name}” can be heard. Get the file again or choose another."
