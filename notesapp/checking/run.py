"""Running the checks, and making their fixes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from notesapp.checking.check import Check
from notesapp.checking.subject import Subject
from notesapp.checking.table import CHECKS, fix_of
from notesapp.core.edits.base import Edits, TextEdit, apply_edits, difference
from notesapp.core.model import Notes
from notesapp.core.parser import parse
from notesapp.core.problems import Problem

ROUNDS = 6  # of fixes that make others possible


def check(
    subject: Subject,
    *,
    writing: bool = False,
    destinations: Collection[str] | None = None,
    checks: Sequence[Check] = CHECKS,
) -> tuple[Problem, ...]:
    """Everything there is to say, ordered by line; silenced ids are left out.

    While ``writing``, what a draft cannot have yet is not said. ``destinations`` limits the answer
    to the notes themselves and these; None is all. Never raises.
    """
    silenced = silenced_ids(subject.notes)
    subject = replace(subject, writing=writing)
    found: list[Problem] = []
    for entry in checks:
        if entry.id in silenced or f"{entry.id}/{entry.destination}" in silenced:
            continue
        if writing and not entry.draft:
            continue
        if destinations is not None and entry.destination and entry.destination not in destinations:
            continue
        found += (
            Problem(
                entry.id,
                finding.severity or entry.severity,
                entry.destination,
                finding.line,
                finding.message,
                finding.fix,
            )
            for finding in entry.find(subject)
        )
    return tuple(sorted(found, key=lambda problem: problem.line))


def silenced_ids(notes: Notes) -> frozenset[str]:
    """What the header silences: ``id``, or ``id/destination`` for one destination alone."""
    return frozenset(word.strip() for word in notes.header.items("silenced"))


@dataclass(frozen=True, slots=True)
class FixPlan:
    """What fixing all that is safe would do. ``edits`` turn the old text into ``text``."""

    text: str
    edits: Edits
    fixed: tuple[Problem, ...]


def fix_edits(notes: Notes, problem: Problem) -> Edits:
    """The edits of a problem's own fix; none where it has none here."""
    fix = fix_of(problem.fix) if problem.fix else None
    return fix.edits(notes, problem) if fix is not None else ()


def plan_safe_fixes(subject: Subject, destinations: Collection[str] | None = None) -> FixPlan:
    """Everything that can be fixed safely, as one plan. Total; pure."""
    notes = subject.notes
    fixed: list[Problem] = []
    for _ in range(ROUNDS):
        problems = check(subject.of(notes), destinations=destinations)
        edits, done = _joined(notes, problems)
        if not edits:
            break
        fixed += done
        notes = parse(apply_edits(notes.text, edits))
    old = subject.notes.text
    return FixPlan(notes.text, difference(old, notes.text), tuple(fixed))


def _joined(notes: Notes, problems: Sequence[Problem]) -> tuple[Edits, list[Problem]]:
    """The safe fixes of all problems that do not touch the same place."""
    taken: list[TextEdit] = []
    done: list[Problem] = []
    lines: set[int] = set()
    for problem in problems:
        fix = fix_of(problem.fix) if problem.fix else None
        if fix is None or not fix.safe:
            continue
        edits = fix.edits(notes, problem)
        touched = {n for edit in edits for n in range(edit.start.line, edit.end.line + 1)}
        if not edits or touched & lines:
            continue
        lines |= touched
        taken += edits
        done.append(problem)
    return tuple(taken), done
