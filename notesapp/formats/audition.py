"""Adobe Audition's markers: a table with tabs, whose name ends in .csv."""

from __future__ import annotations

from collections.abc import Mapping

from notesapp.core.chapters import Chapter
from notesapp.formats.audacity import CARRIES, MARKS, losses, marked_chapters
from notesapp.formats.base import Format, Option, Snapshot
from notesapp.formats.gathering import Gathering
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.tables import cell, column, header_of, rows_of, table
from notesapp.formats.times import clock, read_time

BOM = Option("bom", "no", "A byte order mark, as Audition writes", ("no", "yes"))
HEADER = ("Name", "Start", "Duration", "Time Format", "Type", "Description")


def write(snapshot: Snapshot) -> str:
    """Points last no time; lines end with CR LF."""
    rows = [_row(chapter) for chapter in marked_chapters(snapshot)]
    mark = "\ufeff" if snapshot.options.get("bom", "no") == "yes" else ""
    return mark + table([HEADER, *rows], "\t")


def _row(chapter: Chapter) -> tuple[str, ...]:
    length = 0 if chapter.end_ms is None else chapter.end_ms - chapter.start_ms
    return (chapter.title, _short(chapter.start_ms), _short(length), "decimal", "Cue", "")


def _short(ms: int) -> str:
    """``M:SS.mmm``, with hours from one hour on."""
    hours, minutes, rest = clock(ms).split(":")
    return f"{int(hours)}:{minutes}:{rest}" if int(hours) else f"{int(minutes)}:{rest}"


def recognises(text: str) -> bool:
    """Columns with tabs between them, one of them the format of the times."""
    names = header_of(text, "\t")
    return "time format" in names and "start" in names


def read(text: str, _: Mapping[str, str]) -> ChapterReading:
    """Columns by their names; the last ones may be missing. Descriptions are kept as text."""
    found = Gathering("audition", text)
    names = header_of(text, "\t")
    name, start, duration, unit, kind = (
        column(names, word) for word in ("name", "start", "duration", "time format", "type")
    )
    for row in rows_of(text, "\t")[1:]:
        start_ms = read_time(cell(row, start))
        if start_ms is None:
            found.keep_row(row)
            continue
        length = read_time(cell(row, duration)) or 0
        found.chapter(row.line, start_ms, cell(row, name), start_ms + length)
        found.keep_others(row, (name, start, duration, unit, kind))
    return found.done()


FORMAT = Format(
    key="audition",
    title="Audition markers",
    suffix=".audition.csv",
    mime="text/csv",
    summary="Markers that Adobe Audition imports.",
    write=write,
    losses=losses,
    options=(MARKS, BOM),
    carries=CARRIES,
    more=True,
)

READER = ChapterReader("audition", "Audition markers", recognises, read)
