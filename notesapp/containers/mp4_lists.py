"""The chapters that stand in an MP4: as a track of texts, or as Nero's ``chpl``."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from notesapp.audio.mp4_boxes import ReadAt
from notesapp.containers.mp4_atoms import bodies, first
from notesapp.containers.mp4_movie import Movie, Track
from notesapp.containers.mp4_tables import chunks_of, sizes_of
from notesapp.core.chapters import Chapter
from notesapp.formats.hygiene import clean_title

_MOST_TEXTS = 10_000
_MOST_BYTES = 1 << 22
_BYTES_A_TEXT = 1 << 16
_MOST_EDITS = 16


def text_chapters(read: ReadAt, movie: Movie, track: Track) -> tuple[Chapter, ...]:
    """What a track of texts shows. Raises ValueError for damage.

    Texts without words are gaps, and end the chapter before them, unless no text has words.
    """
    texts = list(_texts(read, track))
    starts = [max(0, ms) for ms in _starts_ms(movie, track, len(texts))]
    if not any(texts):
        return _unnamed(starts[: len(texts)])
    found: list[Chapter] = []
    for text, (start, end) in zip(texts, pairwise(starts), strict=False):
        if text:
            found.append(Chapter(start, text))
        elif found and found[-1].end_ms is None and found[-1].start_ms < start < end:
            found[-1] = Chapter(found[-1].start_ms, found[-1].title, start)
    return tuple(sorted(found, key=lambda chapter: chapter.start_ms))


def _unnamed(starts: list[int]) -> tuple[Chapter, ...]:
    return tuple(Chapter(ms, f"Chapter {place + 1}") for place, ms in enumerate(starts))


def _texts(read: ReadAt, track: Track) -> Iterator[str]:
    tables = track.tables()
    sizes = sizes_of(tables)
    if sizes.count > _MOST_TEXTS:
        raise ValueError("too many texts")
    taken = 0
    for chunk in chunks_of(tables):
        at = chunk.offset
        for sample in range(chunk.first, chunk.first + chunk.count):
            size = sizes.between(sample, sample + 1)
            data = read(at, min(size, _BYTES_A_TEXT + 64))
            at += size
            taken += len(data)
            if taken > _MOST_BYTES:
                raise ValueError("too much text")
            yield _text(data)


def _text(data: bytes) -> str:
    """The text of one sample: its length, and UTF-8, UTF-16 with a mark or Mac Roman."""
    length = int.from_bytes(data[:2], "big")
    text = data[2 : 2 + length]
    if text[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return clean_title(text.decode("utf-16", "replace"))
    return clean_title(_words(text))


def _words(text: bytes) -> str:
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError:
        return text.decode("mac-roman")


def _starts_ms(movie: Movie, track: Track, count: int) -> list[int]:
    """When each text begins in the movie, and last where the last one ends."""
    scale = _scale(track)
    table = first(track.tables(), b"stts")
    if table is None or len(table.body) < 8:
        raise ValueError("no table of times")
    time = _first_time(movie, track, scale)
    times = [time]
    runs = table.body[8 : 8 + (len(table.body) - 8) // 8 * 8]
    for samples, length in struct.iter_unpack(">II", runs):
        if len(times) > count:
            break
        for _ in range(min(samples, count + 1 - len(times))):
            time += length
            times.append(time)
    return [(time * 1000 + scale // 2) // scale for time in times]


def _scale(track: Track) -> int:
    header = first(bodies(track.atom, b"mdia"), b"mdhd")
    if header is None:
        raise ValueError("no header of the media")
    scale = struct.unpack_from(">I", header.body, 20 if header.body[0] == 1 else 12)[0]
    if not scale:
        raise ValueError("no units of time")
    return int(scale)


def _first_time(movie: Movie, track: Track, scale: int) -> int:
    """When the first text is due: empty edits come before it, others cut it."""
    waits, begins = _edits(track)
    return waits * scale // movie.scale - begins


def _edits(track: Track) -> tuple[int, int]:
    """How long nothing plays at first, in the movie's units, and with what it then begins."""
    edits = first(bodies(track.atom, b"edts"), b"elst")
    if edits is None or len(edits.body) < 8:
        return 0, 0
    form = ">QqI" if edits.body[0] == 1 else ">IiI"
    width = struct.calcsize(form)
    waits = 0
    for at in range(8, min(len(edits.body) - width, 8 + _MOST_EDITS * width) + 1, width):
        lasts, begins, _ = struct.unpack_from(form, edits.body, at)
        if begins != -1:
            return waits, begins
        waits += lasts
    return waits, 0


def lead_ms(movie: Movie) -> int:
    """How much later than the movie its sound begins. Chapters count from the movie's start.

    Everything else in this program counts from where the sound begins.
    """
    sound = next((track for track in movie.kept() if track.kind == b"soun"), None)
    return 0 if sound is None else _edits(sound)[0] * 1000 // movie.scale


def from_sound(chapters: tuple[Chapter, ...], lead: int) -> tuple[Chapter, ...]:
    """Chapters of the movie, counted from where the sound begins."""
    ends = (None if c.end_ms is None else c.end_ms - lead for c in chapters)
    return tuple(
        replace(chapter, start_ms=max(0, chapter.start_ms - lead), end_ms=end)
        for chapter, end in zip(chapters, ends, strict=True)
    )


def nero_chapters(movie: Movie) -> tuple[Chapter, ...]:
    """What the first ``chpl`` says, of version 0 or 1; what is cut off is left out."""
    found: list[Chapter] = []
    for holder in (part for part in movie.parts if part.name == b"udta"):
        atom = first(bodies(holder), b"chpl")
        if atom is not None and len(atom.body) > 5:
            at = 8 if atom.body[0] else 4
            found += _entries(bytes(atom.body[at:]))
            break
    return tuple(sorted(found, key=lambda chapter: chapter.start_ms))


def _entries(data: bytes) -> Iterator[Chapter]:
    at = 1
    for place in range(data[0] if data else 0):
        if at + 9 > len(data):
            return
        start, length = struct.unpack_from(">QB", data, at)
        title = clean_title(_words(data[at + 9 : at + 9 + length]))
        yield Chapter((start + 5000) // 10_000, title or f"Chapter {place + 1}")
        at += 9 + length
