"""What fixing all that is safe would do, problem by problem, so that each can be left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from notesapp.checking.planning import Fixed
from notesapp.checking.run import plan_safe_fixes
from notesapp.checking.subject import Subject
from notesapp.checking.table import fix_of
from notesapp.core.edits.base import Edits, TextEdit, apply_edits
from notesapp.core.model import Notes
from notesapp.core.problems import Problem

Key = tuple[str, int]


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
    """``text`` is what the notes become by ``edits``; ``fixes`` are what was done to them."""

    notes: Notes
    text: str
    edits: Edits
    fixes: tuple[SafeFix, ...]


def plan_fixes(
    subject: Subject,
    wanted: Callable[[Problem], bool] = lambda _: True,
    left_out: frozenset[Key] = frozenset(),
    only: frozenset[Key] | None = None,
) -> SafePlan:
    """Everything that can be fixed safely. Pure and total.

    What is ``left_out`` is not done; ``only`` limits it to what somebody has seen.
    """

    def may(problem: Problem, place: int) -> bool:
        key = (problem.fix, place)
        return wanted(problem) and key not in left_out and (only is None or key in only)

    plan = plan_safe_fixes(subject, may=may)
    found: dict[Key, SafeFix] = {}
    for fixed in plan.done:
        fix = _described(fixed)
        found.setdefault(fix.key, fix)
    fixes = tuple(sorted(found.values(), key=lambda fix: fix.line))
    return SafePlan(subject.notes, plan.text, plan.edits, fixes)


def _described(fixed: Fixed) -> SafeFix:
    groups = _places(fixed.edits)
    before, after = _seen(fixed.notes.lines, groups[0])
    fix = fix_of(fixed.problem.fix)
    return SafeFix(
        (fixed.problem.fix, fixed.place),
        fixed.problem,
        fix.title if fix is not None else "",
        fixed.place + 1,
        before,
        after,
        len(groups) - 1,
    )


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
