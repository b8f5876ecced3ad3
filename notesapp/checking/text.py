"""Checks that the parser makes in passing, and the marks left for later."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.marks import CHECK_ID, mark_problems
from notesapp.core.problems import Severity


def _find_parsed(subject: Subject, *, check_id: str) -> Iterator[Finding]:
    for problem in subject.notes.problems:
        if problem.id == check_id:
            yield Finding(problem.line, problem.message, problem.fix, problem.severity)


def _marked(subject: Subject) -> Iterator[Finding]:
    for problem in mark_problems(subject.notes):
        yield Finding(problem.line, problem.message)


def _parsed(check_id: str, severity: Severity, title: str) -> Check:
    return Check(check_id, severity, "", title, partial(_find_parsed, check_id=check_id))


CHECKS: tuple[Check, ...] = (
    _parsed("header-unreadable", Severity.RULE, "Header that cannot be read"),
    _parsed("header-value", Severity.ADVICE, "Header value that does not fit"),
    _parsed("stray-attributes", Severity.ADVICE, "Attributes without a segment"),
    Check(CHECK_ID, Severity.ADVICE, "", "Marked as still to check", _marked),
)

FIXES: tuple[Fix, ...] = ()
