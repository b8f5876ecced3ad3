"""What other programs may know of what is playing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

JUMP_MS = 250  # a position that is further from where playing leads was jumped to


@dataclass(frozen=True, slots=True)
class Showing:
    """The audio of the window last used. ``at_s`` is the monotonic time of ``position_ms``.

    ``track`` counts the audio files shown; 0 is none. ``volume`` is 0 to 100.
    """

    track: int = 0
    path: Path | None = None
    title: str = ""
    podcast: str = ""
    duration_ms: int = 0
    is_playing: bool = False
    rate: float = 1.0
    volume: int = 100
    position_ms: int = 0
    at_s: float = 0.0

    def position_at(self, now_s: float) -> int:
        """Where it is at a monotonic time, in milliseconds."""
        if not self.is_playing:
            return self.position_ms
        reached = self.position_ms + round((now_s - self.at_s) * 1000 * self.rate)
        return min(reached, self.duration_ms) if self.duration_ms else reached


def has_jumped(before: Showing, after: Showing) -> bool:
    """Whether the position is not where playing the same audio on would have led."""
    if not after.track or before.track != after.track:
        return False
    return abs(before.position_at(after.at_s) - after.position_ms) > JUMP_MS


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody outside asks for.

    ``act`` is play, pause, toggle, forward, back, step (``value`` in ms), go_to (ms), rate,
    volume (0 to 100) or raise.
    """

    act: str
    value: float = 0
