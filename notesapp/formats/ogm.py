"""OGM chapters, the simple list of mkvmerge: a time and a name on two lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notesapp.formats.base import Carries, Format, Loss, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses
from notesapp.formats.gathering import Gathering
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.times import clock, read_clock

CARRIES = Carries()

_LINE = re.compile(
    r"\s*CHAPTER(?P<before>NAME|URL)?(?P<number>\d{1,6})(?P<after>NAME|URL)?\s*=(?P<value>.*)",
    re.ASCII | re.IGNORECASE,
)


def write(snapshot: Snapshot) -> str:
    """Numbers from 1, with three digits from the hundredth on. Nothing needs escaping."""
    rows = enumerate(carried_chapters(snapshot, CARRIES), 1)
    return "".join(
        f"CHAPTER{n:02d}={clock(c.start_ms)}\nCHAPTER{n:02d}NAME={c.title}\n" for n, c in rows
    )


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What every plain list loses."""
    return carried_losses(snapshot, CARRIES)


def recognises(text: str) -> bool:
    """The first line with words is a chapter's time or name."""
    match = _LINE.match(text[:2000].lstrip().partition("\n")[0])
    return match is not None


def read(text: str, _: Mapping[str, str]) -> ChapterReading:
    """Also the misspelt ``CHAPTERNAME01=``, addresses, and names that stand elsewhere."""
    found = Gathering("ogm", text)
    times: dict[int, tuple[int, int]] = {}
    words: dict[tuple[int, str], tuple[int, str]] = {}
    for line, row in enumerate(found.lines, 1):
        match = _LINE.fullmatch(row)
        number = int(match["number"]) if match else 0
        kind = ((match["before"] or match["after"] or "") if match else "").upper()
        start_ms = read_clock(match["value"]) if match and not kind else None
        if match is None or (match["before"] and match["after"]):
            found.keep(line)
        elif kind and (number, kind) not in words:
            words[number, kind] = (line, match["value"])
        elif not kind and start_ms is not None and number not in times:
            times[number] = (line, start_ms)
        else:
            found.keep(line)
    for number, (line, start_ms) in times.items():
        title = words.pop((number, "NAME"), (0, ""))[1]
        url = words.pop((number, "URL"), (0, ""))[1]
        found.chapter(line, start_ms, title, url=url.strip())
    for line, _text in words.values():
        found.keep(line)
        found.remark(line, "There is no time for this name.")
    return found.done()


FORMAT = Format(
    key="ogm",
    title="OGM chapters",
    suffix=".ogm.txt",
    mime="text/plain",
    summary="The simple chapters that mkvmerge and older players read.",
    write=write,
    losses=losses,
    carries=CARRIES,
    more=True,
)

READER = ChapterReader("ogm", "OGM chapters", recognises, read)
