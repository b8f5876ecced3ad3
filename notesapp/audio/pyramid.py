"""How loud a file is along its length, ready to be drawn at any zoom.

Levels are kept for every 10 ms and, from those, for every 80, 640 and 5120 ms. Each is one byte
in steps of 0.375 dB: 255 is full scale, 1 is −95.25 dB, 0 is silence. What is read back is within
2.2 % of the amplitude it came from.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint8]
    Floats = NDArray[np.float32]

BUCKET_MS = 10
FACTOR = 8
DEPTH = 4
STEP_DB = 0.375
# So many buckets a column at least, so that what a bucket spills over its edges is little.
_PER_COLUMN = 4
_NEARLY = 1e-6
_HEAD = struct.Struct("<4sBxxxQII")
_MAGIC = b"SNPK"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Columns:
    """Levels for one column of pixels each: linear amplitude 0 to 1, −1 where not known.

    ``peak`` is the largest sample of any channel. ``mean`` is the root of the mean square of all
    channels, never above ``peak`` by more than the rounding of one step.
    """

    peak: array[float]
    mean: array[float]


@dataclass(frozen=True, slots=True)
class Levels:
    """Codes from the start of the file up to where they are known, finest first.

    ``is_complete``: these reach the end, so the last bucket of each may be a shorter one.
    """

    peak: tuple[Codes, ...]
    mean: tuple[Codes, ...]
    is_complete: bool

    @property
    def known_ms(self) -> int:
        """How far the levels reach, in whole buckets."""
        return len(self.peak[0]) * BUCKET_MS


@dataclass(frozen=True, slots=True)
class Pyramid:
    """The levels of one file as known at one moment. Never changes; share it between threads.

    ``exact`` comes from decoded samples. Where it does not reach yet, ``guess`` is shown, if there
    is one. ``duration_ms`` is an estimate for some files until ``is_exact``; the source's length
    is the one to trust.
    """

    duration_ms: int
    exact: Levels
    guess: Levels | None = None

    @property
    def bucket_ms(self) -> int:
        """The finest step; for views finer than this use ``detail``."""
        return BUCKET_MS

    @property
    def is_exact(self) -> bool:
        """Whether all of it comes from samples, to the end of the file."""
        return self.exact.is_complete

    @property
    def exact_ms(self) -> int:
        """Up to where the levels come from samples."""
        return min(self.exact.known_ms, self.duration_ms)

    @property
    def known_ms(self) -> int:
        """Up to where there are levels, exact or guessed."""
        guessed = self.guess.known_ms if self.guess else 0
        return min(max(self.exact.known_ms, guessed), self.duration_ms)

    def columns(self, start_ms: float, end_ms: float, count: int) -> Columns:
        """Levels of ``count`` columns of equal width from ``start_ms`` to ``end_ms``.

        Any range will do, also one that leaves the file: there a column is −1. Every bucket that
        a column touches counts for it. Fast enough for each paint.
        """
        import numpy as np

        peak = np.full(count, -1.0, np.float32)
        mean = np.full(count, -1.0, np.float32)
        if count > 0 and end_ms > start_ms:
            edges = start_ms + np.arange(count + 1) * ((end_ms - start_ms) / count)
            if self.guess is not None and not self.is_exact:
                _fill(self.guess, edges, peak, mean)
            _fill(self.exact, edges, peak, mean)
        return Columns(_as_array(peak), _as_array(mean))

    def to_bytes(self) -> bytes:
        """For the cache. Only a pyramid that ``is_exact`` can be stored."""
        if not self.is_exact:
            raise ValueError("only complete levels are stored")
        rows = [codes.data for codes in (*self.exact.peak, *self.exact.mean)]
        checksum = 0
        for row in rows:
            checksum = zlib.crc32(row, checksum)
        head = _HEAD.pack(_MAGIC, _VERSION, self.duration_ms, len(rows[0]), checksum)
        return b"".join((head, struct.pack("<I", zlib.crc32(head)), *rows))


def empty_pyramid(duration_ms: int = 0) -> Pyramid:
    """Nothing known yet."""
    import numpy as np

    none = tuple(np.zeros(0, np.uint8) for _ in range(DEPTH))
    return Pyramid(duration_ms, Levels(none, none, is_complete=False))


def pyramid_from_bytes(data: bytes) -> Pyramid:
    """What ``to_bytes`` gave. Raises ValueError for anything else, damaged bytes included."""
    import numpy as np

    start = _HEAD.size + 4
    if len(data) < start:
        raise ValueError("too short")
    magic, version, duration_ms, count, checksum = _HEAD.unpack_from(data)
    (head_checksum,) = struct.unpack_from("<I", data, _HEAD.size)
    if (magic, version) != (_MAGIC, _VERSION) or zlib.crc32(data[: _HEAD.size]) != head_checksum:
        raise ValueError("not these levels")
    sizes = level_sizes(count)
    if len(data) != start + 2 * sum(sizes) or zlib.crc32(memoryview(data)[start:]) != checksum:
        raise ValueError("damaged")
    codes = np.frombuffer(data, np.uint8, offset=start)
    ends = list(accumulate(sizes * 2))
    parts = tuple(codes[end - size : end] for size, end in zip(sizes * 2, ends, strict=True))
    return Pyramid(duration_ms, Levels(parts[:DEPTH], parts[DEPTH:], is_complete=True))


def level_sizes(count: int) -> list[int]:
    """How many buckets each level has for ``count`` of the finest, the last short ones too."""
    return list(accumulate(range(DEPTH), lambda size, _: -(-size // FACTOR), initial=count))[:DEPTH]


def encode(amplitude: Floats) -> Codes:
    """Bytes for linear amplitudes; above 1 counts as 1."""
    import numpy as np

    decibels = 20 * np.log10(np.maximum(amplitude, 1e-9))
    codes: Codes = np.clip(np.rint(decibels / STEP_DB) + 255, 0, 255).astype(np.uint8)
    return codes


def amplitudes() -> Floats:
    """The linear amplitude of each of the 256 codes."""
    import numpy as np

    table = (10 ** ((np.arange(256) - 255) * STEP_DB / 20)).astype(np.float32)
    table[0] = 0
    return table


def _fill(levels: Levels, edges: NDArray[np.floating], peak: Floats, mean: Floats) -> None:
    """Set the columns that these levels know; leave the others."""
    import numpy as np

    level = _level_for(edges[1] - edges[0])
    size = BUCKET_MS * FACTOR**level
    known = len(levels.peak[level])
    low = np.floor(edges[:-1] / size + _NEARLY).clip(0, 2**40).astype(np.int64)
    high = np.ceil(edges[1:] / size - _NEARLY).clip(-1, 2**40).astype(np.int64)
    if levels.is_complete:
        high = np.minimum(high, known)
    there = np.flatnonzero((high > low) & (high <= known))
    if not len(there):
        return
    first, last = int(low[there[0]]), int(high[there[-1]])
    spans = np.stack([low[there], high[there]], axis=1).ravel() - first
    table = amplitudes()
    # One more at the end: a span may end behind the last bucket.
    peaks = np.append(levels.peak[level][first:last], np.uint8(0))
    powers = (table * table)[np.append(levels.mean[level][first:last], np.uint8(0))]
    peak[there] = table[np.maximum.reduceat(peaks, spans)[::2]]
    sums = np.add.reduceat(powers, spans)[::2]
    mean[there] = np.sqrt(sums / (spans[1::2] - spans[::2]))


def _level_for(width_ms: float) -> int:
    level = 0
    while level < DEPTH - 1 and width_ms >= BUCKET_MS * FACTOR ** (level + 1) * _PER_COLUMN:
        level += 1
    return level


def _as_array(values: Floats) -> array[float]:
    out = array("f")
    out.frombytes(values.tobytes())
    return out
