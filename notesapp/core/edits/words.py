"""Where the words of a segment stand between its label and its stamp."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notesapp.core.edits.base import Edits, Position, TextEdit, insertion
from notesapp.core.lines import classify
from notesapp.core.model import Form, Notes, Place, Segment, SegmentKind

BLANKS = " \t\r\u00a0"
_DASH = "-‐‑‒–—―−~|@"
_BEFORE_STAMP = re.compile(rf"(?<=[{BLANKS}])(?:[{_DASH}][{BLANKS}]*)?[*_]{{0,3}}$")
_SEPARATOR = re.compile(rf"[*_]*[{BLANKS}]*(?:[:\-–—|•→»](?=[{BLANKS}]))?")


@dataclass(frozen=True, slots=True)
class Words:
    """The words from ``start`` to ``end``, and the room between what stands around them.

    Without words ``start`` and ``end`` are the place where they are typed.
    """

    front: Position
    start: Position
    end: Position
    back: Position

    @property
    def empty(self) -> bool:
        """Whether there are none."""
        return self.start == self.end


def words_of(notes: Notes, segment: Segment) -> Words:
    """Where a segment's words are; the attribute line is none of them."""
    front = _front(notes, segment)
    back = _back(notes, segment, front)
    start, end = front, back
    text = notes.lines[front.line]
    until = back.column if back.line == front.line else len(text)
    while start.column < until and text[start.column] in BLANKS:
        start = Position(start.line, start.column + 1)
    last = notes.lines[back.line]
    column = back.column
    least = front.column if back.line == front.line else 0
    while column > least and last[column - 1] in BLANKS:
        column -= 1
    end = Position(back.line, column)
    if end <= start and front.line == back.line:
        typed = min(front.column + 1, back.column)
        start = end = Position(front.line, typed)
    return Words(front, start, end, back)


def room_for_words(notes: Notes, segment: Segment) -> tuple[Edits, Position]:
    """Make sure that words typed into an empty segment stand off from label and stamp.

    Returns the edits, mostly none, and where the caret belongs after them.
    """
    words = words_of(notes, segment)
    line, front = words.front.line, words.front.column
    if not words.empty or segment.kind is SegmentKind.TOPIC:
        return (), words.start
    behind = segment.stamp is not None and words.back.column < len(notes.lines[line])
    wanted = 2 if behind else 1
    missing = wanted - (words.back.column - front)
    if missing <= 0:
        return (), words.start
    return (insertion(line, front, " " * missing),), Position(line, front + 1)


def text_between(notes: Notes, start: Position, end: Position) -> str:
    """The text from one place to another."""
    if start.line == end.line:
        return notes.lines[start.line][start.column : end.column]
    first = notes.lines[start.line][start.column :]
    last = notes.lines[end.line][: end.column]
    return "\n".join((first, *notes.lines[start.line + 1 : end.line], last))


def put_words(notes: Notes, segment: Segment, text: str, caret: int | None = None) -> TextEdit:
    """Replace a segment's words; without old or new ones also the room around them.

    ``caret`` is an offset into ``text``.
    """
    words = words_of(notes, segment)
    if text and not words.empty:
        return TextEdit(words.start, words.end, text, caret)
    before = " " if words.front.column > classify(notes.lines[words.front.line]).body else ""
    after = " " if words.back.column < len(notes.lines[words.back.line]) else ""
    whole = f"{before}{text}{after}"
    place = None if caret is None else len(before) + caret
    return TextEdit(words.front, words.back, whole, place)


def can_hold(segment: Segment, text: str) -> bool:
    """Whether words with line breaks stay words of the segment: only a labelled block goes on."""
    labelled = segment.label is not None and segment.form is Form.BLOCK
    return labelled or "\n" not in text


def _front(notes: Notes, segment: Segment) -> Position:
    line = segment.first_line
    column = classify(notes.lines[line]).body
    if segment.label is not None:
        column = max(column, segment.label.end)
    stamp = segment.stamp
    if stamp is None or stamp.line != line:
        return Position(line, column)
    text = notes.lines[line]
    lone = not text[column : stamp.start].strip(BLANKS) and not text[stamp.end :].strip(BLANKS)
    starts = stamp.place is Place.START or (lone and notes.style.place == "start")
    if starts and stamp.end > column:
        column = stamp.end
        target = classify(text).leading
        if target is not None and target.end == stamp.end:
            column = target.tail
        separator = _SEPARATOR.match(text, column)
        column = separator.end() if separator and separator[0].strip(BLANKS) else column
    return Position(line, column)


def _back(notes: Notes, segment: Segment, front: Position) -> Position:
    stamp = segment.stamp
    if stamp is not None and Position(stamp.line, stamp.start) >= front:
        before = notes.lines[stamp.line][: stamp.start]
        mark = _BEFORE_STAMP.search(before)
        column = mark.start() if mark is not None else len(before)
        return Position(stamp.line, max(column, front.column if stamp.line == front.line else 0))
    line = segment.body_last_line
    return Position(line, max(len(notes.lines[line]), front.column if line == front.line else 0))
