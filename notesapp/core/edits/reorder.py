"""Moving segments: stamps and attributes travel with the words, blank lines stay where they are.

What moves changes places with its neighbours. Text between two segments stays between them; a
heading keeps its text and is passed as a whole; sections and the title are never passed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from notesapp.core.edits.base import Edits, Position, TextEdit, removed_lines
from notesapp.core.model import NodeKind, Notes, Segment, SegmentKind
from notesapp.core.query import segment_at_line


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that move as one: a segment, a pair, or a heading with its text."""

    first: int
    last: int
    segment: int | None


def move_segment(notes: Notes, line: int, step: int, caret: Position | None = None) -> Edits:
    """Move the segment at a line up (-1) or down (1) past its neighbour.

    The caret of the edits stands where ``caret`` stood in its words. Empty where it cannot go on.
    """
    return _step(notes, _units(notes, pairs=False), line, step, caret)


def move_pair(notes: Notes, line: int, step: int, caret: Position | None = None) -> Edits:
    """Move the question at a line with its answers up (-1) or down (1) past the pair there."""
    return _step(notes, _units(notes, pairs=True), line, step, caret)


def move_to(notes: Notes, index: int, before: int, *, pair: bool) -> Edits:
    """Move a segment, or its whole pair, to before the unit that begins at a line (0-based).

    ``before`` at or past the end of a run puts it last there; see ``landing_lines``. Empty where
    it would not move, or cannot go there.
    """
    runs = _units(notes, pairs=pair)
    found = _find(runs, notes.segments[index].first_line)
    if found is None:
        return ()
    run, place = found
    target = next((i for i, unit in enumerate(run) if unit.first >= before), len(run))
    target -= target > place
    if target == place or before not in landing_lines(notes, index, pair=pair):
        return ()
    return _rotate(notes, run, place, target, None)


def landing_lines(notes: Notes, index: int, *, pair: bool) -> tuple[int, ...]:
    """The lines before which a segment can be put: those of its run's units, and one past it."""
    found = _find(_units(notes, pairs=pair), notes.segments[index].first_line)
    if found is None:
        return ()
    run, place = found
    own = run[place]
    lines = [unit.first for unit in run if not own.first < unit.first <= own.last]
    return (*lines, run[-1].last + 1)


def moving_lines(notes: Notes, index: int, *, pair: bool) -> tuple[int, int]:
    """The first and the last line of what moves with a segment."""
    segment = notes.segments[index]
    found = _find(_units(notes, pairs=pair), segment.first_line)
    if found is None:
        return segment.first_line, segment.last_line
    run, place = found
    return run[place].first, run[place].last


def remove_segment(notes: Notes, segment: Segment) -> Edits:
    """Take a segment out with its stamp, its attributes and the blank lines behind it."""
    first, last = segment.first_line, segment.last_line
    lines = notes.lines
    below = last + 1
    while below < len(lines) and not lines[below].strip():
        below += 1
    if below < len(lines):
        return (removed_lines(lines, first, below - 1),)
    while first > 0 and not lines[first - 1].strip():
        first -= 1
    return (removed_lines(lines, first, last),)


def _step(
    notes: Notes, runs: list[list[Unit]], line: int, step: int, caret: Position | None
) -> Edits:
    segment = segment_at_line(notes, line)
    found = _find(runs, segment.first_line) if segment is not None else None
    if found is None:
        return ()
    run, place = found
    if not 0 <= place + step < len(run):
        return ()
    return _rotate(notes, run, place, place + step, caret)


def _find(runs: list[list[Unit]], line: int) -> tuple[list[Unit], int] | None:
    for run in runs:
        for place, unit in enumerate(run):
            if unit.first <= line <= unit.last and unit.segment is not None:
                return run, place
    return None


def _rotate(
    notes: Notes, run: list[Unit], place: int, target: int, caret: Position | None
) -> Edits:
    """One unit to another place in its run; those between move up or down by one."""
    low, high = min(place, target), max(place, target)
    slots = run[low : high + 1]
    order = [*slots[1:], slots[0]] if place < target else [slots[-1], *slots[:-1]]
    own = run[place]
    edits = []
    for slot, unit in zip(slots, order, strict=True):
        at = None
        if unit is own and caret is not None and own.first <= caret.line <= own.last:
            before = notes.lines[own.first : caret.line]
            at = sum(len(text) + 1 for text in before) + caret.column
        end = Position(slot.last, len(notes.lines[slot.last]))
        edits.append(TextEdit(Position(slot.first, 0), end, _text(notes.lines, unit), at))
    return tuple(edits)


def _text(lines: Sequence[str], unit: Unit) -> str:
    return "\n".join(lines[unit.first : unit.last + 1])


def _units(notes: Notes, *, pairs: bool) -> list[list[Unit]]:
    """The units in runs that nothing leaves."""
    runs: list[list[Unit]] = [[]]
    joins = False
    for node in notes.nodes:
        run = runs[-1]
        if node.kind in (NodeKind.TITLE, NodeKind.HEADER, NodeKind.SECTION):
            runs.append([])
            joins = False
        elif node.kind in (NodeKind.HEADING, NodeKind.RULE):
            run.append(Unit(node.first_line, node.last_line, None))
            joins = False
        elif node.kind is NodeKind.SEGMENT and node.segment is not None:
            segment = notes.segments[node.segment]
            if pairs and joins and segment.kind is SegmentKind.ANSWER:
                asked = run.pop()
                run.append(Unit(asked.first, segment.last_line, asked.segment))
            else:
                run.append(Unit(segment.first_line, segment.last_line, segment.index))
                joins = segment.kind is SegmentKind.QUESTION
        elif node.kind is not NodeKind.BLANK and run and run[-1].segment is None:
            run[-1] = Unit(run[-1].first, node.last_line, None)
    return runs
