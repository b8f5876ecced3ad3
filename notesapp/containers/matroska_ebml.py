"""The elements of Matroska: reading their heads, and making them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from notesapp.errors import AudioTrouble

DAMAGED = "This Matroska file is damaged or cut short. Get the file again or choose another."

EBML = 0x1A45DFA3
DOC_TYPE = 0x4282
SEGMENT = 0x18538067
SEEK_HEAD = 0x114D9B74
SEEK = 0x4DBB
SEEK_ID = 0x53AB
SEEK_POSITION = 0x53AC
INFO = 0x1549A966
TIMESTAMP_SCALE = 0x2AD7B1
TRACKS = 0x1654AE6B
CLUSTER = 0x1F43B675
CHAPTERS = 0x1043A770
VOID = 0xEC
CRC_32 = 0xBF

LONGEST_HEAD = 12
_WIDEST = 8


@dataclass(frozen=True, slots=True)
class Head:
    """An element's kind, how many bytes say kind and size, and its size; None: not known."""

    kind: int
    length: int
    size: int | None


def head_of(data: bytes, at: int = 0) -> Head | None:
    """The head of the element that begins at ``at``; None where none does."""
    width = _width(data, at)
    after = at + width
    size_width = _width(data, after)
    if not 1 <= width <= 4 or not size_width or after + size_width > len(data):
        return None
    raw = int.from_bytes(data[after : after + size_width], "big")
    size = raw & ((1 << 7 * size_width) - 1)
    is_known = size != (1 << 7 * size_width) - 1
    kind = int.from_bytes(data[at:after], "big")
    return Head(kind, width + size_width, size if is_known else None)


def _width(data: bytes, at: int) -> int:
    """How many bytes a number has: the place of its highest bit says it; 0 where it has none."""
    return 9 - data[at].bit_length() if at < len(data) and data[at] else 0


def children(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The kind and the body of each element; raises AudioTrouble where one does not fit."""
    at = 0
    while at < len(data):
        head = head_of(data[at : at + LONGEST_HEAD])
        if not head or head.size is None or at + head.length + head.size > len(data):
            raise AudioTrouble(DAMAGED, f"an element does not fit, {len(data) - at} bytes left")
        at += head.length
        yield head.kind, data[at : at + head.size]
        at += head.size


def as_number(body: bytes) -> int:
    """An unsigned number of up to eight bytes."""
    return int.from_bytes(body[:8], "big")


def as_text(body: bytes) -> str:
    """Text up to its first zero."""
    return body.partition(b"\0")[0].decode("utf-8", "replace")


def kind_as_bytes(kind: int) -> bytes:
    """An element's kind as it is written."""
    return kind.to_bytes((kind.bit_length() + 7) // 8, "big")


def size_as_bytes(size: int, width: int = 0) -> bytes:
    """An element's size, in ``width`` bytes or as few as it takes."""
    least = next(each for each in range(1, _WIDEST + 1) if size < (1 << 7 * each) - 1)
    width = max(width, least)
    return (size | 1 << 7 * width).to_bytes(width, "big")


def element(kind: int, body: bytes, width: int = 0) -> bytes:
    """A whole element; ``width`` is that of its size, where it is to be wider than needed."""
    return kind_as_bytes(kind) + size_as_bytes(len(body), width) + body


def number(kind: int, value: int) -> bytes:
    """An element with an unsigned number."""
    return element(kind, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def void(room: int) -> bytes:
    """An element of nothing that has just so many bytes, at least two."""
    width = 1 if room <= 128 else _WIDEST
    return element(VOID, bytes(room - 1 - width), width)


def filling(made: bytes, room: int) -> bytes | None:
    """An element and nothing behind it, together just so long; None where it does not go in."""
    left = room - len(made)
    if left < 0:
        return None
    if left == 1:  # too little for nothing: its size takes a byte more
        head = head_of(made)
        kind_width = len(kind_as_bytes(head.kind)) if head else 0
        if not head or head.length - kind_width >= _WIDEST:
            return None
        return element(head.kind, made[head.length :], head.length - kind_width + 1)
    return made + void(left) if left else made


def with_checksum(body: bytes) -> bytes:
    """The body of an element with a checksum at its front."""
    return element(CRC_32, zlib.crc32(body).to_bytes(4, "little")) + body
