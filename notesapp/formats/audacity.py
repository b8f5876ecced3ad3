"""Audacity's labels: start, end and title, with tabs between them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notesapp.core.chapters import Chapter
from notesapp.formats.base import Carries, Format, Loss, Option, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses, open_end_losses
from notesapp.formats.chapter_list import with_ends
from notesapp.formats.gathering import Gathering
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.times import read_seconds

CARRIES = Carries(end="yes")
MARKS = Option(
    "marks",
    "points",
    "Points where no end is written, or regions everywhere",
    ("points", "regions"),
)

_FIRST = re.compile(r"\d{1,7}(?:[.,]\d{1,12})?\t\d{1,7}(?:[.,]\d{1,12})?(?:\t|\n|$)", re.ASCII)


def write(snapshot: Snapshot) -> str:
    """A point for each chapter, a region where it has an end of its own."""
    return "".join(
        f"{_seconds(c.start_ms)}\t{_seconds(c.end_ms or c.start_ms)}\t{c.title}\n"
        for c in marked_chapters(snapshot)
    )


def marked_chapters(snapshot: Snapshot) -> tuple[Chapter, ...]:
    """The chapters; each with an end where the option ``marks`` says regions."""
    chapters = carried_chapters(snapshot, CARRIES)
    if snapshot.options.get("marks", "points") == "regions":
        return with_ends(chapters, snapshot.audio.duration_ms)
    return chapters


def _seconds(ms: int) -> str:
    return f"{ms // 1000}.{ms % 1000:03d}000"


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What every list loses; with regions also an end that nobody knows."""
    regions = snapshot.options.get("marks", "points") == "regions"
    ends = open_end_losses(snapshot, CARRIES) if regions else ()
    return (*carried_losses(snapshot, CARRIES), *ends)


def recognises(text: str) -> bool:
    """Two numbers with a tab between them, first of all."""
    return _FIRST.match(text.lstrip("\n")) is not None


def read(text: str, _: Mapping[str, str]) -> ChapterReading:
    """Comma decimals are taken; lines of frequencies below a label are skipped."""
    found = Gathering("audacity", text)
    for number, line in enumerate(found.lines, 1):
        cells = line.split("\t", 2)
        start_ms = read_seconds(cells[0])
        end_ms = read_seconds(cells[1]) if len(cells) > 1 else None
        if start_ms is not None and end_ms is not None:
            title = cells[2] if len(cells) > 2 else ""
            found.chapter(number, start_ms, title, end_ms)
        elif cells[0].strip() != "\\":
            found.keep(number)
    return found.done()


FORMAT = Format(
    key="audacity",
    title="Audacity labels",
    suffix=".labels.txt",
    mime="text/plain",
    summary="Labels that Audacity imports.",
    write=write,
    losses=losses,
    options=(MARKS,),
    carries=CARRIES,
    more=True,
)

READER = ChapterReader("audacity", "Audacity labels", recognises, read)
