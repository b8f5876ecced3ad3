"""What every exact reader of an audio file offers."""

from __future__ import annotations

from typing import Protocol


class PcmSource(Protocol):
    """Random access to the sound of one file, sample by sample.

    Sample ``n`` is the ``n``-th sample that listening straight through would give, whatever was
    read before. Two channels at most: more are mixed down. Samples are signed 16 bit, little
    endian, interleaved. Reading is safe from several threads.
    """

    @property
    def rate(self) -> int:
        """Samples a second for each channel, as in the file."""

    @property
    def channels(self) -> int:
        """1 or 2."""

    @property
    def total(self) -> int:
        """How many samples each channel has, encoder delay and padding left out."""

    @property
    def claimed_ms(self) -> int | None:
        """How long the file says it is; None where it says nothing.

        Far more than there is means that the file was cut off.
        """

    def read(self, start: int, count: int) -> bytes:
        """Return ``count`` samples of each channel from ``start``, fewer only at the end.

        What is damaged in the file is silence of the same length. Never raises.
        """

    def close(self) -> None:
        """Let go of the file; reading then gives silence."""


def duration_ms(source: PcmSource) -> int:
    """How long the sound is."""
    return round(source.total * 1000 / source.rate)
