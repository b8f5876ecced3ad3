"""Sound in blocks with numbered samples: what a container's reader gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.audio.frame import AudioFrame

    from notesapp.audio.samples import Samples


@dataclass(frozen=True, slots=True)
class Block:
    """Samples that follow each other, and the number of the first."""

    start: int
    samples: Samples

    @property
    def end(self) -> int:
        """The number of the sample after the last."""
        return self.start + len(self.samples)


class BlockReader(Protocol):
    """Gives blocks in order, from any place on. Not for several threads at once."""

    rate: int
    channels: int
    claimed_ms: int | None

    def next_block(self) -> Block | None:
        """Return the next block; None at the end or where nothing more can be read."""

    def seek(self, sample: int) -> Block | None:
        """Return the first block from about ``sample`` on: it may begin before or after it."""

    def rewind(self) -> Block | None:
        """Return the very first block, as after opening."""

    def runs(self) -> Iterator[tuple[int, int, list[AudioFrame]]]:
        """Every frame from the very first on as decoded, some that follow each other at a time.

        With the first sample and how many samples there are, both at the reader's rate. Numbers
        below 0 are of samples that do not sound.
        """

    def converted(self, frame: AudioFrame) -> Samples:
        """A frame as samples of this reader's rate and channels."""

    def close(self) -> None:
        """Let go of the file."""
