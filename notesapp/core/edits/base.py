"""Text edits: what they are, and applying them to text."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_DIFF_LINES = 4000


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place between characters: 0-based line, column in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace what stands from ``start`` to ``end`` by ``text``.

    ``caret`` is where the caret belongs afterwards, as an offset into ``text``; None leaves it.
    """

    start: Position
    end: Position
    text: str
    caret: int | None = None


Edits = tuple[TextEdit, ...]


def insertion(line: int, column: int, text: str, caret: int | None = None) -> TextEdit:
    """An edit that only inserts."""
    place = Position(line, column)
    return TextEdit(place, place, text, caret)


def replacement(line: int, start: int, end: int, text: str) -> TextEdit:
    """An edit within one line."""
    return TextEdit(Position(line, start), Position(line, end), text)


def removed_lines(lines: Sequence[str], first: int, last: int) -> TextEdit:
    """Remove whole lines together with one line break."""
    if last + 1 < len(lines):
        return TextEdit(Position(first, 0), Position(last + 1, 0), "")
    if first > 0:
        return TextEdit(Position(first - 1, len(lines[first - 1])), _end(lines, last), "")
    return TextEdit(Position(first, 0), _end(lines, last), "")


def _end(lines: Sequence[str], line: int) -> Position:
    return Position(line, len(lines[line]))


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """The text after the edits; they must not overlap and refer to the text before any of them."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    parts: list[str] = []
    end = len(text)
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        parts += [text[starts[edit.end.line] + edit.end.column : end], edit.text]
        end = starts[edit.start.line] + edit.start.column
    return text[:end] + "".join(reversed(parts))


def difference(old: str, new: str) -> Edits:
    """Edits that turn one text into another, touching few lines; empty where they are equal."""
    if old == new:
        return ()
    a, b = _with_breaks(old), _with_breaks(new)
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    a_mid, b_mid = a[head : len(a) - tail], b[head : len(b) - tail]
    if max(len(a_mid), len(b_mid)) > _DIFF_LINES:
        blocks = [("", 0, len(a_mid), 0, len(b_mid))]
    else:
        matcher = difflib.SequenceMatcher(None, a_mid, b_mid, autojunk=False)
        blocks = [("", *block[1:]) for block in matcher.get_opcodes() if block[0] != "equal"]
    return tuple(
        TextEdit(_line_start(a, head + a1), _line_start(a, head + a2), "".join(b_mid[b1:b2]))
        for _, a1, a2, b1, b2 in blocks
    )


def _with_breaks(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines


def _line_start(lines: Sequence[str], line: int) -> Position:
    if line < len(lines):
        return Position(line, 0)
    return Position(len(lines) - 1, len(lines[-1]))
