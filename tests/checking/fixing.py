"""What the tests of the fixes have in common."""

from __future__ import annotations

from collections.abc import Sequence

from notesapp.checking.check import Check
from notesapp.checking.run import check, fix_edits
from notesapp.checking.subject import Subject, subject_of
from notesapp.core.edits.base import apply_edits
from notesapp.core.parser import parse
from notesapp.core.problems import Problem


def problems_of(checks: Sequence[Check], text: str, **around: object) -> tuple[Problem, ...]:
    """What some checks say of a text; ``around`` are fields of the subject."""
    subject = subject_of(parse(text))
    return check(Subject(subject.notes, subject.chapters, **around), checks=checks)  # type: ignore[arg-type]


def found_in(checks: Sequence[Check], text: str, **around: object) -> list[tuple[str, int]]:
    return [(problem.id, problem.line) for problem in problems_of(checks, text, **around)]


def fixed_once(text: str, problem: Problem) -> str:
    return apply_edits(text, fix_edits(parse(text), problem))


def fixed_all(checks: Sequence[Check], text: str, fix: str) -> str:
    """The text after one kind of fix was made wherever it is offered, one after the other."""
    for _ in range(len(text) + 1):
        todo = [p for p in problems_of(checks, text) if p.fix.partition(":")[0] == fix]
        new = next((made for p in todo if (made := fixed_once(text, p)) != text), text)
        if new == text:
            return text
        text = new
    raise AssertionError("a fix never comes to an end")
