"""Moving lines up and down. The header stays where it is, attributes stay with their segment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from notesapp.core.edits.base import Edits, Position, TextEdit
from notesapp.core.model import NodeKind, Notes
from notesapp.core.query import node_at_line, segment_at_line

_BLANKS = " \t\r\u00a0"


@dataclass(frozen=True, slots=True)
class LineMove:
    """The edit that moves lines, and where each moved line stands afterwards."""

    edits: Edits
    lines: Mapping[int, int]


NO_MOVE = LineMove((), {})


def first_seen_line(notes: Notes) -> int:
    """The first line behind the header and the one blank line that follows it.

    0 where there is no header, or nothing behind it that could be shown instead.
    """
    last = notes.header.last_line
    if last < 0 or last + 1 >= len(notes.lines):
        return 0
    below = last + 1
    if not notes.lines[below].strip() and below + 1 < len(notes.lines):
        below += 1
    return below


def move_lines(notes: Notes, first: int, last: int, step: int) -> LineMove:
    """Move lines ``first`` to ``last`` past the line above (step -1) or below (step 1).

    An attribute line is no line of its own: it goes with the segment it belongs to, and stays at
    that segment's end when a line moves within it. Nothing moves into the header.
    """
    top = _top(notes)
    rows = _Rows(notes)
    first, last = rows.anchor(max(first, 0)), rows.anchor(min(last, len(notes.lines) - 1))
    if first < top or last < first:
        return NO_MOVE
    last_row = rows.last_of(last)
    if step < 0:
        above = rows.anchor(first - 1)
        if above < top:
            return NO_MOVE
        cut = (above, first, last_row + 1)
    else:
        if last_row + 1 >= len(notes.lines):
            return NO_MOVE
        cut = (first, last_row + 1, rows.last_of(last_row + 1) + 1)
    order = rows.swapped(*cut)
    start, end = min(order), max(order)
    text = "\n".join(notes.lines[number] for number in order)
    edit = TextEdit(Position(start, 0), Position(end, len(notes.lines[end])), text)
    places = {number: start + place for place, number in enumerate(order)}
    return LineMove((edit,), places)


def _top(notes: Notes) -> int:
    """The first line that may move; attributes that belong to nothing stay above it."""
    top = first_seen_line(notes) if notes.header.present else 0
    if notes.header.present and top <= notes.header.last_line:
        return len(notes.lines)
    while top < len(notes.lines) and _stray(notes, top):
        top += 1
    return top


def _stray(notes: Notes, number: int) -> bool:
    node = node_at_line(notes, number)
    return node is not None and node.kind is NodeKind.ATTRIBUTES


class _Rows:
    """Lines with the attribute lines that hang on them."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def head(self, number: int) -> int | None:
        """The first line of the segment an attribute line belongs to; None for other lines.

        One that belongs to none hangs on the line above it.
        """
        segment = segment_at_line(self._notes, number)
        if segment is not None and segment.attribute_line == number:
            return segment.first_line
        return self.anchor(number) if _stray(self._notes, number) else None

    def is_attached(self, number: int) -> bool:
        """Whether a line is an attribute line."""
        segment = segment_at_line(self._notes, number)
        if segment is not None and segment.attribute_line == number:
            return True
        return _stray(self._notes, number)

    def anchor(self, number: int) -> int:
        """The line that an attribute line stands below; any other line itself; -1 for none."""
        while number >= 0 and self.is_attached(number):
            number -= 1
        return number

    def last_of(self, number: int) -> int:
        """The last attribute line below a line, or the line itself."""
        while number + 1 < len(self._notes.lines) and self.is_attached(number + 1):
            number += 1
        return number

    def swapped(self, start: int, middle: int, end: int) -> list[int]:
        """The lines of ``start`` to ``end`` (exclusive) with the halves swapped.

        May begin before ``start``: where attributes stay behind with the lines above.
        """
        upper = [n for n in range(start, middle) if not self.is_attached(n)]
        lower = [n for n in range(middle, end) if not self.is_attached(n)]
        order = [*lower, *upper]
        before: list[int] = []
        for number in range(start, end):
            if not self.is_attached(number):
                continue
            head = self.head(number)
            self._hang(number, -1 if head is None else head, order, before, (start, middle, end))
        if not before:
            return order
        place = start
        while place > 0 and not self._notes.lines[place - 1].strip(_BLANKS):
            place -= 1
        return [*before, *range(place, start), *order]

    def _hang(
        self,
        number: int,
        head: int,
        order: list[int],
        before: list[int],
        cut: tuple[int, int, int],
    ) -> None:
        """Put an attribute line where its segment ends after the swap."""
        start, middle, end = cut
        anchor = self.anchor(number)
        if head < start and anchor < middle:
            before.append(number)
            return
        ends = self.last_of(anchor) == end - 1
        if (head < start and ends) or (head < middle <= anchor):
            anchor = order[-1]
            floor = order.index(head) if head in order else -1
            place = len(order)
            while place - 1 > floor and not self._notes.lines[order[place - 1]].strip(_BLANKS):
                place -= 1
            order.insert(place, number)
            return
        place = order.index(anchor) + 1
        while place < len(order) and self.is_attached(order[place]):
            place += 1
        order.insert(place, number)
