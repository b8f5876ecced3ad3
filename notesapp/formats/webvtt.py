"""WebVTT with chapters, as HTML's video and audio take it (W3C WebVTT 1)."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from notesapp.formats.base import Carries, Format, Loss, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses, open_end_losses
from notesapp.formats.chapter_list import with_ends
from notesapp.formats.cues import cues_of, holds_subtitles
from notesapp.formats.gathering import Gathering
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.times import clock

CARRIES = Carries(end="yes")

_TAG = re.compile(r"</?(?:c|i|b|u|ruby|rt|v|lang)(?:[. ][^<>]{0,200})?>|<[\d:.]{1,20}>", re.ASCII)
_UNSAID = ("STYLE", "REGION")


def write(snapshot: Snapshot) -> str:
    """Flat cues named 1, 2, 3: other names leak into titles in some readers."""
    chapters = with_ends(carried_chapters(snapshot, CARRIES), snapshot.audio.duration_ms)
    cues = [
        f"\n{n}\n{clock(c.start_ms)} --> {clock(c.end_ms or 0)}\n{escaped(c.title)}\n"
        for n, c in enumerate(chapters, 1)
    ]
    return "WEBVTT\n" + "".join(cues)


def escaped(title: str) -> str:
    """The three characters that mean something in a cue."""
    return title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What every list loses, and an end that nobody knows."""
    return (*carried_losses(snapshot, CARRIES), *open_end_losses(snapshot, CARRIES))


def recognises(text: str) -> bool:
    """The word on the first line; not where the cues are subtitles of every word."""
    if re.match(r"WEBVTT(?:[ \t\n]|$)", text) is None:
        return False
    return not holds_subtitles(text)


def read(text: str, _: Mapping[str, str]) -> ChapterReading:
    """Tags are dropped, entities decoded, several lines of a cue joined."""
    found = Gathering("webvtt", text)
    cues, others = cues_of(found.lines)
    for cue in cues:
        title = html.unescape(_TAG.sub("", cue.text))
        found.chapter(cue.line, cue.start_ms, title, cue.end_ms)
    unsaid = False
    for number in others:
        line = found.lines[number - 1]
        unsaid = (unsaid and bool(found.lines[number - 2].strip())) or line in _UNSAID
        if number == 1:
            found.title = line.removeprefix("WEBVTT").strip(" \t-")
        elif not unsaid:
            found.keep(number)
    return found.done()


FORMAT = Format(
    key="webvtt",
    title="WebVTT chapters",
    suffix=".chapters.vtt",
    mime="text/vtt",
    summary="Chapters for players on web pages.",
    write=write,
    losses=losses,
    carries=CARRIES,
    more=True,
)

READER = ChapterReader("webvtt", "WebVTT", recognises, read)
