"""The marks left for later."""

from __future__ import annotations

from collections.abc import Iterator

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.marks import CHECK_ID, mark_problems
from notesapp.core.problems import Severity


def _marked(subject: Subject) -> Iterator[Finding]:
    for problem in mark_problems(subject.notes):
        yield Finding(problem.line, problem.message)


CHECKS: tuple[Check, ...] = (
    Check(
        *(CHECK_ID, Severity.ADVICE, "", "Marked as still to check"),
        _marked,
        explanation="TK is your own mark for something to look up. It is published as it stands.",
    ),
)

FIXES: tuple[Fix, ...] = ()
