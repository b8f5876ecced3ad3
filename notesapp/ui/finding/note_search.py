"""Searching notes on the disk: those beside the open ones, and those used last."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from notesapp.core.edits.base import Position
from notesapp.core.finding import Found, Query, find_all, looked_at
from notesapp.core.model import Notes
from notesapp.core.parser import parse
from notesapp.core.query import segment_at_line
from notesapp.errors import NotesError
from notesapp.storage.note_file import load_notes
from notesapp.ui.finding.searcher import matcher_of

SUFFIXES = (".md", ".markdown", ".txt", ".text")
MOST_FILES, MOST_BYTES, MOST_HITS = 500, 2_000_000, 2000


@dataclass(frozen=True, slots=True)
class LineHit:
    """One hit: its place, the text of its line, and the stamp of its segment as it is written."""

    start: Position
    end: Position
    text: str
    stamp: str


@dataclass(frozen=True, slots=True)
class FileHits:
    """What was found in one file, or why it could not be looked into."""

    path: Path
    hits: tuple[LineHit, ...] = ()
    trouble: str = ""


def notes_near(folder: Path | None, recent: Iterable[Path]) -> tuple[Path, ...]:
    """Notes in a folder by name, then the recent ones elsewhere; each file once, 500 at most."""
    beside: list[Path] = []
    if folder is not None:
        try:
            with os.scandir(folder) as entries:
                beside = sorted(Path(e.path) for e in entries if e.name.lower().endswith(SUFFIXES))
        except OSError:
            beside = []
    others = [path for path in recent if path.suffix.lower() in SUFFIXES]
    every = {os.path.normcase(os.path.realpath(path)): path for path in [*others, *beside]}
    chosen = sorted(every.values(), key=lambda path: (path.parent != folder, path.name.casefold()))
    return tuple(chosen[:MOST_FILES])


def search_files(
    paths: Sequence[Path],
    texts: dict[Path, str],
    query: Query,
    *,
    source: bool,
    is_wanted: Callable[[], bool],
) -> Iterator[FileHits]:
    """What is found in each file, empty results too; ends after 2,000 hits.

    ``texts`` are unsaved texts that count instead of their files. Raises PatternTrouble.
    """
    count = 0
    for path in paths:
        if not is_wanted() or count >= MOST_HITS:
            return
        found = _search(path, texts.get(path), query, source, MOST_HITS - count)
        count += len(found.hits)
        yield found


def _search(path: Path, text: str | None, query: Query, source: bool, most: int) -> FileHits:
    matcher = matcher_of(query)
    try:
        if text is None:
            if path.stat().st_size > MOST_BYTES:
                return FileHits(path, trouble="It is larger than 2 MB.")
            text = load_notes(path).text
    except NotesError as trouble:
        return FileHits(path, trouble=trouble.sentence)
    except (OSError, ValueError):
        return FileHits(path, trouble="It cannot be read.")
    lines = text.split("\n")
    if not find_all(lines, range(len(lines)), matcher).count:
        return FileHits(path)
    notes = parse(text)
    found = find_all(notes.lines, looked_at(notes, None, source=source), matcher)
    return FileHits(path, tuple(_line_hits(notes, found, most)))


def _line_hits(notes: Notes, found: Found, most: int) -> Iterator[LineHit]:
    for index in range(min(most, found.count)):
        hit = found.hit(index)
        segment = segment_at_line(notes, hit.line)
        stamp = segment.stamp.source if segment is not None and segment.stamp is not None else ""
        yield LineHit(
            Position(hit.line, hit.start),
            Position(hit.line, hit.end),
            notes.lines[hit.line],
            stamp,
        )
