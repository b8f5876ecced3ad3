"""A list of chapters as notes: a topic for each, nothing of the list lost, nothing added.

What is written is read again and compared, so a title keeps its words whatever they look like.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import PureWindowsPath

from notesapp.core.chapters import Chapter, chapters_of
from notesapp.core.header import HeaderValue, write_value
from notesapp.core.lines import classify, write_attributes
from notesapp.core.parser import parse, parse_lines
from notesapp.core.timecode import StampStyle, format_time, parse_time

# Where the length of the audio is not known, formats end the last chapter a second after its start.
_STAND_IN_MS = 1000
_NEAR_END_MS = 100
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_OTHER_ADDRESS = re.compile(r"[A-Za-z][A-Za-z\d+.-]+://")
_LONGEST_TILDES = re.compile(r"~+")


def chapter_notes(
    chapters: Sequence[Chapter],
    *,
    title: str = "",
    podcast: str = "",
    audio: str = "",
    kept: Iterable[str] = (),
    duration_ms: int | None = None,
) -> str:
    """Canonical notes with these chapters, which ``chapters_of`` gives back.

    ``chapters`` are in order of time. ``kept`` are lines that become text below them. An end is
    written where it says more than the next start, or ``duration_ms`` for the last, already does.
    """
    values = _header(title, podcast, audio)
    head = ["---", *(write_value(key, value) for key, value in values.items()), "---", ""]
    body = chapter_lines(chapters, duration_ms)
    lines = [*(head if values else []), *body]
    lines = [*lines, *_below(lines, [*_unwritable(chapters), *kept])]
    while lines and not lines[-1].strip():
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def chapter_lines(chapters: Sequence[Chapter], duration_ms: int | None = None) -> list[str]:
    """Only the lines of the topics, each with its attributes below it where it needs some."""
    writable = [chapter for chapter in chapters if _is_writable(chapter.start_ms)]
    style = StampStyle(fraction=any(c.start_ms % 1000 for c in writable))
    starts = sorted({chapter.start_ms for chapter in writable})
    lines: list[str] = []
    for chapter in writable:
        lines += _topic(chapter, _end_said(chapter, starts, duration_ms), style)
    return lines


def topic_line(chapter: Chapter) -> str:
    """The chapter's first line alone, as a preview shows it."""
    return _topic(chapter, None, StampStyle(fraction=chapter.start_ms % 1000 > 0))[0]


def _header(title: str, podcast: str, audio: str) -> dict[str, HeaderValue]:
    """Only what is known. A name with folders is somebody else's: the file name stays."""
    audio = _one_line(audio)
    key = "audio_url" if _ADDRESS.match(audio) else "audio"
    if key == "audio" and not _OTHER_ADDRESS.match(audio):
        audio = PureWindowsPath(audio).name
    elif key == "audio":
        audio = ""
    found = {"podcast": _one_line(podcast), "title": _one_line(title), key: audio}
    return {name: value for name, value in found.items() if value}


def _topic(chapter: Chapter, end_ms: int | None, style: StampStyle) -> list[str]:
    title = _one_line(chapter.title)
    if end_ms is not None and not style.fraction and end_ms % 1000:
        till = f"–{format_time(end_ms, StampStyle())}"
    else:
        till = "" if end_ms is None else f"–{format_time(end_ms, style)}"
    line = f"[{format_time(chapter.start_ms, style)}{till}] {title}".rstrip()
    pairs = (
        ("chapter", "" if _reads_as(line, title) else title),
        ("url", _one_line(chapter.url)),
        ("image", _one_line(chapter.image)),
        ("toc", "" if chapter.toc else "no"),
    )
    attributes = write_attributes(tuple((key, value) for key, value in pairs if value))
    return [line, attributes] if attributes else [line]


@lru_cache(maxsize=1 << 14)
def _reads_as(line: str, title: str) -> bool:
    """Whether the line alone gives the title, and no other line can change how it is read."""
    if classify(line).label is not None:
        return False
    return [chapter.title for chapter in chapters_of(parse(line)) if chapter.line] == [title]


def _end_said(chapter: Chapter, starts: Sequence[int], duration_ms: int | None) -> int | None:
    end_ms = chapter.end_ms
    if end_ms is None or end_ms <= chapter.start_ms or not _is_writable(end_ms):
        return None
    after = bisect_right(starts, chapter.start_ms)
    if after < len(starts):
        return None if end_ms == starts[after] else end_ms
    if duration_ms is None:
        return None if end_ms - chapter.start_ms == _STAND_IN_MS else end_ms
    return None if abs(end_ms - duration_ms) <= _NEAR_END_MS else end_ms


def _is_writable(ms: int) -> bool:
    """Whether the notes have a way to write a time: hours have three digits."""
    return parse_time(format_time(ms, StampStyle())) == ms


def _unwritable(chapters: Sequence[Chapter]) -> list[str]:
    return [
        f"{format_time(c.start_ms, StampStyle())} {_one_line(c.title)}".rstrip()
        for c in chapters
        if not _is_writable(c.start_ms)
    ]


def _below(before: Sequence[str], kept: Sequence[str]) -> list[str]:
    """The kept lines as text; in a fence where they would be read as chapters."""
    kept = [line.rstrip() for text in kept for line in text.replace("\r", "\n").split("\n")]
    if not any(line.strip() for line in kept):
        return []
    gap = [""] if before else []
    if _same_chapters([*before, *gap, *kept], before):
        return [*gap, *kept]
    runs = [len(run) for line in kept for run in _LONGEST_TILDES.findall(line)]
    fence = "~" * (max([2, *runs]) + 1)
    return [*gap, fence, *kept, fence]


def _same_chapters(lines: Sequence[str], before: Sequence[str]) -> bool:
    more, first = parse_lines(lines), parse_lines(before)
    return (
        more.title == first.title
        and more.header.last_line == first.header.last_line
        and more.segments == first.segments
        and more.nodes[: len(first.nodes)] == first.nodes
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
