"""Puts the pieces of a new file together in memory, and takes chapters there and back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

from notesapp.containers.base import Container, Wanted
from notesapp.core.chapters import Chapter
from notesapp.formats.chapter_list import ready_chapters, with_ends
from notesapp.storage.pieces import Kept
from tests.formats.chapter_strategies import as_carried, chapters_snapshot, comparable

LONG_MS = 102 * 3_600_000


def wanted_of(chapters: Sequence[Chapter], duration_ms: int = LONG_MS) -> Wanted:
    """Make chapters ready as the embedding does: clean, within the audio, each with an end."""
    ready = ready_chapters(chapters_snapshot(chapters, duration_ms))
    return Wanted(with_ends(ready, duration_ms), duration_ms)


def many(count: int) -> tuple[Chapter, ...]:
    return tuple(Chapter(number * 1000, f"Title {number}") for number in range(count))


def rebuilt(container: Container, data: bytes, wanted: Wanted) -> bytes:
    """The whole new file."""
    assert container.pieces is not None
    new = bytearray()
    for piece in container.pieces(io.BytesIO(data), wanted):
        if isinstance(piece, Kept):
            assert piece.offset >= 0
            assert piece.length >= 0
            assert piece.offset + piece.length <= len(data)
            new += data[piece.offset : piece.offset + piece.length]
        else:
            new += piece
    return bytes(new)


def sounds_same(container: Container, one: bytes, other: bytes) -> bool:
    assert container.same_sound is not None
    return container.same_sound(io.BytesIO(one), io.BytesIO(other))


def check_there_and_back(
    container: Container, data: bytes, chapters: Sequence[Chapter], duration_ms: int = LONG_MS
) -> bytes:
    """Write, read back, write again; the new file."""
    wanted = wanted_of(chapters, duration_ms)
    new = rebuilt(container, data, wanted)
    reading = container.read(io.BytesIO(new))
    assert reading.key == container.key
    assert not reading.remarks
    carried = as_carried(chapters, container.carries, duration_ms)
    assert comparable(reading.chapters, duration_ms) == carried
    assert sounds_same(container, data, new)
    assert rebuilt(container, new, wanted) == new
    nothing = rebuilt(container, new, replace(wanted, chapters=()))
    assert not container.read(io.BytesIO(nothing)).chapters
    assert sounds_same(container, nothing, new)
    return new
