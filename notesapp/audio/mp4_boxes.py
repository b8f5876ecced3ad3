"""The boxes that an MP4 file is made of."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Gives up to so many bytes from a place on.
ReadAt = Callable[[int, int], bytes]


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its name, and from where to where its inside goes."""

    name: bytes
    at: int
    end: int

    @property
    def size(self) -> int:
        """How many bytes the inside has."""
        return self.end - self.at


def boxes(read: ReadAt, at: int, end: int) -> Iterator[Box]:
    """Yield the boxes from ``at`` to ``end``; at most seven bytes between are left over.

    Raises ValueError for one that does not fit in there.
    """
    while at + 8 <= end:
        head = read(at, 16)
        if len(head) < 8:
            raise ValueError("cut off")
        length, name = struct.unpack(">I4s", head[:8])
        inside = at + 8
        if length == 1 and len(head) == 16:
            length, inside = int.from_bytes(head[8:], "big"), at + 16
        after = at + length if length else end
        if not inside <= after <= end:
            raise ValueError(f"{name!r} does not fit")
        yield Box(name, inside, after)
        at = after


def boxes_in(read: ReadAt, box: Box, skip: int = 0) -> list[Box]:
    """All boxes inside of one, after ``skip`` bytes that are something else."""
    return list(boxes(read, box.at + skip, box.end))


def only(found: list[Box], name: bytes) -> Box:
    """The box called ``name``. Raises ValueError if there is none or more than one."""
    (box,) = (each for each in found if each.name == name)
    return box


def at_most_one(found: list[Box], name: bytes) -> Box | None:
    """The same, and None where there is none."""
    return only(found, name) if any(each.name == name for each in found) else None


def inside(read: ReadAt, box: Box, most: int = 1 << 16) -> bytes:
    """What is in a small box. Raises ValueError if it is larger than ``most`` or cut off."""
    data = read(box.at, box.size) if box.size <= most else b""
    if len(data) != box.size:
        raise ValueError(f"{box.name!r} cannot be read")
    return data
