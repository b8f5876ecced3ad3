"""What a player is doing, as one value that widgets can show without asking the engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MIN_RATE = 0.5
MAX_RATE = 3.0
BOOSTS_DB = (0, 6, 12)
MIN_DELAY_MS = -500
MAX_DELAY_MS = 2000


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
class Output:
    """Somewhere to play: ``id`` is the engine's own, and "" for the system's default."""

    id: str
    name: str


DEFAULT_OUTPUT = Output("", "System default")


@dataclass(frozen=True, slots=True)
class PlayerState:
    """Everything about a player but its position, which changes too often for a value.

    ``duration_ms`` is 0 while it is not known. ``message`` is a sentence for the user and is
    only filled while the phase is FAILED; ``warning`` is one about a file that can be played.
    ``output`` is the id of the output in use, which is the default ("") while the one that was
    asked for is not there. ``delay_ms`` is how much later than others this output sounds.
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
    output: str = ""
    boost_db: int = 0
    delay_ms: int = 0
    warning: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether there is audio that can be played, sought and stamped."""
        return self.phase in _USABLE

    @property
    def is_playing(self) -> bool:
        """Whether the editor hears the audio now."""
        return self.phase is Phase.PLAYING

    def emptied(self) -> PlayerState:
        """Return the state without a file; rate, volume and output stay."""
        return replace(self, phase=Phase.EMPTY, path=None, duration_ms=0, message="", warning="")

    def opening(self, path: Path) -> PlayerState:
        """Return the state while ``path`` is opened."""
        return replace(self.emptied(), phase=Phase.LOADING, path=path)

    def refused(self, sentence: str) -> PlayerState:
        """Return the state after trouble with the file; ``sentence`` is for the user."""
        return replace(self, phase=Phase.FAILED, duration_ms=0, message=sentence, warning="")

    def moved(self, phase: Phase) -> PlayerState:
        """Return the state in another phase of the same file."""
        return replace(self, phase=phase, message="")


def clamp_rate(rate: float) -> float:
    """Return ``rate`` within what both engines play with the pitch kept."""
    return min(MAX_RATE, max(MIN_RATE, rate))


def clamp_volume(volume: int) -> int:
    """Return ``volume`` as a whole percentage from 0 to 100."""
    return min(100, max(0, volume))


def clamp_boost(boost_db: int) -> int:
    """Return the step of boost nearest to ``boost_db``."""
    return min(BOOSTS_DB, key=lambda step: abs(step - boost_db))


def clamp_delay(delay_ms: int) -> int:
    """Return ``delay_ms`` within what an output can be late, or a calibration off."""
    return min(MAX_DELAY_MS, max(MIN_DELAY_MS, delay_ms))
