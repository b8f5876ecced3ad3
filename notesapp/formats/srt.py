"""SubRip subtitles, one for each chapter."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notesapp.formats.base import Carries, Format, Loss, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses, counted, open_end_losses
from notesapp.formats.chapter_list import with_ends
from notesapp.formats.cues import cues_of, holds_subtitles
from notesapp.formats.gathering import Gathering
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.times import clock

CARRIES = Carries(end="yes")

_FIRST = re.compile(r"\d{1,9}[ \t]*\n[ \t]*\d{1,3}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->", re.ASCII)


def write(snapshot: Snapshot) -> str:
    """Numbered from 1, commas in the times, lines end with CR LF. Nothing can be escaped."""
    chapters = with_ends(carried_chapters(snapshot, CARRIES), snapshot.audio.duration_ms)
    return "".join(
        f"{n}\r\n{clock(c.start_ms, ',')} --> {clock(c.end_ms or 0, ',')}\r\n"
        f"{c.title.replace('-->', '→')}\r\n\r\n"
        for n, c in enumerate(chapters, 1)
    )


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """Also the arrow that stands between times."""
    arrows = sum("-->" in c.title for c in carried_chapters(snapshot, CARRIES))
    return (
        *carried_losses(snapshot, CARRIES),
        *open_end_losses(snapshot, CARRIES),
        *counted((("“-->” in titles becomes “→”.", arrows),)),
    )


def recognises(text: str) -> bool:
    """A number, then two times; not where the cues are subtitles of every word."""
    if _FIRST.match(text.lstrip()) is None:
        return False
    return not holds_subtitles(text)


def read(text: str, _: Mapping[str, str]) -> ChapterReading:
    """Several lines of a cue are joined; points in the times are taken too."""
    found = Gathering("srt", text)
    cues, others = cues_of(found.lines)
    for cue in cues:
        found.chapter(cue.line, cue.start_ms, cue.text, cue.end_ms)
    for number in others:
        found.keep(number)
    return found.done()


FORMAT = Format(
    key="srt",
    title="SRT subtitles",
    suffix=".chapters.srt",
    mime="application/x-subrip",
    summary="A subtitle for each chapter.",
    write=write,
    losses=losses,
    carries=CARRIES,
    more=True,
)

READER = ChapterReader("srt", "SRT", recognises, read)
