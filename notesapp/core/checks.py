"""What can be said about notes before they are published: a table of checks, and their findings.

Total and linear in the length of the notes. Ids stand in headers (``silenced:``), so they never
change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from notesapp.core.chapters import Chapter
from notesapp.core.lines import LineKind, classify
from notesapp.core.marks import mark_problems
from notesapp.core.model import NodeKind, Notes, Segment, SegmentKind
from notesapp.core.problems import Problem, Severity
from notesapp.core.timecode import format_time, parse_time

LEAST_CHAPTERS = 3
LEAST_CHAPTER_MS = 10_000
SHORT_TITLE = 40

PLATFORMS = (("apple", "Apple Podcasts"), ("spotify", "Spotify"), ("youtube", "YouTube"))


@dataclass(frozen=True, slots=True)
class Check:
    """One row: a stable id, how much it matters, whose rule it is, and a title for lists."""

    id: str
    severity: Severity
    destination: str
    title: str


CHECKS: tuple[Check, ...] = (
    Check("header-unreadable", Severity.RULE, "", "Header that cannot be read"),
    Check("header-value", Severity.ADVICE, "", "Header value that does not fit"),
    Check("stray-attributes", Severity.ADVICE, "", "Attributes without a segment"),
    Check("past-end", Severity.RULE, "", "Stamp past the end of the audio"),
    Check("unstamped", Severity.ADVICE, "", "Segment without a stamp"),
    Check("falling", Severity.ADVICE, "", "Stamp earlier than the one before"),
    Check("duplicate-stamp", Severity.ADVICE, "", "The same stamp twice"),
    Check("answer-first", Severity.ADVICE, "", "Answer without a question"),
    Check("no-answer", Severity.ADVICE, "", "Question without an answer"),
    Check("no-words", Severity.NOTE, "", "Question or answer without words"),
    Check("to-check", Severity.ADVICE, "", "Marked as still to check"),
    Check("odd-time", Severity.NOTE, "", "Looks like a time"),
    *(
        Check("few-chapters", Severity.RULE, key, f"Fewer than three chapters for {name}")
        for key, name in PLATFORMS
    ),
    *(
        Check("late-start", Severity.RULE, key, f"No chapter at 0:00 for {name}")
        for key, name in PLATFORMS
    ),
    Check("short-chapter", Severity.RULE, "youtube", "Chapter shorter than 10 seconds"),
    Check("long-title", Severity.ADVICE, "spotify", "Chapter title over 40 characters"),
)

_BY_KEY = {(entry.id, entry.destination): entry for entry in CHECKS}

_IN_BRACKETS = re.compile(
    r"\[\s{0,4}(?P<a>\d{1,3}:\d{1,3}(?::\d{1,3})?(?:[.,]\d{0,9})?)\s{0,4}\]"
    r"|[(（【]\s{0,4}(?P<b>\d{1,3}:\d{2,3}(?::\d{1,3})?(?:[.,]\d{0,9})?)\s{0,4}[)）】]",
    re.ASCII,
)
_AT_START = re.compile(r"(?P<time>\d{1,3}:\d{1,2}(?::\d{1,2})?)(?P<next>[^\W\d_])?(?![\d:.,])")
_HALF_DAY = re.compile(r"(?:[ap]\.?m|uhr|h)\b", re.IGNORECASE)


def check(
    notes: Notes,
    chapters: Sequence[Chapter],
    duration_ms: int | None = None,
    *,
    writing: bool = False,
) -> tuple[Problem, ...]:
    """Everything there is to say, ordered by line; silenced ids are left out.

    ``duration_ms`` is the audio's length, None where it is unknown. While ``writing``, nothing is
    said of the last question, whose answer is not there yet, and too few chapters are a note only.
    Never raises.
    """
    silenced = {word.strip() for word in notes.header.items("silenced")}
    found = [
        *notes.problems,
        *_of_segments(notes, duration_ms),
        *_of_pairs(notes.segments, writing=writing),
        *_of_chapters(chapters, duration_ms, few=Severity.NOTE if writing else Severity.RULE),
        *_odd_times(notes),
        *mark_problems(notes),
    ]
    kept = [problem for problem in found if problem.id not in silenced]
    return tuple(sorted(kept, key=lambda p: p.line))


def _problem(check_id: str, line: int, message: str, destination: str = "") -> Problem:
    entry = _BY_KEY[check_id, destination]
    return Problem(check_id, entry.severity, destination, line, message)


def _line(segment: Segment) -> int:
    return (segment.first_line if segment.stamp is None else segment.stamp.line) + 1


def _of_segments(notes: Notes, duration_ms: int | None) -> Iterator[Problem]:
    before: int | None = None
    seen: set[int] = set()
    for segment in notes.segments:
        start = segment.start_ms
        line = _line(segment)
        if start is None:
            what = _name(segment)
            yield _problem("unstamped", line, f"This {what} has no stamp. Play it and stamp it.")
            continue
        time = format_time(start)
        if duration_ms is not None and start > duration_ms:
            end = format_time(duration_ms)
            yield _problem(
                "past-end",
                line,
                f"{time} is past the end of the audio, {end}. Stamp it again, or check the audio.",
            )
        if start in seen:
            yield _problem(
                "duplicate-stamp", line, f"{time} stands twice. Stamp one of them again."
            )
        elif before is not None and start < before:
            earlier = format_time(before)
            yield _problem(
                "falling",
                line,
                f"{time} comes after {earlier}. Move the segment, or stamp it again.",
            )
        seen.add(start)
        before = start


def _name(segment: Segment) -> str:
    return {"topic": "segment"}.get(str(segment.kind), str(segment.kind))


def _of_pairs(segments: Sequence[Segment], *, writing: bool) -> Iterator[Problem]:
    answered = {s.pair for s in segments if s.kind is SegmentKind.ANSWER}
    if writing:
        answered.add(max((s.pair or 0 for s in segments), default=0))
    for segment in segments:
        if segment.label is not None and not segment.text.strip():
            name = _name(segment)
            yield _problem(
                "no-words",
                segment.first_line + 1,
                f"This {name} has no words yet. Write them, or remove it.",
            )
        if segment.kind is SegmentKind.ANSWER and segment.pair is None:
            yield _problem(
                "answer-first",
                segment.first_line + 1,
                "This answer has no question before it. Add one, or change it to a question.",
            )
        elif segment.kind is SegmentKind.QUESTION and segment.pair not in answered:
            yield _problem(
                "no-answer", segment.first_line + 1, "This question has no answer yet. Add one."
            )


def _of_chapters(
    chapters: Sequence[Chapter], duration_ms: int | None, *, few: Severity
) -> Iterator[Problem]:
    listed = [chapter for chapter in chapters if chapter.toc]
    if not listed:
        return
    yield from _of_platforms(listed, few)
    for place, chapter in enumerate(listed):
        after = listed[place + 1].start_ms if place + 1 < len(listed) else duration_ms
        length = None if after is None else after - chapter.start_ms
        if length is not None and 0 <= length < LEAST_CHAPTER_MS:
            yield _problem(
                "short-chapter",
                chapter.line,
                f"“{chapter.title}” lasts less than 10 seconds: YouTube shows no chapters. "
                "Move a stamp, or leave one out.",
                "youtube",
            )
        if len(chapter.title) > SHORT_TITLE:
            yield _problem(
                "long-title",
                chapter.line,
                f"The chapter title has {len(chapter.title)} characters; Spotify advises 40. "
                "Write a short one.",
                "spotify",
            )


def _of_platforms(listed: Sequence[Chapter], few: Severity) -> Iterator[Problem]:
    line = listed[0].line
    for key, name in PLATFORMS:
        if len(listed) < LEAST_CHAPTERS:
            message = f"{name} shows chapters only when there are three. Stamp more questions."
            yield replace(_problem("few-chapters", line, message, key), severity=few)
        if listed[0].start_ms >= 1000:
            message = f"{name} wants a chapter at 0:00. Take “intro: no” out of the header."
            yield _problem("late-start", line, message, key)


def _odd_times(notes: Notes) -> Iterator[Problem]:
    for node in notes.nodes:
        if node.kind in (NodeKind.HEADER, NodeKind.CODE, NodeKind.ATTRIBUTES, NodeKind.BLANK):
            continue
        for number in range(node.first_line, node.last_line + 1):
            text = notes.lines[number]
            odd = _odd_time(text) if ":" in text else ""
            if odd:
                yield _problem(
                    "odd-time",
                    number + 1,
                    f"“{odd}” looks like a time and is read as text. Write it as 2:04 or [2:04].",
                )


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
