"""Edit decision lists with a marker for each chapter, as Resolve and Avid have them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notesapp.core.chapters import Chapter
from notesapp.errors import FileTrouble
from notesapp.formats.base import Carries, Format, Loss, Option, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses, counted
from notesapp.formats.frames import (
    FPS,
    TIMECODE,
    Rate,
    frames_at,
    moment_of,
    rate_of,
    read_timecode,
    timecode,
)
from notesapp.formats.gathering import Gathering
from notesapp.formats.hygiene import clean_title
from notesapp.formats.reading import ChapterReader, ChapterReading

MOST_EVENTS = 999
CARRIES = Carries(step="frame", end="yes")
WITHOUT_ENDS = Carries(step="frame")
HOURS = tuple(str(hour) for hour in range(24))
OPTIONS = (
    FPS,
    Option("start", "1", "The hour at which the timeline begins", HOURS),
    Option("flavour", "resolve", "How markers are named", ("resolve", "avid")),
)

_EVENT = re.compile(
    rf"\d{{1,6}}[ \t]+\S{{1,40}}[ \t]+\S{{1,20}}[ \t]+\S{{1,20}}[ \t]+(?:\d{{1,6}}[ \t]+)?"
    rf"{TIMECODE}[ \t]+{TIMECODE}[ \t]+({TIMECODE})[ \t]+{TIMECODE}",
    re.ASCII,
)
_LOCATOR = re.compile(rf"\*[ \t]*LOC:[ \t]*({TIMECODE})[ \t]+([A-Za-z]{{1,20}})(?:[ \t]+(.*))?")
_LENGTH = re.compile(r"\|D:(\d{1,9})", re.ASCII)
_COLOUR = re.compile(r"\|C:\w{1,60}", re.ASCII)
_HEAD = re.compile(r"TITLE:[^\n]*\n(?:[ \t]*\n)*FCM:", re.IGNORECASE)


def write(snapshot: Snapshot) -> str:
    """Events of one frame, lines ended by CR LF. Raises FileTrouble above 999 events."""
    chapters = carried_chapters(snapshot, _carries(snapshot))
    if len(chapters) > MOST_EVENTS:
        raise FileTrouble(
            f"An EDL holds {MOST_EVENTS} markers and these are {len(chapters)}. "
            "Leave some out, or choose another format."
        )
    rate = rate_of(snapshot.options)
    first = int(snapshot.options.get("start", "1")) * 3600 * rate.counted
    name = clean_title(snapshot.notes.title or snapshot.base)
    lines = [f"TITLE: {name}", "FCM: NON-DROP FRAME", ""]
    for number, chapter in enumerate(chapters, 1):
        frame = first + frames_at(chapter.start_ms, rate)
        begin, end = timecode(frame, rate), timecode(frame + 1, rate)
        lines.append(f"{number:03d}  001      V     C        {begin} {end} {begin} {end}  ")
        lines += [_marker(snapshot, chapter, rate, begin), ""]
    return "".join(line + "\r\n" for line in lines)


def _marker(snapshot: Snapshot, chapter: Chapter, rate: Rate, begin: str) -> str:
    title = chapter.title.replace("|", "/")
    if _is_avid(snapshot):
        return f"* LOC: {begin} BLUE    {title}"
    length = 1
    if chapter.end_ms is not None:
        length = max(1, frames_at(chapter.end_ms, rate) - frames_at(chapter.start_ms, rate))
    return f" |C:ResolveColorBlue |M:{title} |D:{length}"


def _is_avid(snapshot: Snapshot) -> bool:
    return snapshot.options.get("flavour", "resolve") == "avid"


def _carries(snapshot: Snapshot) -> Carries:
    return WITHOUT_ENDS if _is_avid(snapshot) else CARRIES


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """Also bars, which cannot be escaped, and times between frames."""
    chapters = carried_chapters(snapshot, CARRIES)
    rate = rate_of(snapshot.options)
    between = sum(c.start_ms * rate.top % (1000 * rate.bottom) > 0 for c in chapters)
    return (
        *carried_losses(snapshot, _carries(snapshot)),
        *counted(
            (
                ("“|” in titles becomes “/”.", sum("|" in c.title for c in chapters)),
                (f"Times are rounded down to frames, {rate.name} a second.", between),
            )
        ),
    )


def recognises(text: str) -> bool:
    """A title and FCM, as every list of this kind begins."""
    return _HEAD.match(text[:4000].lstrip()) is not None


def read(text: str, options: Mapping[str, str]) -> ChapterReading:
    """Markers of both kinds; the timeline begins at the hour of the first event or as told.

    A file does not say its rate: ``fps``.
    """
    found = Gathering("edl", text)
    rate = rate_of(options)
    drops = False
    event: tuple[int, str] | None = None
    markers: list[tuple[int, int, str, int]] = []
    for number, raw in enumerate(found.lines, 1):
        line = raw.strip()
        match, locator = _EVENT.match(line), _LOCATOR.fullmatch(line)
        if line.upper().startswith("TITLE:") and not markers:
            found.title = line[6:]
        elif line.upper().startswith("FCM:"):
            drops = "NON" not in line.upper()
        elif match is not None:
            event = (number, match[1])
        elif locator is not None:
            _add(found, markers, number, read_timecode(locator[1], rate, drops=drops), locator[3])
        elif event is not None and "|M:" in line:
            frame = read_timecode(event[1], rate, drops=drops)
            _add(found, markers, number, frame, *_named(found, number, line))
            event = None
        elif line:
            found.keep(number)
    _finish(found, markers, rate, options)
    return found.done()


def _named(found: Gathering, number: int, line: str) -> tuple[str, int]:
    """The name and the frames of Resolve's second line; a note before them is kept."""
    note, _, rest = line.partition("|M:")
    found.keep(number, _COLOUR.sub("", note).strip())
    title, _, _ = rest.partition("|D:")
    length = _LENGTH.search(rest)
    return title, int(length[1]) if length else 1


def _add(
    found: Gathering,
    markers: list[tuple[int, int, str, int]],
    number: int,
    frame: int | None,
    title: str | None,
    length: int = 1,
) -> None:
    if frame is None:
        found.keep(number)
        found.remark(number, "This time does not exist at these frames per second.")
    else:
        markers.append((number, frame, title or "", length))


def _finish(
    found: Gathering,
    markers: list[tuple[int, int, str, int]],
    rate: Rate,
    options: Mapping[str, str],
) -> None:
    hour = 3600 * rate.counted
    told = options.get("start", "")
    if told and told not in HOURS:
        raise FileTrouble(f"“{told}” is no hour. The timeline begins at an hour from 0 to 23.")
    first = int(told) if told else min((frame // hour for _, frame, _, _ in markers), default=0)
    for number, frame, title, length in markers:
        start = frame - first * hour
        if start < 0:
            found.keep(number)
            found.remark(number, "This marker is before the beginning of the timeline.")
            continue
        end_ms = moment_of(start + length, rate) if length > 1 else None
        found.chapter(number, moment_of(start, rate), title, end_ms)
    if markers and "fps" not in options:
        found.remark(0, f"The file does not say its frames per second; {rate.name} are taken.")


FORMAT = Format(
    key="edl",
    title="Marker EDL",
    suffix=".edl",
    mime="text/plain",
    summary="Markers on the timeline of DaVinci Resolve or Avid.",
    write=write,
    losses=losses,
    options=OPTIONS,
    carries=CARRIES,
    more=True,
)

READER = ChapterReader(
    "edl",
    "Marker EDL",
    recognises,
    read,
    (FPS, Option("start", "", "The hour at which the timeline begins", ("", *HOURS))),
)
