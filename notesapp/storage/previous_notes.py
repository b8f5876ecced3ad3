"""The notes of the episode before, found in the folder of these.

All of this may wait for a slow disk: call it beside the window.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from notesapp.core.header import header_end
from notesapp.core.model import Notes
from notesapp.core.parser import parse
from notesapp.errors import NotesError
from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.note_file import load_notes

__all__ = ["previous_notes"]

SUFFIXES = (".md", ".txt", ".markdown")
MOST_FILES = 200
MOST_ENTRIES = 5_000
MOST_BYTES = 1 << 20
_HEAD_LINES = 60
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Facts:
    """Which episode of which podcast notes are of; ``number`` is None where they do not say."""

    podcast: str
    season: int
    number: int | None


def previous_notes(
    path: Path, notes: Notes, folder: Path | None = None, *, ops: FileOps = REAL
) -> Notes | None:
    """The notes of the same podcast with the highest number below this one; None without one.

    Looked for among at most 200 files of ``folder``, which is that of ``path`` where it is None.
    What cannot be read is passed over. Never raises.
    """
    own = _facts_of(notes)
    if own.number is None:
        return None
    best: tuple[tuple[int, int], Path, int, int] | None = None
    for other, mtime_ns, size in _files(path, folder or path.parent, own.number, ops):
        facts = _facts_in(other, mtime_ns, size, ops)
        if facts is None or facts.number is None or facts.podcast != own.podcast:
            continue
        place = (facts.season, facts.number)
        if place < (own.season, own.number) and (best is None or place > best[0]):
            best = (place, other, mtime_ns, size)
    return None if best is None else _notes_in(*best[1:], ops)


def _files(path: Path, folder: Path, number: int, ops: FileOps) -> Iterator[tuple[Path, int, int]]:
    """Files that may be notes, those whose names have a number just below this one first."""
    try:
        names = [e.name for e in ops.list_entries(folder, MOST_ENTRIES) if not e.is_folder]
    except (OSError, ValueError):
        return
    fitting = [name for name in names if name.lower().endswith(SUFFIXES) and name[0] != "."]
    fitting.sort(key=lambda name: (_distance(name, number), name))
    for name in fitting[:MOST_FILES]:
        other = folder / name
        try:
            found = ops.stat(other)
        except (OSError, ValueError):
            continue
        is_fit = stat.S_ISREG(found.st_mode) and found.st_size <= MOST_BYTES
        if is_fit and not (name == path.name and folder == path.parent):
            yield other, found.st_mtime_ns, found.st_size


def _distance(name: str, number: int) -> int:
    below = (number - int(digits) for digits in _NUMBER.findall(name))
    return min((step for step in below if step > 0), default=1 << 30)


@lru_cache(maxsize=2 * MOST_FILES)
def _facts_in(path: Path, mtime_ns: int, size: int, ops: FileOps) -> _Facts | None:
    """What a file says at its beginning; read anew only when its time or size is another."""
    text = _text_in(path, ops)
    if text is None:
        return None
    lines = text.split("\n")
    return _facts_of(parse("\n".join(lines[: header_end(lines) + 1 + _HEAD_LINES])))


@lru_cache(maxsize=2)
def _notes_in(path: Path, mtime_ns: int, size: int, ops: FileOps) -> Notes | None:
    text = _text_in(path, ops)
    return None if text is None else parse(text)


def _text_in(path: Path, ops: FileOps) -> str | None:
    try:
        return load_notes(path, ops=ops).text
    except (NotesError, OSError, ValueError):
        return None


def _facts_of(notes: Notes) -> _Facts:
    podcast = " ".join(notes.header.text("podcast").split()).casefold()
    return _Facts(podcast, notes.season or 0, notes.number)
