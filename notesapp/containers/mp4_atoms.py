"""The boxes of an MP4 as bytes that can be put together again, and their order in the file."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from notesapp.audio.mp4_boxes import ReadAt

MOST_MOVIE_BYTES = 64 << 20
_MOST_ATOMS = 10_000
_LARGEST = 1 << 32


@dataclass(frozen=True, slots=True)
class Atom:
    """One box in memory: ``raw`` is all of it, ``body`` what follows its header."""

    name: bytes
    raw: memoryview
    body: memoryview


def atoms(data: memoryview) -> tuple[list[Atom], memoryview]:
    """The boxes in ``data``, and what is left where no more box fits.

    Raises ValueError where there are too many.
    """
    found: list[Atom] = []
    at, end = 0, len(data)
    while at + 8 <= end:
        length, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if length == 1 and at + 16 <= end:
            length, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        if not head <= length <= end - at:
            break
        if len(found) == _MOST_ATOMS:
            raise ValueError("too many boxes")
        found.append(Atom(name, data[at : at + length], data[at + head : at + length]))
        at += length
    return found, data[at:]


def first(found: list[Atom], name: bytes) -> Atom | None:
    """The first box called ``name``."""
    return next((atom for atom in found if atom.name == name), None)


def bodies(atom: Atom | None, *path: bytes) -> list[Atom]:
    """The boxes inside of the first box at ``path``; none where it is missing."""
    for name in path:
        atom = None if atom is None else first(atoms(atom.body)[0], name)
    return [] if atom is None else atoms(atom.body)[0]


def box(name: bytes, *parts: bytes | memoryview) -> bytes:
    """A new box. Raises ValueError where it gets too large."""
    body = b"".join(parts)
    if len(body) + 8 >= _LARGEST:
        raise ValueError("a box is too large")
    return struct.pack(">I4s", len(body) + 8, name) + body


def full_box(name: bytes, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    """A new box that begins with its version and flags."""
    return box(name, struct.pack(">I", version << 24 | flags), *parts)


def rewritten(
    atom: Atom, path: tuple[bytes, ...], change: Callable[[Atom], bytes | memoryview]
) -> bytes | memoryview:
    """The box with every box at ``path`` changed, and all others byte for byte."""
    if not path:
        return change(atom)
    inner, rest = atoms(atom.body)
    parts = (rewritten(a, path[1:], change) if a.name == path[0] else a.raw for a in inner)
    return box(atom.name, *parts, rest)


@dataclass(frozen=True, slots=True)
class Span:
    """A box of the file itself: from ``start`` to ``end``, its inside from ``body`` on.

    ``is_open``: it does not say its length and goes to the end of the file.
    """

    name: bytes
    start: int
    body: int
    end: int
    is_open: bool = False

    @property
    def length(self) -> int:
        """With its header, in bytes."""
        return self.end - self.start


def spans_of(read: ReadAt, size: int) -> tuple[list[Span], bytes]:
    """The boxes of a file in order, and the name of what follows the last one that fits."""
    found = list(_spans(read, size))
    at = found[-1].end if found else 0
    return found, read(at, 8)[4:8]


def _spans(read: ReadAt, size: int) -> Iterator[Span]:
    at = 0
    for _ in range(_MOST_ATOMS):
        head = read(at, 16)
        if at + 8 > size or len(head) < 8:
            return
        length, name = struct.unpack_from(">I4s", head)
        inside, is_open = 8, not length
        if is_open:
            length = size - at
        elif length == 1 and len(head) == 16:
            length, inside = struct.unpack_from(">Q", head, 8)[0], 16
        if not inside <= length <= size - at or (is_open and name not in (b"mdat", b"moov")):
            return
        yield Span(name, at, at + inside, at + length, is_open)
        at += length
