"""Runs of emphasis characters, ``*`` and ``_``, and which of them belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of emphasis characters; ``part`` is its place among the parts of the line."""

    part: int
    text: str
    opens: bool
    closes: bool


def neighbours(match: re.Match[str]) -> tuple[str, str]:
    """The character before and the one behind; a space at the ends of the line."""
    text = match.string
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    return before, after


def pairs(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Each mark that opens with the one that closes it; linear in the number of marks."""
    waiting: list[Mark] = []
    counts: dict[str, int] = {}
    for mark in marks:
        if mark.closes and counts.get(mark.text):
            while waiting[-1].text != mark.text:
                counts[waiting.pop().text] -= 1
            yield waiting.pop(), mark
            counts[mark.text] -= 1
        elif mark.opens:
            waiting.append(mark)
            counts[mark.text] = counts.get(mark.text, 0) + 1
