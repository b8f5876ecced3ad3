"""Checks of what nobody sees: lines of invisible blanks, invisible characters inside a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.edits.base import Edits, Position, TextEdit, replacement
from notesapp.core.lines import Line, classify, plain
from notesapp.core.model import Node, NodeKind, Notes
from notesapp.core.problems import Problem, Severity
from notesapp.core.query import node_at_line

_INVISIBLE = "\u00a0\u200b\u200c\u200d\u2060\ufeff"
_ODD = re.compile(f"[{_INVISIBLE}]")
_INSIDE = re.compile("[\u200b\u2060\ufeff]")
# In front of an address or in the middle of one: nobody can know where it was to end.
_AT_ADDRESS = re.compile(
    '(?<!\\]\\()(?:https?://|www\\.|mailto:)[^\\s<>()"\u200b\u2060\ufeff]*[\u200b\u2060\ufeff]+[\\w/]'
    "|\\w[\u200b\u2060\ufeff]+(?:https?://|www\\.|mailto:)",
    re.IGNORECASE,
)
# These scripts are written without spaces; there the invisible space says where a line may break.
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")
_LEFT_ALONE = (NodeKind.HEADER, NodeKind.CODE, NodeKind.ATTRIBUTES)


def _blank_runs(subject: Subject) -> Iterator[Finding]:
    for node in subject.notes.nodes:
        odd = _odd_lines(subject.notes, node)
        if odd:
            count = len(odd)
            what = "This line holds" if count == 1 else f"{count} lines here hold"
            yield Finding(
                odd[0] + 1,
                f"{what} nothing but invisible blanks, as web editors leave them. "
                "Make it one empty line.",
                "empty-blanks",
            )


def _odd_lines(notes: Notes, node: Node) -> list[int]:
    if node.kind is not NodeKind.BLANK:
        return []
    numbers = range(node.first_line, node.last_line + 1)
    return [number for number in numbers if _is_odd(notes.lines[number])]


def _is_odd(line: str) -> bool:
    return not line.isascii() and _ODD.search(line) is not None


def _emptied(notes: Notes, problem: Problem) -> Edits:
    """The run of blank lines as one that is empty; its way to end a line stays."""
    node = node_at_line(notes, problem.line - 1)
    if node is None or problem.line < 1 or not _odd_lines(notes, node):
        return ()
    last = notes.lines[node.last_line]
    end = "\r" if last.endswith("\r") else ""
    place = Position(node.last_line, len(last))
    return (TextEdit(Position(node.first_line, 0), place, end),)


def _inside(subject: Subject) -> Iterator[Finding]:
    notes = subject.notes
    lines = _cleanable(notes)
    if lines:
        many = f" {len(lines)} lines have some." if len(lines) > 1 else ""
        yield Finding(
            lines[0] + 1,
            f"Invisible characters stand between the words.{many} "
            "Remove them: searching and addresses stumble over them.",
            "drop-invisible",
        )
    for number in _suspects(notes):
        if _AT_ADDRESS.search(notes.lines[number]):
            words = "An invisible character stands in an address or right beside it. "
            yield Finding(number + 1, words + "Write the address again, without it.")


def _dropped(notes: Notes, _: Problem) -> Edits:
    return tuple(
        replacement(number, match.start(), match.end(), "")
        for number in _cleanable(notes)
        for match in _INSIDE.finditer(notes.lines[number])
    )


def _cleanable(notes: Notes) -> list[int]:
    """The lines that read exactly the same without their invisible characters."""
    return [number for number in _suspects(notes) if _reads_the_same(notes.lines[number])]


def _suspects(notes: Notes) -> Iterator[int]:
    """The lines of text with invisible characters."""
    for number, line in enumerate(notes.lines):
        if line.isascii() or not _INSIDE.search(line):
            continue
        node = node_at_line(notes, number)
        if node is not None and node.kind not in (*_LEFT_ALONE, NodeKind.BLANK):
            yield number


@lru_cache(maxsize=1 << 10)
def _reads_the_same(line: str) -> bool:
    if _WITHOUT_SPACES.search(line) or _AT_ADDRESS.search(line):
        return False
    bare = _INSIDE.sub("", line)
    return plain(bare) == plain(line) and _shape(classify(bare)) == _shape(classify(line))


def _shape(line: Line) -> tuple[object, ...]:
    """What the parser makes of a line, wherever in it that stands."""
    label = line.label.source if line.label is not None else ""
    times = tuple((mark.start_ms, mark.end_ms, mark.source) for mark in line.times)
    places = (line.leading is not None, line.trailing is not None)
    return (line.kind, line.item, line.level, label, times, places, line.attributes)


CHECKS: tuple[Check, ...] = (
    Check(
        *("invisible-blanks", Severity.ADVICE, "", "Lines of invisible blanks", _blank_runs),
        explanation="Blanks that do not break (U+00A0) and other invisible characters look like "
        "an empty line and are none: they become empty paragraphs on the web page and in the feed.",
    ),
    Check(
        *("invisible-inside", Severity.NOTE, "", "Invisible characters between words", _inside),
        explanation="Characters without width (U+200B, U+2060, U+FEFF) come along with text that "
        "is pasted from web pages. They part words for a search and break addresses.",
    ),
)

FIXES: tuple[Fix, ...] = (
    Fix("empty-blanks", "Make it one empty line", _emptied, safe=True),
    Fix("drop-invisible", "Remove the invisible characters", _dropped, safe=True),
)
