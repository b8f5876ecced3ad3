"""Whether a span of one open file has the bytes of a span of another."""

from __future__ import annotations

from typing import BinaryIO

from notesapp.audio.frames import BLOCK, read_at

Span = tuple[int, int]


def length_of(file: BinaryIO) -> int:
    """How many bytes the file has; leaves it at its end."""
    return file.seek(0, 2)


def same_bytes(one: BinaryIO, span: Span, other: BinaryIO, other_span: Span) -> bool:
    """Compare from start to end, each as offsets in its file, a piece at a time."""
    (at, end), (other_at, other_end) = span, other_span
    if end - at != other_end - other_at:
        return False
    while at < end:
        count = min(BLOCK, end - at)
        first, second = read_at(one, at, count), read_at(other, other_at, count)
        if first != second or not first:
            return False
        at += len(first)
        other_at += len(first)
    return True
