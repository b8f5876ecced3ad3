"""What the tests of checks share: checking a text, and making the fix of a problem."""

from __future__ import annotations

from notesapp.checking.run import check, fix_edits
from notesapp.checking.subject import subject_of
from notesapp.core.edits.base import apply_edits
from notesapp.core.parser import parse
from notesapp.core.problems import Problem


def problems_of(
    text: str, check_id: str, *, duration_ms: int | None = None, writing: bool = False
) -> list[Problem]:
    """The problems of one check."""
    found = check(subject_of(parse(text), duration_ms), writing=writing)
    return [problem for problem in found if problem.id == check_id]


def places(text: str, check_id: str, **more: int) -> list[tuple[str, int]]:
    """Where one check finds something: destination and line."""
    return [(p.destination, p.line) for p in problems_of(text, check_id, **more)]


def fixed(text: str, check_id: str) -> str:
    """The text after the fix of the first problem of a check."""
    notes = parse(text)
    return apply_edits(text, fix_edits(notes, problems_of(text, check_id)[0]))
