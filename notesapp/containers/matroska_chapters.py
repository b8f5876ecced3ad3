"""The element that holds the chapters of a Matroska file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from notesapp.containers.base import Wanted
from notesapp.containers.matroska_ebml import (
    CHAPTERS,
    DAMAGED,
    as_number,
    as_text,
    children,
    element,
    number,
)
from notesapp.core.chapters import Chapter
from notesapp.errors import AudioTrouble
from notesapp.formats.chapter_list import with_ends
from notesapp.formats.hygiene import clean_title
from notesapp.formats.reading import ChapterReading, Remark

_EDITION = 0x45B9
_EDITION_UID = 0x45BC
_EDITION_HIDDEN = 0x45BD
_EDITION_DEFAULT = 0x45DB
_EDITION_ORDERED = 0x45DD
_ATOM = 0xB6
_ATOM_UID = 0x73C4
_START = 0x91
_END = 0x92
_HIDDEN = 0x98
_DISPLAY = 0x80
_STRING = 0x85
_LANGUAGE = 0x437C
_LANGUAGE_TAG = 0x437D

_NS = 1_000_000
_MOST_ATOMS = 100_000
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class _Atom:
    chapter: Chapter
    inner: tuple[bytes, ...]


def read_chapters(key: str, body: bytes) -> ChapterReading:
    """The chapters of one edition, the default one; chapters inside chapters on one level."""
    editions = [each for kind, each in children(body) if kind == _EDITION]
    if not editions:
        return ChapterReading(key, ())
    edition = next((e for e in editions if _flag(e, _EDITION_DEFAULT)), None)
    edition = edition or next((e for e in editions if not _flag(e, _EDITION_HIDDEN)), editions[0])
    atoms = list(_flattened(edition))
    found = (
        (len(editions) > 1, f"The file has {len(editions)} lists of chapters; one is taken."),
        (any(depth for depth, _ in atoms), "Chapters inside chapters stand on one level now."),
        (
            any(depth == _DEEPEST for depth, _ in atoms),
            f"Chapters more than {_DEEPEST} levels deep are left out.",
        ),
        (_flag(edition, _EDITION_ORDERED), "The chapters set an order of playing, which is lost."),
    )
    chapters = sorted((chapter for _, chapter in atoms), key=lambda each: each.start_ms)
    remarks = tuple(Remark(0, message) for applies, message in found if applies)
    return ChapterReading(key, tuple(chapters), remarks=remarks)


def _flag(body: bytes, wanted: int) -> bool:
    return any(kind == wanted and as_number(value) for kind, value in children(body))


def _flattened(edition: bytes) -> Iterator[tuple[int, Chapter]]:
    """Each chapter with its depth, in the order of the file."""
    waiting = [(0, body) for kind, body in children(edition) if kind == _ATOM][::-1]
    count = 0
    while waiting:
        depth, body = waiting.pop()
        count += 1
        if count > _MOST_ATOMS:
            raise AudioTrouble(DAMAGED, f"over {_MOST_ATOMS} chapters")
        atom = _atom(body)
        yield depth, atom.chapter
        if depth < _DEEPEST:
            waiting += [(depth + 1, inner) for inner in reversed(atom.inner)]


def _atom(body: bytes) -> _Atom:
    start, end, toc, title = 0, None, True, ""
    inner = []
    for kind, value in children(body):
        if kind == _START:
            start = _ms(value)
        elif kind == _END:
            end = _ms(value)
        elif kind == _HIDDEN:
            toc = not as_number(value)
        elif kind == _DISPLAY and not title:
            title = next((as_text(text) for k, text in children(value) if k == _STRING), "")
        elif kind == _ATOM:
            inner.append(value)
    end = end if end is not None and end > start else None
    return _Atom(Chapter(start, clean_title(title), end, toc=toc), tuple(inner))


def _ms(body: bytes) -> int:
    return (as_number(body) + _NS // 2) // _NS


def chapters_element(wanted: Wanted, *, is_webm: bool) -> bytes:
    """The whole element; empty where there are no chapters.

    WebM knows neither silent chapters nor anything about editions.
    """
    chapters = listed_in_webm(wanted) if is_webm else wanted.chapters
    if not chapters:
        return b""
    atoms = b"".join(_written(chapters, is_webm=is_webm))
    edition = atoms
    if not is_webm:
        uid = _uid(b"edition", 0)
        edition = number(_EDITION_UID, uid) + number(_EDITION_DEFAULT, 1) + atoms
    return element(CHAPTERS, element(_EDITION, edition))


def listed_in_webm(wanted: Wanted) -> tuple[Chapter, ...]:
    """Without silent chapters; each goes on until the next."""
    listed = [replace(chapter, end_ms=None) for chapter in wanted.chapters if chapter.toc]
    return with_ends(listed, wanted.duration_ms)


def _written(chapters: tuple[Chapter, ...], *, is_webm: bool) -> Iterator[bytes]:
    used: set[int] = set()
    for chapter in chapters:
        named = f"{chapter.start_ms} {chapter.title}".encode()
        uid = next(
            uid for uid in (_uid(named, again) for again in range(1 << 20)) if uid not in used
        )
        used.add(uid)
        parts = [number(_ATOM_UID, uid), number(_START, chapter.start_ms * _NS)]
        if chapter.end_ms is not None:
            parts.append(number(_END, chapter.end_ms * _NS))
        if not chapter.toc:
            parts.append(number(_HIDDEN, 1))
        languages = element(_LANGUAGE, b"und")
        if not is_webm:
            languages += element(_LANGUAGE_TAG, b"und")
        parts.append(element(_DISPLAY, element(_STRING, chapter.title.encode()) + languages))
        yield element(_ATOM, b"".join(parts))


def _uid(name: bytes, again: int) -> int:
    """A number that stays the same for the same chapter; never 0, and positive in 64 bits."""
    digest = blake2b(name + b"\0" + str(again).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1 | 1
