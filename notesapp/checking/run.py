"""Running the checks, and making their fixes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from notesapp.checking.check import Check
from notesapp.checking.planning import Fixed, Tracked, fix_edits, safe_edits
from notesapp.checking.subject import Subject
from notesapp.checking.table import CHECKS
from notesapp.core.edits.base import Edits
from notesapp.core.model import Notes
from notesapp.core.parser import parse
from notesapp.core.problems import Problem

__all__ = ["FixPlan", "check", "fix_edits", "plan_safe_fixes", "silenced_ids"]

ROUNDS = 12  # of fixes that make others possible


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
    subject = replace(subject, writing=writing).with_listed()
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
    done: tuple[Fixed, ...]

    @property
    def fixed(self) -> tuple[Problem, ...]:
        """The problems in the order of their fixing, with the lines that the notes have now."""
        return tuple(replace(fixed.problem, line=fixed.line) for fixed in self.done)


def plan_safe_fixes(
    subject: Subject,
    destinations: Collection[str] | None = None,
    may: Callable[[Problem, int], bool] = lambda _problem, _place: True,
) -> FixPlan:
    """Everything that can be fixed safely, as one plan. Total; pure.

    What one fix makes possible for another is done too, in at most ``ROUNDS`` rounds. ``may`` is
    asked about each problem, with its ``Fixed.place``.
    """
    notes = subject.notes
    tracked = Tracked(notes.text)
    done: list[Fixed] = []
    for number in range(ROUNDS):
        surrounded = subject if number == 0 else subject.of(notes)
        problems = check(surrounded, destinations=destinations)
        wanted = (problem for problem in problems if may(problem, tracked.place_of(problem.line)))
        edits, fixed = safe_edits(notes, wanted)
        if not edits:
            break
        for problem, own in fixed:
            place, line = tracked.place_of(problem.line), tracked.line_before(problem.line)
            done.append(Fixed(problem, place, line, notes, own))
        tracked.apply(edits)
        notes = parse(tracked.text)
    return FixPlan(notes.text, tracked.edits(), tuple(done))
