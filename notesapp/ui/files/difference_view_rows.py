"""The lines of a comparison, as rows of a list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from notesapp.core.comparing import Side, Span

_LEAD, _KEPT, _MOST = 40, 20, 1000
_NEAR = 4


class RowKind(Enum):
    """What a row shows."""

    HEAD = "head"
    SAME = "same"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``block`` is the number of the difference it belongs to, -1 for none.

    ``changed`` are the characters of ``text`` that its counterpart has not.
    """

    kind: RowKind
    text: str
    block: int = -1
    changed: Span = (0, 0)
    first: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A difference as it is shown; ``decided`` is the side that changed it alone, or none."""

    old: Span
    new: Span
    segment: str
    decided: Side | None = field(default=None)


def rows_of(
    old: Sequence[str], new: Sequence[str], blocks: Sequence[Block], *, heads: bool
) -> list[Row]:
    """All rows, top down: some lines around each difference, and its lines of both texts.

    With ``heads`` every difference has a head, else only one that begins another segment.
    """
    rows: list[Row] = []
    shown = 0
    named = ""
    for number, block in enumerate(blocks):
        above = _near(new, range(block.new[0] - 1, max(shown, block.new[0] - _NEAR) - 1, -1))
        fresh = bool(block.segment) and block.segment != named
        if heads or fresh:
            rows.append(Row(RowKind.HEAD, block.segment, number, first=not rows))
        named = block.segment
        if above is not None:
            rows.append(Row(RowKind.SAME, new[above][:_MOST]))
        rows += _lines(old, new, block, number)
        end = blocks[number + 1].new[0] if number + 1 < len(blocks) else len(new)
        below = _near(new, range(block.new[1], min(end, block.new[1] + _NEAR)))
        shown = block.new[1]
        if below is not None:
            rows.append(Row(RowKind.SAME, new[below][:_MOST]))
            shown = below + 1
    return rows


def _near(lines: Sequence[str], places: range) -> int | None:
    return next((line for line in places if lines[line].strip()), None)


def _lines(old: Sequence[str], new: Sequence[str], block: Block, number: int) -> Iterator[Row]:
    """Lines that look empty are left out where others tell what changed."""
    was, now = old[slice(*block.old)], new[slice(*block.new)]
    if any(line.strip() for line in (*was, *now)):
        was, now = _worded(was), _worded(now)
    pairs = [excerpt(one, other) for one, other in zip(was, now, strict=False)]
    for place, line in enumerate(was):
        text, changed = pairs[place][0] if place < len(pairs) else (line[:_MOST], (0, 0))
        yield Row(RowKind.OLD, text, number, changed)
    for place, line in enumerate(now):
        text, changed = pairs[place][1] if place < len(pairs) else (line[:_MOST], (0, 0))
        yield Row(RowKind.NEW, text, number, changed)


def _worded(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def excerpt(one: str, other: str) -> tuple[tuple[str, Span], tuple[str, Span]]:
    """Both lines from shortly before they differ, and where they do."""
    least = min(len(one), len(other))
    same = _shared(least, lambda count: one[:count] == other[:count])
    tail = _shared(
        least - same, lambda count: one[len(one) - count :] == other[len(other) - count :]
    )
    cut = 0
    if same > _LEAD:
        cut = one.rfind(" ", max(0, same - _LEAD), same - _KEPT) + 1 or same - _KEPT
    return _cut(one, cut, (same, len(one) - tail)), _cut(other, cut, (same, len(other) - tail))


def _shared(most: int, is_equal: Callable[[int], bool]) -> int:
    """How many characters are equal: few steps also where a line is a whole book."""
    return bisect_left(range(1, most + 1), x=True, key=lambda count: not is_equal(count))


def _cut(text: str, cut: int, changed: Span) -> tuple[str, Span]:
    lead = "… " if cut else ""
    by = len(lead) - cut
    first, end = (min(_MOST, place + by) for place in changed)
    return (lead + text[cut : cut + _MOST])[:_MOST], (first, end)
