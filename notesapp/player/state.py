"""What a player is doing, as one value that widgets can show without asking the engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MIN_RATE = 0.5
MAX_RATE = 3.0


class Phase(StrEnum):
    """Where a player stands with its file."""

    EMPTY = "empty"
    LOADING = "loading"
    READY = "ready"
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"
    FAILED = "failed"


class Exactness(StrEnum):
    """How closely what sounds follows the position that was asked for."""

    EXACT = "exact"
    APPROXIMATE = "approximate"  # within a tenth of a second


_USABLE = frozenset({Phase.READY, Phase.PLAYING, Phase.PAUSED, Phase.ENDED})


@dataclass(frozen=True, slots=True)
class PlayerState:
    """Everything about a player but its position, which changes too often for a value.

    ``duration_ms`` is 0 while it is not known. ``message`` is a sentence for the user and is
    only filled while the phase is FAILED.
    """

    phase: Phase = Phase.EMPTY
    path: Path | None = None
    duration_ms: int = 0
    rate: float = 1.0
    volume: int = 100
    muted: bool = False
    engine_name: str = ""
    exactness: Exactness = Exactness.APPROXIMATE
    message: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether there is audio that can be played, sought and stamped."""
        return self.phase in _USABLE

    @property
    def is_playing(self) -> bool:
        """Whether the editor hears the audio now."""
        return self.phase is Phase.PLAYING

    def emptied(self) -> PlayerState:
        """Return the state without a file; rate and volume stay."""
        return replace(self, phase=Phase.EMPTY, path=None, duration_ms=0, message="")

    def opening(self, path: Path, duration_ms: int = 0) -> PlayerState:
        """Return the state while the engine opens ``path``."""
        return replace(self, phase=Phase.LOADING, path=path, duration_ms=duration_ms, message="")

    def refused(self, sentence: str) -> PlayerState:
        """Return the state after trouble with the file; ``sentence`` is for the user."""
        return replace(self, phase=Phase.FAILED, duration_ms=0, message=sentence)

    def moved(self, phase: Phase) -> PlayerState:
        """Return the state in another phase of the same file."""
        return replace(self, phase=phase, message="")


def clamp_rate(rate: float) -> float:
    """Return ``rate`` within what both engines play with the pitch kept."""
    return min(MAX_RATE, max(MIN_RATE, rate))


def clamp_volume(volume: int) -> int:
    """Return ``volume`` as a whole percentage from 0 to 100."""
    return min(100, max(0, volume))
