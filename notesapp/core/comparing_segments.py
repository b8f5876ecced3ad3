"""Differences between two texts, cut where segments begin and named after them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from notesapp.core.comparing_lines import Pair, Span, trimmed
from notesapp.core.model import NodeKind, Notes, Segment
from notesapp.core.parser import parse_lines
from notesapp.core.query import segment_at_line

_NAME_CHARS = 400
_COMPARED = 2500
_ALIKE = 0.3

Row = tuple[Span, Span, str]


def segment_name(segment: Segment) -> str:
    """What the outline calls it: the chapter title, else the first words."""
    chapter = " ".join(segment.attribute("chapter").split())
    return chapter or " ".join(segment.text[:_NAME_CHARS].split())


def split_by_segments(
    old: Sequence[str], new: Sequence[str], pairs: Iterable[Pair]
) -> tuple[Row, ...]:
    """The same differences, each within one segment on both sides, with its name."""
    pairs = list(pairs)
    if not pairs:
        return ()
    return tuple(_Cutter(old, new).rows(pairs))


class _Cutter:
    """Both texts parsed, the old one only where it is needed."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new
        self._new_notes = parse_lines(new)
        self._new_cuts = _cuts(self._new_notes)
        self._old_notes: Notes | None = None
        self._old_cuts: frozenset[int] = frozenset()

    def rows(self, pairs: Iterable[Pair]) -> Iterator[Row]:
        for was, now in pairs:
            if was[1] - was[0] <= 1 and now[1] - now[0] == 1:
                yield was, now, _name(self._new_notes, self._new, now)
                continue
            self._parse_old()
            yield from self._pieces(was, now)

    def _parse_old(self) -> None:
        if self._old_notes is None:
            self._old_notes = parse_lines(self._old)
            self._old_cuts = _cuts(self._old_notes)

    def _pieces(self, was: Span, now: Span) -> Iterator[Row]:
        assert self._old_notes is not None
        olds, news = _cut(was, self._old_cuts), _cut(now, self._new_cuts)
        for one, other in _matched(self._old, self._new, (was, olds), (now, news)):
            a1, a2, b1, b2 = trimmed(self._old, self._new, (*one, *other))
            if a1 == a2 and b1 == b2:
                continue
            name = _name(self._new_notes, self._new, (b1, b2))
            name = name or _name(self._old_notes, self._old, (a1, a2))
            yield (a1, a2), (b1, b2), name


def _cuts(notes: Notes) -> frozenset[int]:
    """Lines at which a segment begins, or what follows one."""
    cuts: set[int] = set()
    after = False
    for node in notes.nodes:
        if node.kind is NodeKind.BLANK:
            continue
        if after or node.segment is not None:
            cuts.add(node.first_line)
        after = node.segment is not None
    return frozenset(cuts)


def _cut(span: Span, cuts: frozenset[int]) -> list[Span]:
    first, end = span
    places = [first, *(line for line in range(first + 1, end) if line in cuts), end]
    return [pair for pair in pairwise(places) if pair[0] < pair[1]]


def _name(notes: Notes, lines: Sequence[str], span: Span) -> str:
    """The name of the segment that the first line with words belongs to."""
    for line in range(*span):
        if lines[line].strip():
            segment = segment_at_line(notes, line)
            return segment_name(segment) if segment is not None else ""
    return ""


def _matched(
    old: Sequence[str],
    new: Sequence[str],
    was: tuple[Span, list[Span]],
    now: tuple[Span, list[Span]],
) -> Iterator[tuple[Span, Span]]:
    """Which piece became which; a piece without a partner stands against nothing."""
    ((a, _), olds), ((b, _), news) = was, now
    left = right = 0
    for x, y in [*_partners(old, new, olds, news), (len(olds), len(news))]:
        while left < x or right < y:
            one = olds[left] if left < x else (a, a)
            other = news[right] if right < y else (b, b)
            a, b = one[1], other[1]
            yield one, other
            left, right = min(x, left + 1), min(y, right + 1)
        if x < len(olds):
            yield olds[x], news[y]
            a, b, left, right = olds[x][1], news[y][1], x + 1, y + 1


def _partners(
    old: Sequence[str], new: Sequence[str], olds: list[Span], news: list[Span]
) -> list[tuple[int, int]]:
    """Pieces that share many words, as many as stand in the same order."""
    if len(olds) * len(news) > _COMPARED:
        return []
    left, right = [_words(old, span) for span in olds], [_words(new, span) for span in news]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    alike = [[_likeness(one, other) for other in right] for one in left]
    for x in range(len(olds) - 1, -1, -1):
        for y in range(len(news) - 1, -1, -1):
            paired = best[x + 1][y + 1] + alike[x][y] if alike[x][y] >= _ALIKE else 0.0
            best[x][y] = max(best[x + 1][y], best[x][y + 1], paired)
    found: list[tuple[int, int]] = []
    x = y = 0
    while x < len(olds) and y < len(news):
        if best[x][y] == best[x + 1][y]:
            x += 1
        elif best[x][y] == best[x][y + 1]:
            y += 1
        else:
            found.append((x, y))
            x, y = x + 1, y + 1
    return found


def _words(lines: Sequence[str], span: Span) -> Counter[str]:
    words: Counter[str] = Counter()
    for line in range(*span):
        words.update(lines[line][:_NAME_CHARS].split())
    return words


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    most = max(one.total(), other.total())
    return (one & other).total() / most if most else 0.0
