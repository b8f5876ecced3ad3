"""Checks of the header, and of attributes that belong to nothing. The parser finds them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.edits.base import Edits, removed_lines, replacement
from notesapp.core.header import comment_of, read_header
from notesapp.core.model import Header, NodeKind, Notes
from notesapp.core.problems import Problem, Severity
from notesapp.core.query import node_at_line

QUOTE, REMOVE = "quote-value", "remove-attributes"

_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w-]*[ \t]*:[ \t]+)(?P<value>\S.*)$")
_OPEN = re.compile(r"\"[^\"]*|'[^']*")  # a quote that nothing closes


def _parsed(subject: Subject, *, check_id: str, fix: str) -> Iterator[Finding]:
    for problem in subject.notes.problems:
        if problem.id == check_id:
            yield Finding(problem.line, problem.message, fix or problem.fix, problem.severity)


def _unreadable(subject: Subject) -> Iterator[Finding]:
    for problem in subject.notes.problems:
        if problem.id == "header-unreadable":
            fix = QUOTE if _quote_value(subject.notes, problem) else ""
            yield Finding(problem.line, problem.message, fix)


def _quote_value(notes: Notes, problem: Problem) -> Edits:
    line = problem.line - 1
    return _quoted(notes, line) or _quoted(notes, _unclosed(notes, line))


def _unclosed(notes: Notes, line: int) -> int:
    """The next line above whose quote nothing closes; 0 without one.

    The reader stops only where the next quote begins, or at the end.
    """
    for number in range(min(line, notes.header.last_line) - 1, 0, -1):
        match = _PAIR.match(notes.lines[number].rstrip())
        if match is not None and _OPEN.fullmatch(match["value"]):
            return number
    return 0


def _quoted(notes: Notes, line: int) -> Edits:
    """A value in double quotes, where the header can be read further then."""
    header = notes.header
    if header.readable or not 0 < line < header.last_line:
        return ()
    text = notes.lines[line].rstrip("\r")
    match = _PAIR.match(text)
    if match is None or match["value"][0] in "[{|>&*":
        return ()  # a list or a block is more than one value
    end = len(text) - len(comment_of(text))
    value = text[match.start("value") : end].strip()
    if _OPEN.fullmatch(value):
        value = value[1:]  # a quote that nothing closes
    edit = replacement(line, match.start("value"), end, json.dumps(value, ensure_ascii=False))
    lines = list(notes.lines[: header.last_line + 1])
    lines[line] = lines[line][: edit.start.column] + edit.text + lines[line][edit.end.column :]
    after = read_header(lines)
    further = after.readable or _stopped(after) > _stopped(header)
    return (edit,) if after.last_line == header.last_line and further else ()


def _stopped(header: Header) -> int:
    return min((p.line for p in header.problems), default=0)


def _remove_attributes(notes: Notes, problem: Problem) -> Edits:
    node = node_at_line(notes, problem.line - 1)
    if node is None or node.kind is not NodeKind.ATTRIBUTES:
        return ()
    return (removed_lines(notes.lines, node.first_line, node.last_line),)


CHECKS: tuple[Check, ...] = (
    Check(
        *("header-unreadable", Severity.RULE, "", "Header that cannot be read"),
        _unreadable,
        explanation="A value with a colon, a # or a quote in it needs quotes around it. Until then "
        "the header is not used as it was meant, and the program does not write to it.",
    ),
    Check(
        *("header-value", Severity.ADVICE, "", "Header value that does not fit"),
        partial(_parsed, check_id="header-value", fix=""),
        explanation="The program knows this key and cannot use its value. Nothing is lost: the "
        "line stays as it is.",
    ),
    Check(
        *("stray-attributes", Severity.ADVICE, "", "Attributes without a segment"),
        partial(_parsed, check_id="stray-attributes", fix=REMOVE),
        explanation="A line in {: } belongs to the question, answer or topic right above it. Here "
        "it belongs to nothing and is not used.",
    ),
)

FIXES: tuple[Fix, ...] = (
    Fix(QUOTE, "Put the value in quotes", _quote_value),
    Fix(REMOVE, "Remove the line", _remove_attributes),
)
