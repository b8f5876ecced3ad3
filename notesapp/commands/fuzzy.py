"""Finding a title by some of its letters, and which letters those were."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

_LONGEST = 80  # characters of a search that count


@dataclass(frozen=True, slots=True)
class Match:
    """How well a title fits, more is better, and the places of the letters that were found."""

    score: int
    places: tuple[int, ...]


def match(words: str, title: str) -> Match | None:
    """Every word must be found: at the start of a word, inside one, or its letters in order."""
    low = _folded(title)
    score = 0
    places: set[int] = set()
    for word in _folded(words[:_LONGEST]).split():
        found = _match_word(word, low)
        if found is None:
            return None
        score += found.score
        places.update(found.places)
    return Match(score - len(title) // 8, tuple(sorted(places)))


def _folded(text: str) -> str:
    """Small letters, one for each character, so that places stay."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _match_word(word: str, title: str) -> Match | None:
    starts = [i for i, c in enumerate(title) if c.isalnum() and (i == 0 or not _joins(title, i))]
    for order, start in enumerate(starts):
        if title.startswith(word, start):
            whole = start + len(word) == len(title) or not _joins(title, start + len(word))
            score = 100 + 20 * whole + (30 if start == 0 else 0) - 2 * order
            return Match(score, tuple(range(start, start + len(word))))
    inside = title.find(word)
    if inside >= 0:
        return Match(60, tuple(range(inside, inside + len(word))))
    return _scattered(word, title, starts)


def _scattered(word: str, title: str, starts: list[int]) -> Match | None:
    """Letters in order, from the start of a word on; those that begin words count more."""
    for start in starts:
        if title[start] != word[0]:
            continue
        places = _in_order(word, title, start)
        if places is not None:
            gaps = sum(b - a - 1 for a, b in pairwise(places))
            heads = sum(place in starts for place in places)
            score = 30 + 8 * heads - gaps
            return Match(score, places) if score > 0 else None
    return None


def _in_order(word: str, title: str, start: int) -> tuple[int, ...] | None:
    places = []
    at = start
    for letter in word:
        at = title.find(letter, at)
        if at < 0:
            return None
        places.append(at)
        at += 1
    return tuple(places)


def _joins(title: str, index: int) -> bool:
    """Whether a character goes on with the word before it."""
    return index < len(title) and title[index].isalnum() and title[index - 1].isalnum()
