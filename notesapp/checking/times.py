"""Checks of stamps: where they stand in time, and what nearly is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.edits.base import Edits, apply_edits
from notesapp.core.edits.reorder import move_to
from notesapp.core.lines import LineKind, classify
from notesapp.core.model import NodeKind, Notes, Segment, SegmentKind
from notesapp.core.parser import parse
from notesapp.core.problems import Problem, Severity
from notesapp.core.query import segment_at_line
from notesapp.core.timecode import format_time, parse_time

_IN_BRACKETS = re.compile(
    r"\[\s{0,4}(?P<a>\d{1,3}:\d{1,3}(?::\d{1,3})?(?:[.,]\d{0,9})?)\s{0,4}\]"
    r"|[(（【]\s{0,4}(?P<b>\d{1,3}:\d{2,3}(?::\d{1,3})?(?:[.,]\d{0,9})?)\s{0,4}[)）】]",
    re.ASCII,
)
_AT_START = re.compile(r"(?P<time>\d{1,3}:\d{1,2}(?::\d{1,2})?)(?P<next>[^\W\d_])?(?![\d:.,])")
_MAYBE = re.compile(r"\d:\d")
_AT_END = re.compile(r"(?<![\w:.,/-])(?:[\[(] ?)?\d{1,3}:[0-5]\d(?::[0-5]\d)?$", re.ASCII)
_LONGEST_TIME = 16
_HALF_DAY = re.compile(r"(?:[ap]\.?m|uhr|h)\b", re.IGNORECASE)


def line_of(segment: Segment) -> int:
    """The 1-based line of a segment's stamp, else its first."""
    return (segment.first_line if segment.stamp is None else segment.stamp.line) + 1


def name_of(segment: Segment) -> str:
    """What a segment is called in a sentence."""
    return {"topic": "segment"}.get(str(segment.kind), str(segment.kind))


def _unstamped(subject: Subject) -> Iterator[Finding]:
    for segment in subject.notes.segments:
        if segment.start_ms is None:
            time = _time_at_end(subject.notes.lines[segment.body_last_line])
            then = f"If “{time}” at its end is one, write [{time.strip('[( ')}]."
            words = f"This {name_of(segment)} has no stamp. "
            yield Finding(line_of(segment), words + (then if time else "Play it and stamp it."))


def _time_at_end(line: str) -> str:
    """A time that ends a line and is no stamp there: bare, or in a bracket that stays open."""
    match = _AT_END.search(line.rstrip()[-_LONGEST_TIME:])
    return "" if match is None else match[0]


def _past_end(subject: Subject) -> Iterator[Finding]:
    if subject.duration_ms is None:
        return
    end = format_time(subject.duration_ms)
    for segment in subject.notes.segments:
        start = segment.start_ms
        if start is not None and start > subject.duration_ms:
            yield Finding(
                line_of(segment),
                f"{format_time(start)} is past the end of the audio, {end}. "
                "Stamp it again, or check the audio.",
            )


def _duplicate_stamp(subject: Subject) -> Iterator[Finding]:
    seen: set[int] = set()
    for segment in subject.notes.segments:
        if segment.start_ms is None:
            continue
        if segment.start_ms in seen:
            time = format_time(segment.start_ms)
            yield Finding(line_of(segment), f"{time} stands twice. Stamp one of them again.")
        seen.add(segment.start_ms)


def _falling(subject: Subject) -> Iterator[Finding]:
    before: int | None = None
    seen: set[int] = set()
    for segment in subject.notes.segments:
        start = segment.start_ms
        if start is None:
            continue
        if before is not None and start < before and start not in seen:
            yield Finding(
                line_of(segment),
                f"{format_time(start)} comes after {format_time(before)}. "
                "Move the segment, or stamp it again.",
                "" if segment.kind is SegmentKind.ANSWER else "move-in-time",
            )
        seen.add(start)
        before = start


def _odd_times(subject: Subject) -> Iterator[Finding]:
    notes = subject.notes
    for node in notes.nodes:
        if node.kind in (NodeKind.HEADER, NodeKind.CODE, NodeKind.ATTRIBUTES, NodeKind.BLANK):
            continue
        for number in range(node.first_line, node.last_line + 1):
            text = notes.lines[number]
            odd = _odd_time(text) if ":" in text and _MAYBE.search(text) else ""
            if odd:
                yield Finding(
                    number + 1,
                    f"“{odd}” looks like a time and is read as text. Write it as 2:04 or [2:04].",
                )


@lru_cache(maxsize=1 << 14)
def _odd_time(text: str) -> str:
    """The first thing in a line that is nearly a stamp; empty where there is none."""
    for match in _IN_BRACKETS.finditer(text):
        time = match["a"] or match["b"]
        if parse_time(time) is None:
            return match[0]
    line = classify(text)
    if line.kind is LineKind.ATTRIBUTES:
        return ""
    start = _AT_START.match(text, line.body)
    if start is None or line.leading is not None:
        return ""
    if start["next"]:
        glued = not _HALF_DAY.match(text, start.start("next"))
        return start[0] if glued and parse_time(start["time"]) is not None else ""
    return "" if parse_time(start["time"]) is not None else start[0]


def _move_in_time(notes: Notes, problem: Problem) -> Edits:
    """Move a question with its answers, or a topic, to where its stamp belongs."""
    segment = segment_at_line(notes, problem.line - 1)
    if segment is None or segment.start_ms is None or segment.kind is SegmentKind.ANSWER:
        return ()
    start_ms = segment.start_ms
    later = (s for s in notes.segments[: segment.index] if s.kind is not SegmentKind.ANSWER)
    target = next((s for s in later if s.start_ms is not None and s.start_ms > start_ms), None)
    if target is None:
        return ()
    edits = move_to(notes, segment.index, target.first_line, pair=True)
    if not edits:
        return ()
    after = parse(apply_edits(notes.text, edits))
    return edits if _falls(after) < _falls(notes) else ()


def _falls(notes: Notes) -> int:
    starts = [s.start_ms for s in notes.segments if s.start_ms is not None]
    return sum(after < before for before, after in pairwise(starts))


CHECKS: tuple[Check, ...] = (
    Check(
        *("past-end", Severity.RULE, "", "Stamp past the end of the audio"),
        _past_end,
        explanation="A chapter behind the end of the audio is left out of everything published.",
    ),
    Check(
        *("unstamped", Severity.ADVICE, "", "Segment without a stamp"),
        _unstamped,
        explanation="Without a stamp listeners cannot jump to it, and it becomes no chapter.",
    ),
    Check(
        *("falling", Severity.ADVICE, "", "Stamp earlier than the one before"),
        _falling,
        explanation="Stamps rise as the audio goes on. One that falls is often mistyped. "
        "Lists of chapters are put in order of time when they are published.",
    ),
    Check(
        *("duplicate-stamp", Severity.ADVICE, "", "The same stamp twice"),
        _duplicate_stamp,
        explanation="Two things rarely begin at one moment. Of two chapters within one second "
        "only the first is listed in descriptions.",
    ),
    Check(
        *("odd-time", Severity.NOTE, "", "Looks like a time"),
        _odd_times,
        explanation="What is not a time as m:ss or h:mm:ss stays text: nobody can jump to it.",
    ),
)

FIXES: tuple[Fix, ...] = (Fix("move-in-time", "Move it to its place in time", _move_in_time),)
