"""Where the samples of a track lie, from its tables."""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from notesapp.containers.mp4_atoms import Atom, first, full_box

OFFSETS = (b"stco", b"co64")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large samples are: all ``same``, or each as in ``ends``, the sums up to each."""

    same: int
    count: int
    ends: Sequence[int]

    def between(self, start: int, after: int) -> int:
        """How many bytes the samples from ``start`` up to ``after`` have together."""
        after = min(after, self.count)
        if start >= after:
            return 0
        if self.same:
            return self.same * (after - start)
        return self.ends[after] - self.ends[start]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Samples that lie one after the other from ``offset`` on."""

    offset: int
    first: int
    count: int
    length: int


def _numbers(kind: str, data: memoryview) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(data[: len(data) // numbers.itemsize * numbers.itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _table(atom: Atom, kind: str, at: int = 4, each: int = 1) -> array[int]:
    """The numbers behind a count at ``at``. Raises ValueError where they are cut off."""
    count = struct.unpack_from(">I", atom.body, at)[0] * each
    width = array(kind).itemsize
    if count * width > len(atom.body) - at - 4:
        raise ValueError(f"{atom.name!r} is cut off")
    return _numbers(kind, atom.body[at + 4 : at + 4 + count * width])


def sizes_of(tables: list[Atom]) -> Sizes:
    """From ``stsz``. Raises ValueError."""
    atom = first(tables, b"stsz")
    if atom is None:
        raise ValueError("no table of sizes")
    same, count = struct.unpack_from(">II", atom.body, 4)
    if same:
        return Sizes(same, count, [])
    return Sizes(0, count, array("Q", accumulate(_table(atom, "I", 8), initial=0)))


def offsets_of(tables: list[Atom]) -> array[int]:
    """Where each chunk begins. Raises ValueError."""
    for name, kind in zip(OFFSETS, "IQ", strict=True):
        atom = first(tables, name)
        if atom is not None:
            return _table(atom, kind)
    raise ValueError("no table of chunks")


def chunks_of(tables: list[Atom]) -> Iterator[Chunk]:
    """All chunks of a track, in order. Raises ValueError."""
    sizes, offsets = sizes_of(tables), offsets_of(tables)
    atom = first(tables, b"stsc")
    if atom is None:
        raise ValueError("no table of samples in chunks")
    runs = _table(atom, "I", 4, 3)
    begins, counts = runs[0::3], runs[1::3]
    sample = 0
    for place, begin in enumerate(begins):
        after = begins[place + 1] if place + 1 < len(begins) else len(offsets) + 1
        if after < begin:
            raise ValueError("chunks go back")
        for chunk in range(max(begin, 1) - 1, min(after - 1, len(offsets))):
            end = min(sample + counts[place], sizes.count)
            yield Chunk(offsets[chunk], sample, end - sample, sizes.between(sample, end))
            sample = end


@dataclass(frozen=True, slots=True)
class Moves:
    """What lay where in the old file, and lies where in the new one."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    distances: tuple[int, ...]

    def is_still(self) -> bool:
        """Whether all that is kept stays in its place."""
        return not any(self.distances)

    def new_place(self, offset: int) -> int:
        """Where a byte has gone. Raises ValueError for one that is not kept."""
        place = bisect_right(self.starts, offset) - 1
        if place < 0 or offset > self.ends[place]:
            raise ValueError("sound outside of what is kept")
        return offset + self.distances[place]

    def all_new(self, offsets: array[int]) -> Iterable[int]:
        """The same for many."""
        if not offsets:
            return ()
        low, high = min(offsets), max(offsets)
        distance = self.new_place(low) - low
        low_place = bisect_right(self.starts, low)
        if low_place == bisect_right(self.starts, high) and self.new_place(high):
            return (offset + distance for offset in offsets)
        return (self.new_place(offset) for offset in offsets)


def offset_box(offsets: Iterable[int], is_wide: bool) -> bytes:
    """A table of chunks. Raises OverflowError where a place does not fit into it."""
    numbers = array("Q" if is_wide else "I", offsets)
    count = struct.pack(">I", len(numbers))
    if sys.byteorder == "little":
        numbers.byteswap()
    return full_box(OFFSETS[is_wide], count, numbers.tobytes())
