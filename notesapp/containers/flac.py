"""Chapters in FLAC files.

Every block of metadata is kept byte for byte but the comments and the padding, which takes up
the difference where it can: the sound then stays where it is in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from notesapp.audio.frames import read_at
from notesapp.containers import vorbis_comments as vc
from notesapp.containers.base import Container, Wanted
from notesapp.containers.leading_tags import after_leading_tags
from notesapp.containers.same_bytes import length_of, same_bytes
from notesapp.errors import AudioTrouble
from notesapp.formats.reading import ChapterReading
from notesapp.storage.pieces import Kept, Piece

_STREAMINFO, _PADDING, _COMMENTS = 0, 1, 4
_LAST = 0x80
_LONGEST_BLOCK = (1 << 24) - 1
_NEW_PADDING = 4096
_MOST_BLOCKS = 10_000
_TOO_LONG = (
    "With these chapters the tags of this FLAC file are longer than 16 MB. Make fewer chapters."
)


@dataclass(frozen=True, slots=True)
class _Block:
    kind: int
    offset: int  # of what stands behind its four bytes of header
    length: int


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where ``fLaC`` stands, the blocks behind it, and where the sound begins."""

    start: int
    blocks: tuple[_Block, ...]
    sound: int


def _recognises(file: BinaryIO) -> bool:
    return read_at(file, after_leading_tags(file), 4) == b"fLaC"


def _layout(file: BinaryIO) -> _Layout:
    start, end = after_leading_tags(file), length_of(file)
    blocks: list[_Block] = []
    at, is_last = start + 4, False
    while not is_last and len(blocks) < _MOST_BLOCKS:
        head = read_at(file, at, 4)
        length = int.from_bytes(head[1:], "big")
        if len(head) < 4 or at + 4 + length > end or head[0] & 0x7F == 0x7F:
            raise AudioTrouble(vc.DAMAGED, f"a FLAC block at {at} does not fit")
        blocks.append(_Block(head[0] & 0x7F, at + 4, length))
        is_last = bool(head[0] & _LAST)
        at += 4 + length
    if not is_last or blocks[0].kind != _STREAMINFO:
        raise AudioTrouble(vc.DAMAGED, "the FLAC blocks do not begin or end as they should")
    return _Layout(start, tuple(blocks), at)


def _comments(file: BinaryIO, block: _Block) -> vc.Comments:
    return vc.parse_comments(read_at(file, block.offset, block.length))


def _read(file: BinaryIO) -> ChapterReading:
    blocks = [block for block in _layout(file).blocks if block.kind == _COMMENTS]
    entries = tuple(entry for block in blocks for entry in _comments(file, block).entries)
    return vc.read_chapters("flac", vc.Comments(b"", entries))


def _pieces(file: BinaryIO, wanted: Wanted) -> Iterator[Piece]:
    layout = _layout(file)
    bodies = _new_bodies(file, layout, wanted)
    return _written(file, layout, bodies)


def _new_bodies(file: BinaryIO, layout: _Layout, wanted: Wanted) -> list[tuple[int, Piece]]:
    """The kind and the body of each block but padding, with the wanted chapters."""
    bodies: list[tuple[int, Piece]] = []
    is_written = False
    for block in layout.blocks:
        if block.kind == _COMMENTS:
            old = _comments(file, block)
            new = vc.without_chapters(old) if is_written else vc.with_chapters(old, wanted)
            bodies.append((_COMMENTS, vc.comments_as_bytes(new)))
            is_written = True
        elif block.kind != _PADDING:
            bodies.append((block.kind, Kept(block.offset, block.length)))
    if not is_written and vc.listed(wanted):
        new = vc.with_chapters(vc.Comments(b"Show Notes", ()), wanted)
        bodies.insert(1, (_COMMENTS, vc.comments_as_bytes(new)))
    if any(_size(body) > _LONGEST_BLOCK for _, body in bodies):
        raise AudioTrouble(_TOO_LONG)
    return bodies


def _size(body: Piece) -> int:
    return body.length if isinstance(body, Kept) else len(body)


def _written(file: BinaryIO, layout: _Layout, bodies: list[tuple[int, Piece]]) -> Iterator[Piece]:
    padding = _padding(layout, sum(4 + _size(body) for _, body in bodies))
    if padding is not None:
        bodies = [*bodies, (_PADDING, bytes(padding))]
    yield Kept(0, layout.start + 4)
    for place, (kind, body) in enumerate(bodies):
        last = _LAST if place == len(bodies) - 1 else 0
        yield bytes([kind | last]) + _size(body).to_bytes(3, "big")
        yield body
    yield Kept(layout.sound, length_of(file) - layout.sound)


def _padding(layout: _Layout, used: int) -> int | None:
    """How much padding goes behind the other blocks; None for no block of padding."""
    room = layout.sound - layout.start - 4 - used
    if room == 0:
        return None
    return room - 4 if 4 <= room <= _LONGEST_BLOCK else _NEW_PADDING


def _same_sound(one: BinaryIO, other: BinaryIO) -> bool:
    first, second = _layout(one), _layout(other)
    described = [
        read_at(file, layout.blocks[0].offset, layout.blocks[0].length)
        for file, layout in ((one, first), (other, second))
    ]
    return described[0] == described[1] and same_bytes(
        one, (first.sound, length_of(one)), other, (second.sound, length_of(other))
    )


CONTAINER = Container(
    key="flac",
    title="FLAC",
    suffixes=(".flac",),
    recognises=_recognises,
    read=_read,
    carries=vc.CARRIES,
    pieces=_pieces,
    same_sound=_same_sound,
    refusal=vc.refusal,
)
