"""Cues of subtitles, as WebVTT and SRT have them: a line of two times, then text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from notesapp.formats.times import read_clock

_TIME = r"\d{1,5}(?::\d{1,2}){1,2}(?:[.,]\d{1,9})?"
_TIMING = re.compile(
    rf"[ \t]*(?P<start>{_TIME})[ \t]*-->[ \t]*(?P<end>{_TIME})(?:[ \t].*)?", re.ASCII
)
_SUBTITLES_AT_LEAST = 8
_LOOKED_AT = 5_000
_SUBTITLE_MS = 10_000


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue. ``line`` is that of its times, 1-based; ``text`` has no line ends."""

    line: int
    start_ms: int
    end_ms: int
    text: str


def cues_of(lines: Sequence[str]) -> tuple[list[Cue], list[int]]:
    """All cues, and the 1-based numbers of the lines with words that belong to none.

    A number directly above the times is the cue's own name and belongs to it; so does a name
    without letters.
    """
    cues: list[Cue] = []
    others: list[int] = []
    number = 1
    while number <= len(lines):
        times = timing(lines[number - 1])
        if times is None:
            if lines[number - 1].strip() and not _is_name(lines, number):
                others.append(number)
            number += 1
            continue
        last = number
        while last < len(lines) and _is_text(lines, last + 1):
            last += 1
        cues.append(Cue(number, *times, " ".join(lines[number:last])))
        number = last + 1
    return cues, others


def _is_name(lines: Sequence[str], number: int) -> bool:
    """Whether a line without words stands above the times of a cue."""
    above = number < len(lines) and timing(lines[number]) is not None
    return above and not any(sign.isalpha() for sign in lines[number - 1])


def _is_text(lines: Sequence[str], number: int) -> bool:
    """Whether a line goes on with a cue; a number above times begins the next one."""
    line = lines[number - 1].strip()
    if not line or timing(line) is not None:
        return False
    return not (line.isdecimal() and _is_name(lines, number))


def timing(line: str) -> tuple[int, int] | None:
    """Start and end in milliseconds of ``time --> time``; None for any other line."""
    match = _TIMING.fullmatch(line)
    start_ms = read_clock(match["start"]) if match else None
    end_ms = read_clock(match["end"]) if match else None
    return None if start_ms is None or end_ms is None else (start_ms, end_ms)


def holds_subtitles(text: str) -> bool:
    """Whether the cues at the beginning of a text are subtitles of every word."""
    return are_subtitles(cues_of(text.split("\n", _LOOKED_AT)[:_LOOKED_AT])[0])


def are_subtitles(cues: Sequence[Cue]) -> bool:
    """Whether every word was written down: most cues follow within ten seconds."""
    if len(cues) < _SUBTITLES_AT_LEAST:
        return False
    starts = sorted(cue.start_ms for cue in cues)
    gaps = sorted(after - before for before, after in pairwise(starts))
    return gaps[len(gaps) // 2] < _SUBTITLE_MS
