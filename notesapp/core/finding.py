"""Finding in notes: which lines are looked at, where a query stands in them, what replaces it.

A hit lies within one line. Header and attribute lines count only where they are shown.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Protocol

from notesapp.core.edits.base import Edits, Position, TextEdit
from notesapp.core.lines import LineKind, classify
from notesapp.core.model import Notes

Spans = tuple[tuple[int, int], ...]

_SPACES = "[ \u00a0\u202f]"
_QUOTES = {"'": "['’‘ʼ]", '"': '["“”„]'}


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. With ``regex`` the text is a pattern."""

    text: str
    case: bool = False
    word: bool = False
    regex: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the query stands: 0-based line, columns in code points."""

    line: int
    start: int
    end: int


class Match(Protocol):
    """What both regex engines give for a hit."""

    def span(self) -> tuple[int, int]:
        """From where to where."""
        ...

    def group(self, group: Any = 0, /) -> Any:
        """The text of a group; None for one that took no part. Raises IndexError."""
        ...


Matcher = Callable[[str], Iterable[Match]]
Replacement = Callable[[Match], str]


@dataclass(frozen=True, slots=True)
class Found:
    """Hits in the order of the text: ``spans[i]`` are those of ``lines[i]``."""

    lines: tuple[int, ...] = ()
    spans: tuple[Spans, ...] = ()
    ends: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How many hits there are."""
        return self.ends[-1] if self.ends else 0

    def hit(self, index: int) -> Hit:
        """The hit of an index from 0. Raises IndexError."""
        row = bisect_right(self.ends, index)
        start, end = self.spans[row][index - self._before(row)]
        return Hit(self.lines[row], start, end)

    def index_from(self, place: Position) -> int | None:
        """The first hit that starts at a place or after it, round the end; None without hits."""
        if not self.count:
            return None
        row = bisect_left(self.lines, place.line)
        if row < len(self.lines) and self.lines[row] == place.line:
            index = self._before(row) + bisect_left(self.spans[row], (place.column, 0))
        else:
            index = self._before(row)
        return index % self.count

    def index_before(self, place: Position) -> int | None:
        """The last hit that starts before a place, round the start; None without hits."""
        after = self.index_from(place)
        return None if after is None else (after - 1) % self.count

    def index_of(self, start: Position, end: Position) -> int | None:
        """The index of the hit that stands exactly there, or None."""
        row = bisect_left(self.lines, start.line)
        if row == len(self.lines) or not start.line == end.line == self.lines[row]:
            return None
        place = bisect_left(self.spans[row], (start.column, end.column))
        if self.spans[row][place : place + 1] != ((start.column, end.column),):
            return None
        return self._before(row) + place

    def _before(self, row: int) -> int:
        return self.ends[row - 1] if row else 0


def plain_matcher(query: Query) -> Matcher:
    """Find the query as it stands, letter by letter.

    A space also finds a no-break space, a composed letter also its decomposed twin and, unless
    case counts, a straight quote also the curly ones.
    """
    words = "".join(_letter(c, query.case) for c in unicodedata.normalize("NFC", query.text))
    if query.word:
        words = rf"(?<!\w){words}" if _is_word(query.text[:1]) else words
        words = rf"{words}(?!\w)" if _is_word(query.text[-1:]) else words
    compiled = re.compile(words, re.NOFLAG if query.case else re.IGNORECASE)
    return lambda text: compiled.finditer(text)


def looked_at(notes: Notes, within: range | None, *, source: bool) -> Iterable[int]:
    """The lines to look at; ``source`` also header and attribute lines."""
    lines = range(len(notes.lines))
    if not source:
        lines = lines[notes.header.last_line + 1 :]
    if within is not None:
        lines = range(max(lines.start, within.start), min(lines.stop, within.stop))
    if source:
        return lines
    return (n for n in lines if classify(notes.lines[n]).kind is not LineKind.ATTRIBUTES)


def stretch_around(notes: Notes, line: int) -> range:
    """The lines of the segment at a line, or those between two segments."""
    after = bisect_right(notes.segments, line, key=lambda s: s.first_line)
    first = 0
    if after:
        segment = notes.segments[after - 1]
        if line <= segment.last_line:
            return range(segment.first_line, segment.last_line + 1)
        first = segment.last_line + 1
    rest = notes.segments[after:]
    return range(first, rest[0].first_line if rest else len(notes.lines))


def find_all(
    lines: Sequence[str],
    numbers: Iterable[int],
    matcher: Matcher,
    known: dict[str, Spans] | None = None,
) -> Found:
    """Every hit in the lines of these numbers; empty hits do not count.

    ``known`` remembers the hits by the text of a line, for the next time with the same query.
    """
    known = {} if known is None else known
    rows: list[int] = []
    spans: list[Spans] = []
    for number in numbers:
        text = lines[number]
        found = known.get(text)
        if found is None:
            found = known[text] = spans_in(text, matcher)
        if found:
            rows.append(number)
            spans.append(found)
    return Found(tuple(rows), tuple(spans), tuple(accumulate(map(len, spans))))


def spans_in(text: str, matcher: Matcher) -> Spans:
    """The hits in one line."""
    spans = (match.span() for match in matcher(text))
    return tuple((start, end) for start, end in spans if end > start)


def literal(text: str) -> Replacement:
    """Replace by just this text."""
    return lambda _: text


def replace_edits(
    lines: Sequence[str],
    numbers: Iterable[int],
    matcher: Matcher,
    replacement: Replacement,
    only: Hit | None = None,
) -> tuple[Edits, int]:
    """Edits that replace every hit, one a line, and how many hits they replace."""
    edits: list[TextEdit] = []
    count = 0
    for number in numbers:
        text = lines[number]
        matches = [m for m in matcher(text) if m.span()[1] > m.span()[0]]
        if only is not None:
            matches = [m for m in matches if m.span() == (only.start, only.end)]
        if not matches:
            continue
        start = place = matches[0].span()[0]
        parts: list[str] = []
        for match in matches:
            parts += [text[place : match.span()[0]], replacement(match)]
            place = match.span()[1]
        words = "".join(parts)
        edits.append(
            TextEdit(Position(number, start), Position(number, place), words, caret=len(words))
        )
        count += len(matches)
    return tuple(edits), count


def _letter(character: str, case: bool) -> str:
    if character in (" ", "\u00a0"):
        return _SPACES
    if character in _QUOTES and not case:
        return _QUOTES[character]
    apart = unicodedata.normalize("NFD", character)
    own = re.escape(character)
    return own if apart == character else f"(?:{own}|{re.escape(apart)})"


def _is_word(character: str) -> bool:
    return character == "_" or character.isalnum()
