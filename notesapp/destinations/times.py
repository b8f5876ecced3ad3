"""The times in the text: where they stand, in brackets, so that no line begins with one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from notesapp.destinations.tree import CODE, Block, Run, lines_of, of_lines

_LEADS = " -–—:|•·"
_CLOCK = re.compile(r"[^\w\n]*\d{1,3}(?::\d{1,3})?:[0-5]\d(?!\d)")
_ALIKE = "\N{RATIO}"  # looks like a colon, and is none


@dataclass(frozen=True, slots=True)
class Times:
    """Whether times are kept, and whether those that lead a line go to its end."""

    kept: bool
    at_end: bool
    brackets: str = "[]"


def with_times(blocks: Iterable[Block], times: Times) -> tuple[Block, ...]:
    """The blocks with their times as text; blocks of nothing but times that go are left out."""
    changed = (_block(block, times) for block in blocks)
    return tuple(block for block in changed if block.runs)


def without_clocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, with a sign that looks like a colon in times of day that begin a line.

    Whoever looks for chapters would take “10:30 AM Doors open” for one.
    """
    return tuple(
        replace(block, runs=of_lines(map(_unclocked, lines_of(block.runs)), block.kind == CODE))
        if any(_CLOCK.match(_words(line)) for line in lines_of(block.runs))
        else block
        for block in blocks
    )


def _words(line: list[Run]) -> str:
    return "".join(run.text for run in line)


def _unclocked(line: list[Run]) -> list[Run]:
    found = _CLOCK.match(_words(line))
    left = found.end() if found else 0
    changed: list[Run] = []
    for run in line:
        text = run.text[: max(left, 0)].replace(":", _ALIKE) + run.text[max(left, 0) :]
        changed.append(replace(run, text=text))
        left -= len(run.text)
    return changed


def _block(block: Block, times: Times) -> Block:
    if not any(run.kind == "stamp" for run in block.runs):
        return block
    return replace(block, runs=of_lines(_line(line, times) for line in lines_of(block.runs)))


def _line(line: list[Run], times: Times) -> list[Run]:
    first = _leading(line)
    if not times.at_end:
        return [_bare(run) if run is first else _bracketed(run, times) for run in line]
    words: list[Run] = []
    for place, run in enumerate(line):
        if run is first:
            continue
        within = any(r.kind != "stamp" and r.text.strip(_LEADS) for r in line[place + 1 :])
        if run.kind != "stamp" or times.kept or within:
            words.append(_bracketed(run, times))
    if first is not None:
        words = _without_lead(words)
        if times.kept:
            words = _trimmed(words)
            words += [Run(" ")] * bool(words) + [_bracketed(first, times)]
    return _trimmed(words)


def _leading(line: list[Run]) -> Run | None:
    """The time that begins a line, or stands right behind its label."""
    lead = next((r for r in line if r.kind != "label" and r.text.strip(_LEADS)), None)
    return lead if lead is not None and lead.kind == "stamp" else None


def _bare(run: Run) -> Run:
    return replace(run, kind="")


def _bracketed(run: Run, times: Times) -> Run:
    if run.kind != "stamp":
        return run
    opening, closing = times.brackets[:1], times.brackets[1:]
    return replace(run, text=f"{opening}{run.text}{closing}", kind="")


def _without_lead(words: list[Run]) -> list[Run]:
    """Without the blanks and dashes that parted a time from its title."""
    kept: list[Run] = []
    for place, run in enumerate(words):
        if run.kind == "label":
            kept.append(run)
            continue
        text = run.text.lstrip(_LEADS)
        if text:
            gap = [Run(" ")] if kept else []
            return [*kept, *gap, replace(run, text=text), *words[place + 1 :]]
    return kept


def _trimmed(words: list[Run]) -> list[Run]:
    kept = list(words)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
    return kept
