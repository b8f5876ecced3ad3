"""What every engine offers, whichever library sounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from notesapp.player.state import Output, PlayerState


class SignalPort(Protocol):
    """The part of a bound Qt signal that listeners use."""

    def connect(self, slot: Any, /) -> Any:
        """Call ``slot`` whenever it happens."""

    def disconnect(self, slot: Any, /) -> Any:
        """Call ``slot`` no more."""


class PlayerPort(Protocol):
    """A player of one file at a time; every call is from the GUI thread and returns at once.

    Nothing here raises: trouble with a file is the phase FAILED with a sentence in
    ``state.message``. Positions are milliseconds of audio.
    """

    name: str
    version: str

    @property
    def state_changed(self) -> SignalPort:
        """Carries the new PlayerState."""

    @property
    def position_ticked(self) -> SignalPort:
        """Carries the position, 25 times a second while playing; to be shown, not stamped."""

    @property
    def seeked(self) -> SignalPort:
        """Carries a position that was asked for, when the engine goes there."""

    @property
    def ended(self) -> SignalPort:
        """Carries nothing: the end of the file was reached."""

    @property
    def outputs_changed(self) -> SignalPort:
        """Carries nothing: other outputs are there than before."""

    @property
    def output_lost(self) -> SignalPort:
        """Carries a sentence, once: the output asked for is not there, the default plays."""

    @property
    def state(self) -> PlayerState:
        """What the player is doing now."""

    def position_ms(self) -> int:
        """Return what sounds now, to be stamped; right after ``seek(x)`` it is x.

        While paused it is the moment last heard. Never blocks.
        """

    def load(self, path: Path) -> None:
        """Open a file on a worker thread; LOADING, then READY or FAILED. A newer load wins."""

    def play(self) -> None:
        """Play from here, or from the start after the end."""

    def pause(self) -> None:
        """Hold the sound where it is."""

    def toggle(self) -> None:
        """Play when silent, pause when playing."""

    def stop(self) -> None:
        """Hold the sound and go back to the start; READY."""

    def seek(self, ms: int) -> None:
        """Go to ``ms``, playing or not; after the end: PAUSED there."""

    def set_rate(self, rate: float) -> None:
        """Set the speed from 0.5 to 3, with the pitch kept."""

    def set_volume(self, volume: int) -> None:
        """Set the volume from 0 to 100."""

    def set_muted(self, muted: bool) -> None:
        """Silence the sound without forgetting the volume."""

    def set_boost(self, boost_db: int) -> None:
        """Make quiet sound louder by 0, 6 or 12 dB, heard at once."""

    def set_delay(self, delay_ms: int) -> None:
        """Set how much later than others the output sounds, in real time, as over Bluetooth."""

    def set_warm(self, seconds: int) -> None:
        """Set for how long the output is kept running after a pause; 60 if never set."""

    def outputs(self) -> tuple[Output, ...]:
        """Return where it can play, the system's default ("") first."""

    def set_output(self, output_id: str) -> None:
        """Play there; on the default while it is not there, and back when it is."""

    def release(self) -> None:
        """Let go of the file; EMPTY. Another one can be loaded afterwards."""

    def close(self) -> None:
        """Let go of everything; the player is not used again."""
