"""A list of chapters written by a format and read again by the reader of the same key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from notesapp.core.chapters import Chapter
from notesapp.formats.base import Carries, Format
from notesapp.formats.decoding import decode
from notesapp.formats.readers import READERS
from notesapp.formats.reading import ChapterReader
from notesapp.formats.registry import FORMATS
from tests.formats.chapter_strategies import as_carried, chapters_snapshot, comparable

_READ = {reader.key for reader in READERS}
BOTH_WAYS = tuple(entry for entry in FORMATS if entry.carries and entry.key in _READ)
# What stands for signs that a format uses itself.
_REPLACED = {
    "mp4chaps": str.maketrans("<>", "‹›"),
    "cue": str.maketrans('"', "'"),
    "edl": str.maketrans("|", "/"),
}


def reader_of_key(key: str) -> ChapterReader:
    return next(reader for reader in READERS if reader.key == key)


def round_trip(
    entry: Format, wanted: Sequence[Chapter], duration_ms: int | None, **options: str
) -> tuple[Chapter, ...]:
    """What is read again: no line may be left over or doubted, and each chapter knows its own."""
    data = entry.write(chapters_snapshot(wanted, duration_ms, **options)).encode("utf-8")
    text = decode(data).text
    known = {name: value for name, value in options.items() if name in ("fps", "start")}
    found = reader_of_key(entry.key).read(text, known)
    if entry.key != "rss-item":  # holds the words of the notes too
        assert (found.remarks, found.kept) == ((), ())
    assert all(found.lines[c.line - 1].strip() for c in found.chapters)
    return comparable(found.chapters, duration_ms)


def expected_of(
    entry: Format,
    wanted: Sequence[Chapter],
    duration_ms: int | None,
    carries: Carries | None = None,
    fps: Fraction = Fraction(75),
) -> tuple[Chapter, ...]:
    """What is left after a round trip; ``carries`` where options change what the format holds."""
    carried = as_carried(wanted, carries or entry.carries or Carries(), duration_ms, fps=fps)
    table = _REPLACED.get(entry.key, {})
    arrow = "→" if entry.key == "srt" else "-->"
    return tuple(replace(c, title=c.title.replace("-->", arrow).translate(table)) for c in carried)
