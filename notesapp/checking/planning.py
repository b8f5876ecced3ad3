"""Fixing everything that is safe, in rounds, and saying it as edits of the text before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from notesapp.checking.table import fix_of
from notesapp.core.edits.base import Edits, Position, TextEdit, apply_edits
from notesapp.core.model import Notes
from notesapp.core.problems import Problem

NEW = -1  # a line that no line of the first text became


def fix_edits(notes: Notes, problem: Problem) -> Edits:
    """The edits of a problem's own fix; none where it has none here."""
    fix = fix_of(problem.fix) if problem.fix else None
    return fix.edits(notes, problem) if fix is not None else ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """One problem that is fixed, by ``edits`` of the ``notes`` of its round.

    ``place`` is the line of the first text it stands in, 0-based, ``NEW`` for one that was not
    there; ``line`` the same for people, 1-based, for a new one the line above.
    """

    problem: Problem
    place: int
    line: int
    notes: Notes
    edits: Edits


def safe_edits(
    notes: Notes, problems: Iterable[Problem]
) -> tuple[Edits, tuple[tuple[Problem, Edits], ...]]:
    """The safe fixes that do not touch one another, all together and each with its problem."""
    taken = _Taken()
    done: list[tuple[Problem, Edits]] = []
    for problem in problems:
        fix = fix_of(problem.fix) if problem.fix else None
        if fix is None or not fix.safe:
            continue
        edits = fix.edits(notes, problem)
        if edits and taken.takes(edits):
            done.append((problem, edits))
    return tuple(taken.edits), tuple(done)


@dataclass(slots=True)
class _Taken:
    """Edits that lie apart, in order; two may touch, but not begin or insert at one place."""

    edits: list[TextEdit] = field(default_factory=list)

    def takes(self, more: Iterable[TextEdit]) -> bool:
        """Take all of these, or none where one is in the way."""
        found = sorted(more, key=lambda edit: edit.start)
        apart = all(one.end <= two.start for one, two in pairwise(found))
        if not apart or any(self._in_the_way(edit) for edit in found):
            return False
        for edit in found:
            self.edits.insert(bisect_left(self.edits, edit.start, key=lambda e: e.start), edit)
        return True

    def _in_the_way(self, edit: TextEdit) -> bool:
        place = bisect_left(self.edits, edit.start, key=lambda e: e.start)
        before = self.edits[place - 1] if place else None
        after = self.edits[place] if place < len(self.edits) else None
        if before is not None and (before.end > edit.start or before.start == edit.start):
            return True
        return after is not None and (after.start < edit.end or after.start == edit.start)


class Tracked:
    """A text through several rounds of edits. Knows which lines are still the first text's."""

    def __init__(self, text: str) -> None:
        self._old = text.split("\n")
        self._lines = self._old
        self._origin = list(range(len(self._old)))

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "\n".join(self._lines)

    def place_of(self, line: int) -> int:
        """Which line of the first text a line (1-based) is, 0-based; ``NEW`` where it is none."""
        return self._origin[line - 1] if 0 < line <= len(self._origin) else NEW

    def line_before(self, line: int) -> int:
        """Which line of the first text a line is (both 1-based); for a new one the one above."""
        above = self._origin[:line]
        return next((origin + 1 for origin in reversed(above) if origin >= 0), min(line, 1))

    def apply(self, edits: Edits) -> None:
        """One more round; the edits refer to ``text`` and do not overlap."""
        lines: list[str] = []
        origin: list[int] = []
        at = 0
        for first, last, group in _by_lines(edits):
            before = self._lines[first : last + 1]
            after = apply_edits("\n".join(before), group).split("\n")
            head = _common(before, after)
            tail = _common(before[head:][::-1], after[head:][::-1])
            lines += [*self._lines[at:first], *after]
            origin += self._origin[at : first + head]
            origin += [NEW] * (len(after) - head - tail)
            origin += self._origin[last + 1 - tail : last + 1]
            at = last + 1
        self._lines = lines + self._lines[at:]
        self._origin = origin + self._origin[at:]

    def edits(self) -> Edits:
        """What turns the first text into ``text``: whole lines, and no line without need."""
        found: list[TextEdit] = []
        old = new = 0
        for place, line in (*enumerate(self._origin), (len(self._lines), len(self._old))):
            if line < 0:
                continue
            if line > old or place > new:
                hunk = self._hunk(old, line, self._lines[new:place])
                if found and found[-1].start == hunk.start:  # around an empty line before the last
                    hunk = TextEdit(hunk.start, hunk.end, found.pop().text + hunk.text)
                found.append(hunk)
            old, new = line + 1, place + 1
        return tuple(found)

    def _hunk(self, first: int, end: int, lines: list[str]) -> TextEdit:
        """Lines in place of those from ``first`` to before ``end``."""
        last = len(self._old)
        bottom = Position(last - 1, len(self._old[-1]))
        if end < last:
            text = "".join(f"{line}\n" for line in lines)
            return TextEdit(Position(first, 0), Position(end, 0), text)
        if first == 0:
            return TextEdit(Position(0, 0), bottom, "\n".join(lines))
        start = Position(first - 1, len(self._old[first - 1]))
        return TextEdit(start, bottom, "".join(f"\n{line}" for line in lines))


def _by_lines(edits: Edits) -> Iterator[tuple[int, int, Edits]]:
    """Edits in groups that share no line, as if each group's first line were the text's first."""
    group: list[TextEdit] = []
    first = last = -1
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if group and edit.start.line > last:
            yield first, last, _lifted(group, first)
            group = []
        if not group:
            first, last = edit.start.line, edit.end.line
        group.append(edit)
        last = max(last, edit.end.line)
    if group:
        yield first, last, _lifted(group, first)


def _lifted(group: Sequence[TextEdit], by: int) -> Edits:
    return tuple(
        TextEdit(
            Position(edit.start.line - by, edit.start.column),
            Position(edit.end.line - by, edit.end.column),
            edit.text,
        )
        for edit in group
    )


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
