"""Samples of an MP4's sound at fixed places, found through its tables."""

from __future__ import annotations

import hashlib
import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from notesapp.audio.mp4_boxes import boxes

MOVIE_LIMIT = 64 * 1024 * 1024
PICKS = 32


@dataclass(frozen=True, slots=True)
class _Tables:
    sizes: Sequence[int]
    runs: Sequence[int]  # first chunk (from 1), samples in each chunk, description; and so on
    offsets: Sequence[int]


def picked_samples(movie: bytes) -> tuple[bytes, tuple[tuple[int, int], ...]] | None:
    """A digest of all sample sizes of the first audio track, and where 32 of its samples lie.

    ``movie`` is the inside of the ``moov`` box. None where it has no such tables: no sound, or
    the sound is in fragments. Raises ValueError, IndexError or struct.error for broken tables.
    """
    for track in _children(memoryview(movie), b"trak"):
        media = _child(track, b"mdia")
        handler = _child(media, b"hdlr")
        if bytes(handler[8:12]) != b"soun":
            continue
        tables = _child(_child(media, b"minf"), b"stbl")
        sizes = _sizes(_child(tables, b"stsz"))
        if not sizes:
            return None
        found = _Tables(sizes, _numbers(_child(tables, b"stsc"), 3), _offsets(tables))
        seed = hashlib.blake2b(bytes(_child(tables, b"stsz")), digest_size=16).digest()
        return seed, tuple(_picked(found))
    return None


def _children(data: memoryview, wanted: bytes) -> Iterator[memoryview]:
    def read(at: int, count: int) -> bytes:
        return bytes(data[at : at + count])

    for box in boxes(read, 0, len(data)):
        if box.name == wanted:
            yield data[box.at : box.end]


def _child(data: memoryview, wanted: bytes) -> memoryview:
    return next(_children(data, wanted), memoryview(b""))


class _Same(Sequence[int]):
    """Many samples of one size, as in PCM, without a table of them."""

    def __init__(self, size: int, count: int) -> None:
        self._size = size
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int | slice) -> int | Sequence[int]:  # type: ignore[override]
        if isinstance(index, slice):
            return _Same(self._size, len(range(*index.indices(self._count))))
        if not -self._count <= index < self._count:
            raise IndexError(index)  # this is what ends a loop
        return self._size

    def total(self) -> int:
        """The bytes of all of them, without going through them."""
        return self._size * self._count


def _sizes(box: memoryview) -> Sequence[int]:
    if len(box) < 12:
        return ()
    same, count = struct.unpack(">II", box[4:12])
    return _Same(same, count) if same else _big_endian("I", box[12 : 12 + 4 * count])


def _numbers(box: memoryview, width: int) -> Sequence[int]:
    count = struct.unpack(">I", box[4:8])[0]
    return _big_endian("I", box[8 : 8 + 4 * width * count])


def _offsets(tables: memoryview) -> Sequence[int]:
    short = _child(tables, b"stco")
    if short:
        return _numbers(short, 1)
    box = _child(tables, b"co64")
    return _big_endian("Q", box[8 : 8 + 8 * struct.unpack(">I", box[4:8])[0]])


def _big_endian(kind: str, data: memoryview) -> Sequence[int]:
    numbers = array(kind)
    numbers.frombytes(bytes(data))
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _picked(tables: _Tables) -> Iterator[tuple[int, int]]:
    count = len(tables.sizes)
    picks = sorted({pick * (count - 1) // (PICKS - 1) for pick in range(PICKS)})
    runs = _runs(tables)
    base, samples, chunk, each = next(runs)
    for pick in picks:
        while pick >= base + samples:
            base, samples, chunk, each = next(runs)
        whole = (pick - base) // each
        first = base + whole * each
        between = tables.sizes[first:pick]
        ahead = between.total() if isinstance(between, _Same) else sum(between)
        yield tables.offsets[chunk + whole] + ahead, tables.sizes[pick]


def _runs(tables: _Tables) -> Iterator[tuple[int, int, int, int]]:
    """First sample, how many samples, first chunk and samples in each chunk, all from 0."""
    base = 0
    runs = tables.runs
    for at in range(0, len(runs), 3):
        first, each = runs[at] - 1, runs[at + 1]
        after = runs[at + 3] - 1 if at + 3 < len(runs) else len(tables.offsets)
        samples = (after - first) * each
        if samples > 0:
            yield base, samples, first, each
        base += max(0, samples)
    raise ValueError("more samples than chunks hold")
