"""Samples of any kind counted into levels of 10 ms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from notesapp.audio.pyramid import BUCKET_MS
from notesapp.audio.samples import strands_of

if TYPE_CHECKING:
    import numpy as np
    from av.audio.frame import AudioFrame
    from numpy.typing import NDArray

    from notesapp.audio.pyramid import Floats
    from notesapp.audio.pyramid_builder import PyramidBuilder

    Strand = NDArray[Any]  # samples in a row, of one channel or of several interleaved

A_SECOND = 1000 // BUCKET_MS
_BLOCK_S = 4
_USUAL_RATE = 96_000
# The value that is full scale, by FFmpeg's name of the format.
_FULL = {"u8": 128.0, "s16": 2.0**15, "s32": 2.0**31, "s64": 2.0**63, "flt": 1.0, "dbl": 1.0}


@dataclass(frozen=True, slots=True)
class Sound:
    """Some samples: ``strands`` of equal length, each with ``per`` channels interleaved."""

    strands: list[Strand]
    per: int
    full: float

    @property
    def count(self) -> int:
        """Samples of each channel."""
        return len(self.strands[0]) // self.per


def sound_of_frame(frame: AudioFrame) -> Sound:
    """A decoded frame as it is, uncopied; its memory is the frame's."""
    import numpy as np

    name = frame.format.name.removesuffix("p")
    per = 1 if frame.format.is_planar else len(frame.layout.channels)
    strands = strands_of(frame)
    if name == "u8":
        strands = [strand.astype(np.float32) - 128 for strand in strands]
    return Sound(strands, per, _FULL[name])


def sound_of_samples(samples: NDArray[np.int16]) -> Sound:
    """One row a sample, one column a channel."""
    return Sound([samples.ravel()], samples.shape[1], 2.0**15)


class Buckets:
    """Counts samples one after the other into a builder, each to the 10 ms that it lies in.

    The first ``skip`` samples and all after ``total`` are left out: they are the encoder's.
    Bucket ``n`` has the samples from ``n / 100`` seconds on, whatever the rate.
    """

    def __init__(self, builder: PyramidBuilder, rate: int, total: int, skip: int = 0) -> None:
        self._builder = builder
        self._rate = rate
        self._total = total
        self._at = -skip
        # The bucket that is not full yet.
        self._peak, self._sum, self._count = 0.0, 0.0, 0

    @property
    def wanted(self) -> int:
        """How many samples to come with next, so that whole seconds are counted at once."""
        block = _BLOCK_S * self._rate if self._rate <= _USUAL_RATE else self._rate // 2
        return block - self._at % block if self._at >= 0 else block - self._at

    def add(self, sound: Sound) -> None:
        """Count these samples."""
        first = max(0, -self._at)
        last = min(sound.count, self._total - self._at)
        self._at += min(first, sound.count)
        if first >= last:
            return
        if (first, last) != (0, sound.count):
            cut = slice(first * sound.per, last * sound.per)
            sound = Sound([strand[cut] for strand in sound.strands], sound.per, sound.full)
        self._count_in(sound)
        self._at += sound.count

    def add_silence(self, count: int) -> None:
        """Count samples without sound."""
        import numpy as np

        count = min(count, self._total - self._at)
        nothing = np.zeros(max(0, min(count, _BLOCK_S * self._rate)), np.int16)
        while count > 0:
            self.add(Sound([nothing[:count]], 1, 2.0**15))
            count -= len(nothing)

    def finish(self) -> None:
        """Silence up to the end; then nothing can be added."""
        import numpy as np

        self.add_silence(self._total - self._at)
        if self._count:
            peak = np.array([self._peak], np.float32)
            self._builder.add(peak, np.array([self._sum / self._count], np.float32))
        self._count = 0

    def _count_in(self, sound: Sound) -> None:
        import numpy as np

        step = self._rate // A_SECOND
        is_even = self._rate % A_SECOND == 0 and step > 0
        if is_even and self._at % step == 0 and sound.count % step == 0:
            peak, sums = _in_rows(sound, step)
            self._builder.add(peak, (sums / np.float32(step)).astype(np.float32, copy=False))
            return
        begin, end = self._at, self._at + sound.count
        numbers = np.arange(begin * A_SECOND // self._rate, (end - 1) * A_SECOND // self._rate + 1)
        starts = -(-numbers * self._rate // A_SECOND)
        cuts = np.maximum(starts, begin) - begin
        peak, sums = _in_spans(sound, cuts)
        counts = np.diff(np.append(cuts, sound.count))
        self._hand_over(peak, sums, counts, is_last_full=self._next_start(numbers[-1]) == end)

    def _next_start(self, number: int) -> int:
        return -(-(int(number) + 1) * self._rate // A_SECOND)

    def _hand_over(
        self, peak: Floats, sums: Floats, counts: NDArray[np.int64], *, is_last_full: bool
    ) -> None:
        """Give the full buckets to the builder; the first goes with what was left before."""
        import numpy as np

        if self._count:
            peak[0] = max(float(peak[0]), self._peak)
            sums[0] += np.float32(self._sum)
            counts[0] += self._count
        full = len(peak) if is_last_full else len(peak) - 1
        power = (sums[:full] / counts[:full]).astype(np.float32)
        if full:
            self._builder.add(peak[:full], power)
        self._count = 0
        if not is_last_full:
            self._peak, self._sum = float(peak[-1]), float(sums[-1])
            self._count = int(counts[-1])


def _in_rows(sound: Sound, step: int) -> tuple[Floats, Floats]:
    """Largest amplitude and sum of squares (mean of the channels) of every ``step`` samples."""
    import numpy as np

    found = []
    for strand in sound.strands:
        rows = strand.reshape(-1, step * sound.per)
        rows = rows.astype(np.float32, copy=False)
        found.append((np.abs(rows).max(axis=1), np.einsum("ij,ij->i", rows, rows)))
    return _together(found, sound)


def _in_spans(sound: Sound, cuts: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """As ``_in_rows``, of the spans that begin at these samples."""
    import numpy as np

    found = []
    for strand in sound.strands:
        size = np.abs(strand.astype(np.float32))
        peak = np.maximum.reduceat(size, cuts * sound.per)
        found.append((peak, np.add.reduceat(size * size, cuts * sound.per)))
    return _together(found, sound)


def _together(found: list[tuple[Floats, Floats]], sound: Sound) -> tuple[Floats, Floats]:
    import numpy as np

    peak = np.max([each for each, _ in found], axis=0) / np.float32(sound.full)
    sums = np.sum([each for _, each in found], axis=0)
    sums = sums / np.float32(sound.full**2 * len(found) * sound.per)
    if not np.isfinite(sums).all() or not np.isfinite(peak).all():
        # Numbers that are none, in a file of floats.
        peak, sums = np.nan_to_num(peak, posinf=1), np.nan_to_num(sums, posinf=1)
    return peak.astype(np.float32, copy=False), sums.astype(np.float32, copy=False)
