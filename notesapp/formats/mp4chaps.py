"""The chapter list of mp4chaps, Auphonic and Podlove: a time and a title on each line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notesapp.core.chapters import Chapter
from notesapp.formats.base import Carries, Format, Loss, Option, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses, counted
from notesapp.formats.gathering import Gathering
from notesapp.formats.hygiene import clean_url
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.times import clock, read_clock

CARRIES = Carries(first_at_zero=True)
WITH_LINKS = Carries(url=True, first_at_zero=True)

_BRACKETS = str.maketrans({"<": "‹", ">": "›"})
_LINE = re.compile(r"(\d{1,3}:\d\d:\d\d(?:[.,]\d{1,9})?)(?:[ \t]+(.*))?", re.ASCII)
_FIRST = re.compile(r"\s*\d{2,3}:\d\d:\d\d\.\d{3}(?:[ \t]|$)", re.ASCII)
_LINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{0,20}:[^<>\s]*)>$")


def write(snapshot: Snapshot) -> str:
    """One line for each chapter; the first is at 0, or mp4chaps would move all of them."""
    carries = _carries(snapshot)
    lines = [_line(chapter, carries) for chapter in carried_chapters(snapshot, carries)]
    return "".join(line + "\n" for line in lines)


def _line(chapter: Chapter, carries: Carries) -> str:
    url = clean_url(chapter.url) if carries.url else ""
    link = f" <{url}>" if url else ""
    return f"{clock(chapter.start_ms)} {chapter.title.translate(_BRACKETS)}{link}"


def _carries(snapshot: Snapshot) -> Carries:
    return WITH_LINKS if snapshot.options.get("links", "no") == "yes" else CARRIES


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """Also angle brackets: other readers take the first pair for a link."""
    carries = _carries(snapshot)
    chapters = carried_chapters(snapshot, carries)
    marked = sum("<" in c.title or ">" in c.title for c in chapters)
    brackets = (("Angle brackets in titles become ‹ and ›.", marked),)
    return (*carried_losses(snapshot, carries), *counted(brackets))


def recognises(text: str) -> bool:
    """The first line begins with a time to the millisecond, with hours and without brackets."""
    return _FIRST.match(text[:2000].lstrip()) is not None


def read(text: str, _: Mapping[str, str]) -> ChapterReading:
    """Any number of decimals; a link only where it stands last."""
    found = Gathering("mp4chaps", text)
    for number, line in enumerate(found.lines, 1):
        match = _LINE.fullmatch(line.strip())
        start_ms = read_clock(match[1]) if match else None
        if match is None or start_ms is None:
            found.keep(number)
            continue
        title = (match[2] or "").strip()
        link = _LINK.search(title) if title.endswith(">") else None
        url = link[1] if link and clean_url(link[1]) else ""
        found.chapter(number, start_ms, title[: link.start()] if link and url else title, url=url)
    return found.done()


FORMAT = Format(
    key="mp4chaps",
    title="mp4chaps list",
    suffix=".chapters.txt",
    mime="text/plain",
    summary="A time and a title on each line, for mp4chaps, Auphonic and Podlove Publisher.",
    write=write,
    losses=losses,
    options=(
        Option("links", "no", "Links behind the titles, as Auphonic reads them", ("no", "yes")),
    ),
    carries=CARRIES,
    more=True,
)

READER = ChapterReader("mp4chaps", "mp4chaps list", recognises, read)
