"""Chapters in MP4, M4A, M4B and QuickTime files.

Both kinds are written: a track of texts that is switched off, as Apple's programs read it, and
Nero's ``chpl``. The index is edited box by box, so that tags, edit lists and boxes that nobody
here knows stay byte for byte.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO

from notesapp.audio.frames import read_at
from notesapp.audio.mp4_boxes import ReadAt
from notesapp.containers.base import Container, Wanted
from notesapp.containers.mp4_atoms import MOST_MOVIE_BYTES, atoms, bodies, first, spans_of
from notesapp.containers.mp4_layout import Old, new_file, read_movie
from notesapp.containers.mp4_lists import from_sound, lead_ms, nero_chapters, text_chapters
from notesapp.containers.mp4_movie import Track, movie_of
from notesapp.containers.mp4_sound import plays_the_same
from notesapp.containers.mp4_text_track import (
    MOST_BYTES,
    MOST_CHAPTERS,
    MOST_SHORT_BYTES,
    TextTrack,
    nero_list,
    text_of,
)
from notesapp.core.chapters import Chapter
from notesapp.errors import AudioTrouble
from notesapp.formats.base import Carries, Loss
from notesapp.formats.carried import counted
from notesapp.formats.chapter_list import from_zero
from notesapp.formats.reading import ChapterReading, Remark
from notesapp.storage.pieces import Piece

_DAMAGED = "This file is damaged or cut short. Get it again or choose another."
_TOO_LARGE = "The index of this file is larger than 64 MB. Choose another file."
_PRESSED = "The index of this file is compressed. Save it as an ordinary M4A first."
_IN_FRAGMENTS = (
    "This file is stored in fragments, which have no room for chapters. "
    "Save it as an ordinary M4A first."
)
_ELSEWHERE = "The sound of this file lies in other files. Save it as one file first."
_UNUSUAL = "This file names places that cannot be moved. Save it as an ordinary M4A first."
_WITHOUT_SOUND = "This file has no sound in it. Choose another file."
_TWO_LISTS = "Two lists of chapters in the file differ; this is the one that Apple’s programs show."
_PICTURES = "Pictures of chapters in the file are not read, and new chapters replace them."

_FIRST_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"pnot", b"free", b"skip")
_FRAGMENTS = (b"moof", b"sidx", b"styp", b"mfra")
_READ_ERRORS = (ValueError, IndexError, OverflowError, struct.error)


def recognises(file: BinaryIO) -> bool:
    """Whether it begins as these files do."""
    head = read_at(file, 0, 8)
    return len(head) == 8 and head[4:] in _FIRST_BOXES


def read(file: BinaryIO) -> ChapterReading:
    """The chapters of the text track, else those of ``chpl``."""
    with _careful():
        return _reading(file)


def _reading(file: BinaryIO) -> ChapterReading:
    read_from = _reader(file)
    movie = _open(file).movie
    found: tuple[Chapter, ...] = ()
    for track in movie.texts():
        found = found or text_chapters(read_from, movie, track)
    nero = nero_chapters(movie)
    remarks = []
    if found and nero and _differ(found, nero):
        remarks.append(Remark(0, _TWO_LISTS))
    if movie.has_pictures():
        remarks.append(Remark(0, _PICTURES))
    chapters = from_sound(found or nero, lead_ms(movie))
    return ChapterReading("mp4", chapters, remarks=tuple(remarks))


def _differ(found: tuple[Chapter, ...], nero: tuple[Chapter, ...]) -> bool:
    starts = [
        (chapter.start_ms, other.start_ms) for chapter, other in zip(found, nero, strict=False)
    ]
    is_longer = len(nero) > len(found) or len(nero) < min(len(found), MOST_CHAPTERS)
    return is_longer or any(abs(a - b) > 1 for a, b in starts)


@contextmanager
def _careful() -> Iterator[None]:
    try:
        yield
    except _READ_ERRORS as error:
        raise AudioTrouble(_DAMAGED, str(error)) from error


def _reader(file: BinaryIO) -> ReadAt:
    def read_from(at: int, count: int) -> bytes:
        return read_at(file, at, count)

    return read_from


def _open(file: BinaryIO) -> Old:
    """The boxes of a file and its index. Raises ValueError or AudioTrouble."""
    size = file.seek(0, 2)
    spans, after = spans_of(_reader(file), size)
    places = [place for place, span in enumerate(spans) if span.name == b"moov"]
    if len(places) != 1:
        raise ValueError(f"{len(places)} indexes, then {after!r}")
    if spans[places[0]].length > MOST_MOVIE_BYTES:
        raise AudioTrouble(_TOO_LARGE)
    data = read_movie(_reader(file), spans[places[0]])
    if first(bodies(atoms(memoryview(data))[0][0]), b"cmov"):
        raise AudioTrouble(_PRESSED)
    return Old(spans, places[0], movie_of(data), size)


def pieces(file: BinaryIO, wanted: Wanted) -> list[Piece]:
    """The new file: packets, tags and all else kept, chapters replaced."""
    with _careful():
        return _pieces(file, wanted)


def _pieces(file: BinaryIO, wanted: Wanted) -> list[Piece]:
    if sentence := refusal(wanted):
        raise AudioTrouble(sentence)
    old = _open(file)
    _refuse_odd(file, old)
    chapters = _in_movie(_ready(wanted), lead_ms(old.movie))
    text = _text_track(file, old, chapters, wanted.duration_ms) if chapters else None
    return new_file(old, text, nero_list(chapters) if chapters else b"")


def _ready(wanted: Wanted) -> tuple[Chapter, ...]:
    return from_zero([chapter for chapter in wanted.chapters if chapter.toc])


def _in_movie(chapters: tuple[Chapter, ...], lead: int) -> tuple[Chapter, ...]:
    """The first chapter begins with the movie, also where the sound comes later."""
    return tuple(replace(c, start_ms=c.start_ms + lead if c.start_ms else 0) for c in chapters)


def _text_track(
    file: BinaryIO, old: Old, chapters: tuple[Chapter, ...], duration_ms: int
) -> TextTrack:
    movie = old.movie
    total_ms = max(movie.duration_ms or duration_ms, chapters[-1].start_ms + 1)
    return TextTrack(
        number=movie.free_number(),
        titles=tuple(text_of(chapter.title, MOST_BYTES) for chapter in chapters),
        starts_ms=tuple(chapter.start_ms for chapter in chapters),
        total_ms=total_ms,
        scale=movie.scale,
        duration=movie.duration or total_ms * movie.scale // 1000,
        is_quicktime=read_at(file, 4, 4) != b"ftyp" or read_at(file, 8, 4) == b"qt  ",
    )


def _refuse_odd(file: BinaryIO, old: Old) -> None:
    """Raises AudioTrouble or ValueError for a file that cannot be put together again."""
    after = read_at(file, old.spans[-1].end, 8)[4:8]
    names = {span.name for span in old.spans}
    movie = old.movie
    if names & set(_FRAGMENTS) or first(movie.parts, b"mvex"):
        raise AudioTrouble(_IN_FRAGMENTS)
    if after in (b"mdat", b"moov"):
        raise ValueError(f"{after!r} is cut off")
    if not any(track.kind == b"soun" for track in movie.kept()):
        raise AudioTrouble(_WITHOUT_SOUND)
    if any(_is_elsewhere(track) for track in movie.kept()):
        raise AudioTrouble(_ELSEWHERE)
    if _names_places(old) and not _is_behind(old):
        raise AudioTrouble(_UNUSUAL)


def _is_elsewhere(track: Track) -> bool:
    """Whether a track of sound or pictures names another file."""
    reference = first(bodies(track.atom, b"mdia", b"minf", b"dinf"), b"dref")
    if reference is None or track.kind not in (b"soun", b"vide"):
        return False
    return any(not atom.body[3] & 1 for atom in atoms(reference.body[8:])[0])


def _names_places(old: Old) -> bool:
    """Whether boxes count bytes of the file that are not moved here."""
    movie = old.movie
    metas = [atom for atom in movie.parts if atom.name == b"meta"]
    located = any(first(atoms(atom.body[4:])[0], b"iloc") for atom in metas)
    aided = any(first(track.tables(), b"saio") for track in movie.kept())
    return located or aided or any(span.name == b"meta" for span in old.spans)


def _is_behind(old: Old) -> bool:
    """Whether nothing but free room follows the index."""
    return all(span.name == b"free" for span in old.spans[old.movie_at + 1 :])


def same_sound(old: BinaryIO, new: BinaryIO) -> bool:
    """Whether both files have the same packets, and play them at the same times."""
    try:
        before, after = _open(old), _open(new)
        return plays_the_same(_reader(old), before, _reader(new), after)
    except (*_READ_ERRORS, AudioTrouble):
        return False


def refusal(wanted: Wanted) -> str:
    """More chapters than one byte counts, or a title longer than two bytes count."""
    count = len(_ready(wanted))
    if count > MOST_CHAPTERS:
        return f"An M4A holds {MOST_CHAPTERS} chapters, and these are {count}. Leave some out."
    if max(_title_sizes(wanted), default=0) > MOST_BYTES:
        return "A title is longer than the 65,535 bytes that an M4A holds. Shorten it."
    return ""


def losses(wanted: Wanted) -> tuple[Loss, ...]:
    """Titles that are too long for one of the two lists."""
    sentence = "Programs that read only Nero chapters see the first 255 bytes of a long title."
    return counted([(sentence, sum(size > MOST_SHORT_BYTES for size in _title_sizes(wanted)))])


def _title_sizes(wanted: Wanted) -> list[int]:
    return [len(chapter.title.encode("utf-8", "replace")) for chapter in _ready(wanted)]


CONTAINER = Container(
    key="mp4",
    title="M4A, M4B and MP4",
    suffixes=(".m4a", ".m4b", ".mp4", ".m4v", ".mov"),
    recognises=recognises,
    read=read,
    carries=Carries(end="implied", first_at_zero=True),
    pieces=pieces,
    same_sound=same_sound,
    refusal=refusal,
    losses=losses,
)
