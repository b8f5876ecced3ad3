"""A table for spreadsheets, as RFC 4180 describes it; with everything a chapter has."""

from __future__ import annotations

from collections.abc import Mapping

from notesapp.core.chapters import Chapter
from notesapp.formats.base import Carries, Format, Loss, Option, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses, counted
from notesapp.formats.gathering import Gathering
from notesapp.formats.hygiene import clean_url, web_url
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.tables import cell, column, header_of, looks_like_formula, rows_of, table
from notesapp.formats.times import clock, read_time

CARRIES = Carries(end="yes", url=True, picture="address", silent="yes")
COLUMNS = ("start", "end", "title", "url", "image", "toc")
BOM = Option("bom", "no", "A byte order mark, which Excel needs for accents", ("no", "yes"))

_STARTS = ("start", "start time", "starttime", "begin", "time", "timestamp")
_TITLES = ("title", "name", "chapter", "chapter title")
_ENDS = ("end", "end time", "endtime", "stop")
_URLS = ("url", "link", "href")
_IMAGES = ("image", "img", "picture")


def write(snapshot: Snapshot) -> str:
    """One row for each chapter below the names; lines end with CR LF.

    Titles stand as they are, also where a spreadsheet may take them for a formula.
    """
    rows = [_row(chapter) for chapter in carried_chapters(snapshot, CARRIES)]
    mark = "\ufeff" if snapshot.options.get("bom", "no") == "yes" else ""
    return mark + table([COLUMNS, *rows])


def _row(chapter: Chapter) -> tuple[str, ...]:
    return (
        clock(chapter.start_ms),
        "" if chapter.end_ms is None else clock(chapter.end_ms),
        chapter.title,
        clean_url(chapter.url),
        web_url(chapter.image),
        "yes" if chapter.toc else "no",
    )


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """Also titles that a spreadsheet would calculate: they are written unchanged."""
    chapters = carried_chapters(snapshot, CARRIES)
    formulas = sum(looks_like_formula(c.title) for c in chapters)
    words = (
        "Titles that begin with =, +, - or @ stay as they are: a spreadsheet may calculate them."
    )
    return (*carried_losses(snapshot, CARRIES), *counted(((words, formulas),)))


def recognises(text: str) -> bool:
    """Names of columns in the first line: one for a start and one for a title."""
    names = header_of(text, _delimiter(text))
    return column(names, *_STARTS) >= 0 and column(names, *_TITLES) >= 0


def _delimiter(text: str) -> str:
    first = text.lstrip("\n").partition("\n")[0][:2000]
    return max(",;\t", key=first.count)


def read(text: str, _: Mapping[str, str]) -> ChapterReading:
    """Columns by their names, in any order; commas, semicolons or tabs between them."""
    found = Gathering("csv", text)
    delimiter = _delimiter(text)
    names = header_of(text, delimiter)
    known = [column(names, *choice) for choice in (_STARTS, _ENDS, _TITLES, _URLS, _IMAGES)]
    known.append(column(names, "toc", "listed"))
    for row in rows_of(text, delimiter)[1:]:
        start_ms = read_time(cell(row, known[0]))
        if start_ms is None:
            found.keep_row(row)
            continue
        found.chapter(
            row.line,
            start_ms,
            cell(row, known[2]),
            read_time(cell(row, known[1])),
            cell(row, known[3]),
            image=cell(row, known[4]),
            toc=cell(row, known[5]).casefold() not in ("no", "false", "0"),
        )
        found.keep_others(row, known)
    return found.done()


FORMAT = Format(
    key="csv",
    title="Spreadsheet",
    suffix=".chapters.csv",
    mime="text/csv",
    summary="A table with start, end, title, link and picture of each chapter.",
    write=write,
    losses=losses,
    options=(BOM,),
    carries=CARRIES,
    more=True,
)

READER = ChapterReader("csv", "Spreadsheet", recognises, read)
