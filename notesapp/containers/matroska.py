"""Chapters in Matroska and WebM files; every packet, tag and attachment stays where it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import BinaryIO

from notesapp.containers import matroska_ebml as ebml
from notesapp.containers.base import Container, Wanted
from notesapp.containers.matroska_chapters import chapters_element, read_chapters
from notesapp.containers.matroska_edit import edited
from notesapp.containers.matroska_layout import (
    LONGEST_CHAPTERS,
    Part,
    Segment,
    body_of,
    doc_type_of,
    found_parts,
    segment_of,
    strict_parts,
)
from notesapp.containers.same_bytes import same_bytes
from notesapp.errors import AudioTrouble
from notesapp.formats.base import Carries, Loss
from notesapp.formats.carried import counted
from notesapp.formats.reading import ChapterReading
from notesapp.storage.pieces import Piece

_WEBM = "webm"
_SHARED_START = "Of chapters with one start, programs built on FFmpeg show only the first."
_TOO_LONG = "These chapters are longer than 16 MB. Make fewer of them or shorter titles."


def _read(file: BinaryIO) -> ChapterReading:
    segment = _segment(file)
    key = _WEBM if segment.doc_type == _WEBM else "mka"
    for part in found_parts(file, segment):
        if part.kind == ebml.CHAPTERS:
            if part.end - part.offset > LONGEST_CHAPTERS:
                raise AudioTrouble(ebml.DAMAGED, f"chapters of {part.end - part.offset} bytes")
            return read_chapters(key, body_of(file, part))
    return ChapterReading(key, ())


def _segment(file: BinaryIO) -> Segment:
    segment = segment_of(file)
    if segment is None:
        raise AudioTrouble(ebml.DAMAGED, "no EBML head")
    return segment


def _pieces(file: BinaryIO, wanted: Wanted) -> Iterator[Piece]:
    segment = _segment(file)
    chapters = chapters_element(wanted, is_webm=segment.doc_type == _WEBM)
    if len(chapters) > LONGEST_CHAPTERS:
        raise AudioTrouble(_TOO_LONG)
    parts = strict_parts(file, segment)
    if not parts:
        raise AudioTrouble(ebml.DAMAGED, "an empty segment")
    return edited(file, segment, parts, chapters)


def _same_sound(one: BinaryIO, other: BinaryIO) -> bool:
    """Compare what the blocks of sound are made of: the tracks, every cluster, and their clock."""
    first, second = (strict_parts(file, _segment(file)) for file in (one, other))
    if _clock(one, first) != _clock(other, second):
        return False
    pairs = zip_longest(_sounding(first), _sounding(second))
    return all(
        part
        and also
        and part.kind == also.kind
        and same_bytes(one, (part.body, part.end), other, (also.body, also.end))
        for part, also in pairs
    )


def _sounding(parts: list[Part]) -> Iterator[Part]:
    return (part for part in parts if part.kind in (ebml.TRACKS, ebml.CLUSTER))


def _clock(file: BinaryIO, parts: list[Part]) -> int:
    for part in parts:
        if part.kind == ebml.INFO and part.end - part.body <= LONGEST_CHAPTERS:
            for kind, body in ebml.children(body_of(file, part)):
                if kind == ebml.TIMESTAMP_SCALE:
                    return ebml.as_number(body)
    return 1_000_000


def _losses(wanted: Wanted) -> tuple[Loss, ...]:
    silent = sum(not chapter.toc for chapter in wanted.chapters)
    starts = [chapter.start_ms for chapter in wanted.chapters]
    return counted(
        (
            ("Many players list silent chapters all the same.", silent),
            (_SHARED_START, len(starts) - len(set(starts))),
        )
    )


def _webm_losses(wanted: Wanted) -> tuple[Loss, ...]:
    starts = [chapter.start_ms for chapter in wanted.chapters]
    return counted([(_SHARED_START, len(starts) - len(set(starts)))])


CONTAINER = Container(
    key="mka",
    title="Matroska",
    suffixes=(".mka", ".mkv"),
    recognises=lambda file: doc_type_of(file) == "matroska",
    read=_read,
    carries=Carries(step="ms", end="yes", silent="yes"),
    pieces=_pieces,
    same_sound=_same_sound,
    losses=_losses,
)

WEBM = Container(
    key=_WEBM,
    title="WebM",
    suffixes=(".webm",),
    recognises=lambda file: doc_type_of(file) == _WEBM,
    read=_read,
    carries=Carries(step="ms", end="implied"),
    pieces=_pieces,
    same_sound=_same_sound,
    losses=_webm_losses,
)
