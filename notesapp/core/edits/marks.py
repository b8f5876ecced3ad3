"""Setting the mark for "check this", and taking it away."""

from __future__ import annotations

from notesapp.core.edits.base import Edits, Position, TextEdit, insertion
from notesapp.core.lines import Line, classify
from notesapp.core.marks import MARK, holds_marks, mark_columns
from notesapp.core.model import Notes

_OPENING = "([{“„«‹‘‚\"'"


def toggle_mark(notes: Notes, start: Position, end: Position) -> Edits:
    """Take the mark away that the selection or caret touches; else set one behind the word.

    Nothing in the header, in code and in attributes. It goes before a stamp that ends the line,
    for behind it the stamp would be none any more.
    """
    if not 0 <= end.line < len(notes.lines) or not holds_marks(notes, end.line):
        return ()
    text = notes.lines[end.line]
    first = start.column if start.line == end.line else 0
    here = [c for c in mark_columns(text) if c <= end.column and first <= c + len(MARK)]
    if here:
        return (_removal(end.line, text, here[0]),)
    column = _column(text, min(end.column, len(text)))
    before, after = text[:column], text[column:]
    gap_before = bool(before) and not before[-1].isspace() and before[-1] not in _OPENING
    gap_after = bool(after) and (after[0].isalnum() or after[0] in "[`*_@/-")
    added = " " * gap_before + MARK + " " * gap_after
    made = insertion(end.line, column, added, gap_before + len(MARK))
    return (made,) if column in _shown_at(before + added + after, column, gap_before) else ()


def _shown_at(text: str, column: int, gap: bool) -> tuple[int, ...]:
    """Columns of marks as if the gap were not there: a mark in code or an address is none."""
    return tuple(c - gap for c in mark_columns(text) if c - gap == column)


def _removal(line: int, text: str, column: int) -> TextEdit:
    """The mark goes with the blank before it; at the start with the one behind it."""
    start, end = column, column + len(MARK)
    if text[:start].endswith(" ") and text[:start].strip():
        start -= 1
    elif text[end : end + 1] == " ":
        end += 1
    return TextEdit(Position(line, start), Position(line, end), "", 0)


def _column(text: str, column: int) -> int:
    """Where the mark may stand: behind the word, clear of label, list mark and stamps."""
    line = classify(text)
    column = max(column, _first_column(line))
    while 0 < column < len(text) and _in_word(text, column):
        column += 1
    for mark in line.times:
        if mark.start < column < mark.tail:
            column = mark.tail
    trailing = line.trailing
    if trailing is not None and column > trailing.start:
        column = len(text[: trailing.start].rstrip(" \t\u00a0-–—|@*_"))
        column = max(column, _first_column(line))
    elif trailing is not None and not text[column : trailing.start].strip(" \t\u00a0*_-–—|@"):
        column = max(len(text[:column].rstrip(" \t\u00a0")), _first_column(line))
    return column


def _in_word(text: str, column: int) -> bool:
    return text[column].isalnum() and (text[column - 1].isalnum() or text[column - 1] in "'’")


def _first_column(line: Line) -> int:
    first = line.body
    if line.leading is not None:
        first = max(first, line.leading.tail)
    if line.label is not None:
        first = max(first, line.label.end)
    return first
