"""What fixing all that is safe would do, problem by problem, so that each can be left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from notesapp.checking.run import ROUNDS, check
from notesapp.checking.subject import Subject
from notesapp.checking.table import fix_of
from notesapp.core.edits.base import Edits, TextEdit, apply_edits, difference
from notesapp.core.model import Notes
from notesapp.core.parser import parse
from notesapp.core.problems import Problem

Key = tuple[str, int]
NEW = -1  # a line that no line of the first text became


@dataclass(frozen=True, slots=True)
class SafeFix:
    """One fix of the plan. ``key`` is its name and the line it is for, in the first text.

    ``line`` is 1-based in the first text, 0 where it was not there yet. ``before`` and ``after``
    are the lines that it changes; ``more`` counts the further places of the same fix.
    """

    key: Key
    problem: Problem
    title: str
    line: int
    before: str
    after: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class SafePlan:
    """``text`` is what the notes become; ``fixes`` are what was done to it."""

    notes: Notes
    text: str
    fixes: tuple[SafeFix, ...]

    @property
    def edits(self) -> Edits:
        """What turns the notes into the text."""
        return difference(self.notes.text, self.text)


def plan_fixes(
    subject: Subject,
    wanted: Callable[[Problem], bool] = lambda _: True,
    left_out: frozenset[Key] = frozenset(),
    only: frozenset[Key] | None = None,
) -> SafePlan:
    """Everything that can be fixed safely. Pure and total.

    A fix may make another possible, so it goes in rounds. What is ``left_out`` is not done;
    ``only`` limits it to what somebody has seen.
    """

    def may(key: Key) -> bool:
        return key not in left_out and (only is None or key in only)

    notes = first = subject.notes
    origin = list(range(len(notes.lines)))
    found: dict[Key, SafeFix] = {}
    for number in range(ROUNDS):
        surrounded = subject if number == 0 else subject.of(notes)
        done: list[TextEdit] = []
        for fix, edits in _round(surrounded, origin, wanted, may):
            found.setdefault(fix.key, fix)
            done += edits
        if not done:
            break
        origin = moved_lines(origin, done)
        notes = parse(apply_edits(notes.text, done))
    return SafePlan(first, notes.text, tuple(sorted(found.values(), key=lambda fix: fix.line)))


def _round(
    subject: Subject,
    origin: Sequence[int],
    wanted: Callable[[Problem], bool],
    may: Callable[[Key], bool],
) -> list[tuple[SafeFix, Edits]]:
    """The safe fixes that are possible now and do not touch the same lines."""
    notes, taken = subject.notes, set[int]()
    found: list[tuple[SafeFix, Edits]] = []
    for problem in check(subject):
        fix = fix_of(problem.fix) if problem.fix else None
        if fix is None or not fix.safe or not wanted(problem):
            continue
        place = origin[problem.line - 1] if 0 < problem.line <= len(origin) else NEW
        if not may((problem.fix, place)):
            continue
        edits = fix.edits(notes, problem)
        lines = {n for edit in edits for n in range(edit.start.line, edit.end.line + 1)}
        if not edits or lines & taken:
            continue
        taken |= lines
        found.append((_described(notes, problem, fix.title, place, edits), edits))
    return found


def _described(notes: Notes, problem: Problem, title: str, place: int, edits: Edits) -> SafeFix:
    groups = _places(edits)
    before, after = _seen(notes.lines, groups[0])
    key = (problem.fix, place)
    return SafeFix(key, problem, title, place + 1, before, after, len(groups) - 1)


def _places(edits: Edits) -> list[list[TextEdit]]:
    """Edits by the places they change; those that share a line are one place."""
    groups: list[list[TextEdit]] = []
    for edit in sorted(edits, key=lambda e: e.start):
        if groups and edit.start.line <= groups[-1][-1].end.line:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return groups


def _seen(lines: Sequence[str], edits: Sequence[TextEdit]) -> tuple[str, str]:
    """The lines of one place before and after, without those that stay."""
    first, last = edits[0].start.line, max(edit.end.line for edit in edits)
    old = "\n".join(lines[first : last + 1])
    moved = tuple(
        TextEdit(
            type(edit.start)(edit.start.line - first, edit.start.column),
            type(edit.end)(edit.end.line - first, edit.end.column),
            edit.text,
        )
        for edit in edits
    )
    before, after = old.split("\n"), apply_edits(old, moved).split("\n")
    while before and after and before[-1] == after[-1]:
        before.pop()
        after.pop()
    while before and after and before[0] == after[0]:
        before.pop(0)
        after.pop(0)
    return "\n".join(before), "\n".join(after)


def moved_lines(origin: Sequence[int], edits: Sequence[TextEdit]) -> list[int]:
    """Which line of the first text each line is, after edits that do not overlap."""
    lines = list(origin)
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        first, last = lines[edit.start.line], lines[edit.end.line]
        breaks = edit.text.count("\n")
        if breaks == 0:
            keeps_last = edit.start.column == 0 and edit.start.line != edit.end.line
            new = [last if keeps_last else first]
        else:
            head = NEW if edit.start.column == 0 else first
            new = [head, *[NEW] * (breaks - 1), last]
        lines[edit.start.line : edit.end.line + 1] = new
    return lines
