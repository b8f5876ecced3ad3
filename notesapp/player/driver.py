"""What the player needs from a library that sounds. The player keeps the state, not these."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from notesapp.player.loading import Audio
    from notesapp.player.state import Output
    from notesapp.player.timings import Timing

GIVE_UP_S = 2.0  # stopping a library can hang; the window must not

OPENED = "opened"  # it takes orders; the value is the length it believes in
TIME = "time"  # a position while it plays
SOUNDS = "sounds"  # the output runs
ENDED = "ended"
UNPLUGGED = "unplugged"  # there is another way out, or none: it is to be opened again
BROKEN = "broken"  # the file cannot be played (any further)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the library said at ``at_s`` (monotonic); ``value`` is in ms or 0."""

    kind: str
    value: int = 0
    at_s: float = 0.0


class Driver(Protocol):
    """One library, one file at a time. Every call is from the GUI thread and returns at once.

    ``timing`` says how its reports relate to the sound, on the output in use.
    """

    name: str
    version: str
    timing: Timing

    def open(self, audio: Audio, boost_db: int) -> None:
        """Open it, silent, at the start; OPENED or BROKEN follows."""

    def poll(self) -> list[Fact]:
        """Return what was said since the last time about what is open, in order."""

    def resume(self) -> None:
        """Let it sound."""

    def pause(self) -> None:
        """Hold it."""

    def seek(self, ms: int) -> None:
        """Go to ``ms``."""

    def set_rate(self, rate: float) -> None:
        """Set the speed; the pitch stays."""

    def set_loudness(self, volume: int, muted: bool) -> None:
        """Set the volume in percent."""

    def set_boost(self, audio: Audio, boost_db: int) -> bool:
        """Make what is read louder; True where what is open has to be opened again for it."""

    def finish(self) -> bool:
        """The end was reached; True where it has to be opened again to play on."""

    def drop(self) -> list[threading.Thread]:
        """Stop and let go of the file; return the threads still at it."""

    def outputs(self) -> tuple[Output, ...]:
        """Return where it can play, without the system's default."""

    def set_output(self, output_id: str) -> bool:
        """Play there; True where what is open has to be opened again for it."""

    def close(self) -> None:
        """Let go of the library, after ``drop``."""


def wait_for(threads: list[threading.Thread]) -> None:
    """Wait for threads that let go of files, for two seconds in all."""
    until_s = time.monotonic() + GIVE_UP_S
    for thread in threads:
        thread.join(max(0.0, until_s - time.monotonic()))
