"""Counting words and characters as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from notesapp.core.lines import LineKind, classify
from notesapp.core.model import Notes


@dataclass(frozen=True, slots=True)
class Counts:
    """Words hold a letter or a digit; characters are code points without line breaks."""

    words: int = 0
    characters: int = 0


def count_lines(lines: Iterable[str]) -> Counts:
    """Count all lines but attribute lines."""
    words = characters = 0
    for line in lines:
        if classify(line).kind is not LineKind.ATTRIBUTES:
            words += _words(line)
            characters += len(line)
    return Counts(words, characters)


def count_notes(notes: Notes) -> Counts:
    """Count notes without their header and attribute lines."""
    return count_lines(notes.lines[notes.header.last_line + 1 :])


@lru_cache(maxsize=1 << 16)
def _words(line: str) -> int:
    return sum(any(c.isalnum() for c in word) for word in line.split())
