"""TK, the mark for "check this": where it stands, and that it shall not be published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from notesapp.core.edits.base import Position
from notesapp.core.lines import LineKind, classify
from notesapp.core.model import NodeKind, Notes
from notesapp.core.problems import Problem, Severity
from notesapp.core.query import node_at_line

MARK = "TK"
CHECK_ID = "to-check"

_TOKEN = re.compile(
    r"`[^`]*`|\]\([^()\s]*\)|(?:https?://|www\.|mailto:)[^\s<>\[\]]+|(?<![\w.+-])[\w.+-]+@\S+"
    r"|(?<![\w/.@-])(?P<mark>TK)(?![\w/@-]|\.\w)"
)
_NO_PLACE = (NodeKind.HEADER, NodeKind.CODE, NodeKind.ATTRIBUTES, NodeKind.RULE)


@lru_cache(maxsize=1 << 12)
def mark_columns(text: str) -> tuple[int, ...]:
    """Where in a line the mark stands: a word of its own, in capitals, not in code or a link."""
    if MARK not in text or classify(text).kind in (LineKind.ATTRIBUTES, LineKind.FENCE):
        return ()
    return tuple(match.start() for match in _TOKEN.finditer(text) if match["mark"])


def holds_marks(notes: Notes, line: int) -> bool:
    """Whether a line (0-based) is one that can hold the mark: no header, code or attributes."""
    node = node_at_line(notes, line)
    attributes = classify(notes.lines[line]).kind is LineKind.ATTRIBUTES
    return node is not None and node.kind not in _NO_PLACE and not attributes


def marks_of(notes: Notes) -> tuple[Position, ...]:
    """Every mark of the notes, in order."""
    return tuple(
        Position(number, column)
        for number, text in enumerate(notes.lines)
        if MARK in text and holds_marks(notes, number)
        for column in mark_columns(text)
    )


def next_mark(notes: Notes, place: Position) -> Position | None:
    """The first mark behind a place, from the top again after the last; None where there is none.

    The mark that begins at the place is the last to come.
    """
    marks = marks_of(notes)
    return next((mark for mark in marks if mark > place), marks[0] if marks else None)


def mark_problems(notes: Notes) -> Iterator[Problem]:
    """One finding for each line that still has a mark."""
    lines = dict.fromkeys(mark.line + 1 for mark in marks_of(notes))
    for line in lines:
        yield Problem(CHECK_ID, Severity.ADVICE, "", line, f"Line {line} still has a TK to check.")
