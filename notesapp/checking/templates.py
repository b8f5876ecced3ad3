"""Checks of what a template left open: variables that nobody filled in."""

from __future__ import annotations

from collections.abc import Iterator

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.model import NodeKind
from notesapp.core.problems import Severity
from notesapp.core.query import node_at_line
from notesapp.core.snippets import variables_in


def _unfilled(subject: Subject) -> Iterator[Finding]:
    notes = subject.notes
    for number, line in enumerate(notes.lines):
        names = variables_in(line) if "{{" in line else ()
        if not names:
            continue
        node = node_at_line(notes, number)
        if node is None or node.kind is NodeKind.CODE:
            continue
        said = " and ".join(f"{{{{{name}}}}}" for name in dict.fromkeys(names))
        verb = "is" if len(set(names)) == 1 else "are"
        yield Finding(number + 1, f"{said} {verb} still to be filled in. Write what belongs there.")


CHECKS: tuple[Check, ...] = (
    Check(
        *("unfilled-variable", Severity.ADVICE, "", "Variable of a template", _unfilled),
        explanation="Words in double braces stand for what differs in each episode. "
        "Published, they would be read as they are.",
    ),
)

FIXES: tuple[Fix, ...] = ()
