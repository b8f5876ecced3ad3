"""What stands where in a Matroska file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from notesapp.audio.frames import read_at
from notesapp.containers import matroska_ebml as ebml
from notesapp.containers.same_bytes import length_of
from notesapp.errors import AudioTrouble

LONGEST_CHAPTERS = 1 << 24
_LONGEST_SEEK_HEAD = 1 << 20
_LONGEST_EBML = 1 << 16
_MOST_PARTS = 100_000
_MOST_BEFORE_SEGMENT = 16
_LIVE = (
    "This Matroska file was recorded live and does not say how long its parts are."
    " Copy it with another program, such as mkvmerge, first."
)


@dataclass(frozen=True, slots=True)
class Part:
    """One element of the segment: where it begins, where its body begins, and where it ends."""

    kind: int
    offset: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """The segment: its size field, and its body. ``is_sized``: it says where it ends."""

    doc_type: str
    size_at: int
    body: int
    end: int
    is_sized: bool


def segment_of(file: BinaryIO) -> Segment | None:
    """The first segment; None where this is no Matroska file. Damage is said by AudioTrouble."""
    doc_type = doc_type_of(file)
    if not doc_type:
        return None
    at, end = 0, length_of(file)
    for _ in range(_MOST_BEFORE_SEGMENT):
        head = ebml.head_of(read_at(file, at, ebml.LONGEST_HEAD))
        if not head:
            break
        body = at + head.length
        if head.kind == ebml.SEGMENT:
            size_at = at + len(ebml.kind_as_bytes(ebml.SEGMENT))
            if head.size is None:
                return Segment(doc_type, size_at, body, end, False)
            return Segment(doc_type, size_at, body, body + head.size, True)
        at = body + (head.size or 0)
    raise AudioTrouble(ebml.DAMAGED, "no segment")


def doc_type_of(file: BinaryIO) -> str:
    """``matroska``, ``webm`` or another kind of EBML; empty where it is none."""
    head = ebml.head_of(read_at(file, 0, ebml.LONGEST_HEAD))
    if not head or head.kind != ebml.EBML or head.size is None or head.size > _LONGEST_EBML:
        return ""
    try:
        found = dict(ebml.children(read_at(file, head.length, head.size)))
    except AudioTrouble:
        return ""
    return ebml.as_text(found.get(ebml.DOC_TYPE, b"matroska"))


def parts_of(file: BinaryIO, segment: Segment) -> Iterator[Part]:
    """Every element of the segment. Raises AudioTrouble where they do not fill it."""
    at, end = segment.body, length_of(file)
    if segment.end > end:
        raise AudioTrouble(ebml.DAMAGED, f"the segment ends {segment.end - end} bytes too late")
    for _ in range(_MOST_PARTS):
        if at == segment.end:
            return
        head = ebml.head_of(read_at(file, at, ebml.LONGEST_HEAD))
        if not head:
            raise AudioTrouble(ebml.DAMAGED, f"no element at {at}")
        if head.size is None:
            raise AudioTrouble(_LIVE, f"no size at {at}")
        part = Part(head.kind, at, at + head.length, at + head.length + head.size)
        if part.end > segment.end:
            raise AudioTrouble(ebml.DAMAGED, f"the element at {at} does not fit")
        yield part
        at = part.end
    raise AudioTrouble(ebml.DAMAGED, f"over {_MOST_PARTS} elements")


def strict_parts(file: BinaryIO, segment: Segment) -> list[Part]:
    """All parts of a segment that says where it ends, none of them too long to be changed."""
    if not segment.is_sized:
        raise AudioTrouble(_LIVE, "the segment has no size")
    parts = list(parts_of(file, segment))
    for part in parts:
        longest = {ebml.CHAPTERS: LONGEST_CHAPTERS, ebml.SEEK_HEAD: _LONGEST_SEEK_HEAD}
        if part.end - part.offset > longest.get(part.kind, part.end):
            raise AudioTrouble(ebml.DAMAGED, f"the element at {part.offset} is too long")
    return parts


def found_parts(file: BinaryIO, segment: Segment) -> list[Part]:
    """The parts up to where the file cannot be followed: enough to read chapters from."""
    found: list[Part] = []
    there = replace(segment, end=min(segment.end, length_of(file)))
    try:
        for part in parts_of(file, there):
            found.append(part)  # noqa: PERF402 - what was found before the trouble counts
    except AudioTrouble:
        pass
    return found


def body_of(file: BinaryIO, part: Part) -> bytes:
    """What is in a part."""
    return read_at(file, part.body, part.end - part.body)
