"""What platforms read in a text: its chapters, or why there are none; stamps and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from notesapp.core.destinations import Destination
from notesapp.destinations.tree import BREAK, CODE, Block, Run, lines_of

_TIME = r"(?:\d{1,3}:)?\d{1,2}:[0-5]\d"
_LINE = re.compile(
    rf"[ \t]*(?P<open>\()?(?P<time>{_TIME})(?(open)\))(?![\d:])[ \t]*[-–—:|.]?(?P<title>.*)"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?'()\[\]]")
ANYWHERE = re.compile(rf"(?<![\w:.]){_TIME}(?![\w:])")
AFTER_SPACE = re.compile(rf"(?:(?<=[\s(])|^){_TIME}(?![\w:])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that a platform takes for a chapter."""

    start_ms: int
    stamp: str
    title: str


def chapter_line(text: str) -> Line | None:
    """The chapter of one line, None where it is none."""
    found = _LINE.match(text)
    if found is None or not found["title"].strip():
        return None
    return Line(time_ms(found["time"]), found["time"], found["title"].strip())


def time_ms(stamp: str) -> int:
    """``1:02:03`` or ``2:03`` in milliseconds."""
    total = 0
    for part in stamp.split(":"):
        total = total * 60 + int(part)
    return total * 1000


def read_lines(lines: Iterable[str]) -> tuple[Line, ...]:
    """Every line that a platform takes for a chapter."""
    return tuple(line for text in lines if (line := chapter_line(text)) is not None)


def why_none(lines: Sequence[Line], destination: Destination) -> str:
    """Why a destination shows no chapters, in one sentence; empty where it shows them."""
    name = destination.name
    if not lines:
        return f"{name} shows no chapters: no line begins with a time."
    if len(lines) < destination.least_chapters:
        return f"{name} shows no chapters: there are fewer than three."
    if lines[0].start_ms > 0:
        return f"{name} shows no chapters: the first does not start at 0:00."
    for before, after in pairwise(lines):
        if after.start_ms <= before.start_ms:
            return f"{name} shows no chapters: the times do not rise at “{after.stamp}”."
        if after.start_ms - before.start_ms < destination.least_ms:
            return f"{name} shows no chapters: “{before.title}” is shorter than ten seconds."
    return ""


def text_lines(blocks: Iterable[Block]) -> list[str]:
    """The lines of all blocks as text."""
    return ["".join(run.text for run in line) for b in blocks for line in lines_of(b.runs)]


def with_jumps(
    blocks: Iterable[Block], pattern: re.Pattern[str] | None, *, at_chapters: bool
) -> tuple[Block, ...]:
    """Stamps as links that jump, where the pattern finds them or a chapter's line begins."""
    return tuple(_jumping(block, pattern, at_chapters) for block in blocks)


def _jumping(block: Block, pattern: re.Pattern[str] | None, at_chapters: bool) -> Block:
    runs: list[Run] = []
    for place, line in enumerate(lines_of(block.runs)):
        runs += [Run(BREAK)] * (place > 0)
        chapter = chapter_line("".join(run.text for run in line)) if at_chapters else None
        for number, run in enumerate(line):
            first = chapter.stamp if chapter and number == 0 else ""
            runs += [run] if run.href or run.kind else _split(run, pattern, first)
    return replace(block, runs=tuple(runs))


def _split(run: Run, pattern: re.Pattern[str] | None, first: str) -> list[Run]:
    spans = [match.span() for match in pattern.finditer(run.text)] if pattern else []
    place = run.text.find(first) if first else -1
    if place >= 0 and not any(start <= place < end for start, end in spans):
        spans.insert(0, (place, place + len(first)))
    pieces: list[Run] = []
    done = 0
    for start, end in spans:
        stamp = run.text[start:end]
        pieces += [replace(run, text=run.text[done:start])] if start > done else []
        pieces.append(replace(run, text=stamp, kind="jump", stamp_ms=time_ms(stamp)))
        done = end
    return [*pieces, replace(run, text=run.text[done:])] if done < len(run.text) else pieces


def with_addresses(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Bare web addresses as links."""
    return tuple(
        block if block.kind == CODE else replace(block, runs=tuple(_addressed(block.runs)))
        for block in blocks
    )


def _addressed(runs: Iterable[Run]) -> Iterable[Run]:
    for run in runs:
        if run.href or run.kind:
            yield run
            continue
        done = 0
        for match in _ADDRESS.finditer(run.text):
            if match.start() > done:
                yield replace(run, text=run.text[done : match.start()])
            yield replace(run, text=match[0], href=match[0])
            done = match.end()
        if done < len(run.text) or not run.text:
            yield replace(run, text=run.text[done:])
