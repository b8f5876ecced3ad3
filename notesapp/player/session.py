"""What both engines keep in the same way: the state, the clock and what was asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from notesapp.audio.facts import probe
from notesapp.errors import AudioTrouble
from notesapp.player.clock import PositionClock
from notesapp.player.state import Phase, PlayerState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Outputs without a drain end a file up to a buffer early; that is still its end.
END_SLACK_MS = 1500
GROW_MS = 500


class Session:
    """One engine's state, clock and wishes. ``publish`` hears every new state."""

    def __init__(self, engine_name: str, publish: Callable[[PlayerState], None]) -> None:
        self._publish = publish
        self.state = PlayerState(engine_name=engine_name)
        self.clock = PositionClock()
        self.wants_play = False
        self.target_ms: int | None = None  # where to go, not yet sent to the engine
        self.has_sounded = False

    def put(self, state: PlayerState) -> None:
        """Take a new state and tell, unless it says nothing new."""
        if state != self.state:
            self.state = state
            self._publish(state)

    def change(self, phase: Phase) -> None:
        """Go to another phase of the same file."""
        self.put(self.state.moved(phase))

    def open(self, path: Path) -> bool:
        """Start anew with ``path``; False when the file itself already says no."""
        self._forget()
        try:
            facts = probe(path)
        except AudioTrouble as trouble:
            self.put(self.state.opening(path))
            self.refuse(trouble.sentence)
            return False
        self.clock.set_duration(facts.duration_ms)
        self.put(self.state.opening(path, facts.duration_ms or 0))
        return True

    def opened(self, duration_ms: int) -> None:
        """The engine has the file: READY. The file's own length counts more than the engine's."""
        duration_ms = self.state.duration_ms or duration_ms
        self.clock.set_duration(duration_ms)
        if self.target_ms is not None:
            self.target_ms = min(self.target_ms, duration_ms)
        self.put(replace(self.state.moved(Phase.READY), duration_ms=duration_ms))

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
        self.target_ms = self.clock.position_ms()
        if self.state.phase is Phase.ENDED:
            self.change(Phase.PAUSED)
        return True

    def take_target_ms(self) -> int | None:
        """Return where to send the engine, once."""
        target_ms, self.target_ms = self.target_ms, None
        return target_ms

    def run(self) -> None:
        """Sound follows from here: PLAYING."""
        self.clock.anchor(self.clock.position_ms(), running=True)
        self.change(Phase.PLAYING)

    def halt(self) -> None:
        """Freeze where the sound is: PAUSED."""
        self.clock.pause()
        self.change(Phase.PAUSED)

    def hear(self, claim_ms: int, at_s: float) -> None:
        """Take a position report; a report past the end proves the duration too short."""
        if not self.state.is_playing:
            return
        self.has_sounded = True
        if claim_ms > self.state.duration_ms + GROW_MS:
            self.clock.set_duration(claim_ms)
            self.put(replace(self.state, duration_ms=claim_ms))
        self.clock.feed(claim_ms, at_s)

    def sounds(self, at_s: float) -> None:
        """Take the engine's word that sound runs since ``at_s``."""
        if self.state.is_playing:
            self.clock.start(at_s)

    def set_rate(self, rate: float) -> None:
        """Set the speed; the position stays continuous."""
        self.clock.set_rate(rate)
        self.put(replace(self.state, rate=rate))

    def set_loudness(self, volume: int, muted: bool) -> None:
        """Set volume and mute."""
        self.put(replace(self.state, volume=volume, muted=muted))

    def end(self) -> bool:
        """The engine reached the end; False when it ended without having played anything."""
        position_ms = self.clock.position_ms()
        if not self.has_sounded and position_ms == 0:
            return False
        self.wants_play = False
        self.target_ms = None
        duration_ms = self.state.duration_ms
        if position_ms >= duration_ms - END_SLACK_MS * self.state.rate:
            position_ms = duration_ms
        self.clock.anchor(position_ms, running=False)
        self.change(Phase.ENDED)
        return True

    def _forget(self) -> None:
        self.wants_play = False
        self.target_ms = None
        self.has_sounded = False
        self.clock.set_duration(None)
        self.clock.anchor(0, running=False)


def nothing_played(path: Path | None) -> str:
    """Return the sentence for a file that ends before its first sound."""
    name = path.name if path else ""
    return f"Nothing in “{name}” can be heard. Get the file again or choose another."


def cannot_open(path: Path | None) -> str:
    """Return the sentence for a file the engine does not open."""
    name = path.name if path else ""
    return f"“{name}” cannot be played. Convert it to MP3 or choose another file."
