"""Reaper's table of markers and regions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notesapp.core.chapters import Chapter
from notesapp.errors import FileTrouble
from notesapp.formats.audacity import CARRIES, MARKS, losses, marked_chapters
from notesapp.formats.base import Format, Option, Snapshot
from notesapp.formats.frames import FPS, moment_of, rate_of, read_timecode
from notesapp.formats.gathering import Gathering
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.tables import cell, column, header_of, rows_of, table
from notesapp.formats.times import clock, read_time

_BARS = re.compile(r"\d{1,9}\.\d{1,3}\.\d\d", re.ASCII)
_TIMECODE = re.compile(r"\d{1,3}:\d\d:\d\d[:;]\d\d", re.ASCII)
_WHOLE = re.compile(r"\d{1,15}", re.ASCII)
_RATE = re.compile(r"[1-9]\d{3,6}", re.ASCII)
_FEWEST_SAMPLES = 100_000


def write(snapshot: Snapshot) -> str:
    """Markers, and regions where a chapter has an end of its own."""
    rows = [_row(n, chapter) for n, chapter in enumerate(marked_chapters(snapshot), 1)]
    return table([("#", "Name", "Start", "End", "Length"), *rows], line_end="\n")


def _row(number: int, chapter: Chapter) -> tuple[str, ...]:
    start, end = chapter.start_ms, chapter.end_ms
    if end is None:
        return (f"M{number}", chapter.title, clock(start), "", "")
    return (f"R{number}", chapter.title, clock(start), clock(end), clock(end - start))


def recognises(text: str) -> bool:
    """The names of the columns in the first line."""
    return header_of(text)[:3] == ("#", "name", "start")


def read(text: str, options: Mapping[str, str]) -> ChapterReading:
    """Times in whatever unit the ruler had, as far as they say it themselves.

    ``fps`` is for times with frames, ``rate`` for times in samples. Raises FileTrouble for bars
    and beats, and for samples without a rate.
    """
    found = Gathering("reaper", text)
    names = header_of(text)
    places = [column(names, name) for name in ("#", "name", "start", "end", "length", "color")]
    for row in rows_of(text)[1:]:
        start_ms = _time(cell(row, places[2]), row.line, found, options)
        if start_ms is None:
            found.keep_row(row)
            continue
        end_ms = _time(cell(row, places[3]), row.line, found, options)
        found.chapter(row.line, start_ms, cell(row, places[1]), end_ms)
        found.keep_others(row, places)
    return found.done()


def _time(text: str, line: int, found: Gathering, options: Mapping[str, str]) -> int | None:
    if _BARS.fullmatch(text):
        raise FileTrouble(
            "These times are bars and beats. Set Reaper's ruler to minutes:seconds and export "
            "the markers again.",
            f"line {line}: {text}",
        )
    if _TIMECODE.fullmatch(text):
        rate = rate_of(options)
        if "fps" not in options:
            found.remark(line, f"Frames per second are not said; {rate.name} are taken.")
        frame = read_timecode(text, rate)
        return None if frame is None else moment_of(frame, rate)
    rate_hz = options.get("rate", "")
    if _RATE.fullmatch(rate_hz) and _WHOLE.fullmatch(text):
        return (2000 * int(text) + int(rate_hz)) // (2 * int(rate_hz))
    if _WHOLE.fullmatch(text) and int(text) > _FEWEST_SAMPLES:
        raise FileTrouble(
            "These times are samples. Say how many are in a second, such as 48000, or set "
            "Reaper's ruler to minutes:seconds and export the markers again.",
            f"line {line}: {text}",
        )
    return read_time(text)


FORMAT = Format(
    key="reaper",
    title="Reaper markers",
    suffix=".reaper.csv",
    mime="text/csv",
    summary="Markers and regions that Reaper imports.",
    write=write,
    losses=losses,
    options=(MARKS,),
    carries=CARRIES,
    more=True,
)

READER = ChapterReader(
    "reaper",
    "Reaper markers",
    recognises,
    read,
    (FPS, Option("rate", "", "Samples per second, where the times are samples")),
)
