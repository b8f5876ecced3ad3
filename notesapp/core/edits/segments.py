"""Starting segments, and the places where a line break must not tear one apart."""

from __future__ import annotations

from bisect import bisect_right

from notesapp.core.edits.base import Edits, Position, TextEdit, insertion
from notesapp.core.edits.labels import label_text, list_marks
from notesapp.core.edits.stamping import stamp_text
from notesapp.core.lines import LineKind, classify
from notesapp.core.model import Node, NodeKind, Notes, SegmentKind
from notesapp.core.query import node_at_line, segment_at_line

_BLANKS = " \t\r\u00a0"


def next_kind(notes: Notes, line: int) -> SegmentKind:
    """What the next segment after a line would be: an answer after a question, else a question."""
    before = bisect_right(notes.segments, line, key=lambda s: s.first_line)
    for segment in reversed(notes.segments[:before]):
        if segment.kind is not SegmentKind.TOPIC:
            asked = segment.kind is SegmentKind.QUESTION
            return SegmentKind.ANSWER if asked else SegmentKind.QUESTION
    return SegmentKind.QUESTION


def next_segment(notes: Notes, line: int, ms: int | None, kind: SegmentKind | None = None) -> Edits:
    """Start a segment behind the one (or the paragraph) at a line, stamped unless ``ms`` is None.

    The caret of the edit stands where the words go.
    """
    kind = kind or next_kind(notes, line)
    words, caret = _new_text(notes, line, ms, kind)
    if notes.lines[line].strip(_BLANKS) == "" and segment_at_line(notes, line) is None:
        above_free = line == 0 or notes.lines[line - 1].strip(_BLANKS) == ""
        if above_free:
            below = "" if _free(notes, line + 1) else "\n"
            place = Position(line, 0)
            return (TextEdit(place, Position(line, len(notes.lines[line])), words + below, caret),)
    anchor = _anchor(notes, line)
    gap = gap_between(notes)
    following = segment_at_line(notes, anchor + 1)
    joins = gap == "\n" and following is not None and following.first_line == anchor + 1
    below = "" if _free(notes, anchor + 1) or joins else "\n"
    column = len(notes.lines[anchor])
    return (insertion(anchor, column, gap + words + below, len(gap) + caret),)


def _free(notes: Notes, line: int) -> bool:
    return line >= len(notes.lines) or notes.lines[line].strip(_BLANKS) == ""


def _anchor(notes: Notes, line: int) -> int:
    """The last line of what the new segment comes after."""
    segment = segment_at_line(notes, line)
    if segment is not None:
        return segment.last_line
    node = node_at_line(notes, line)
    if node is None:
        return len(notes.lines) - 1
    if node.kind is NodeKind.BLANK:
        return max(0, node.first_line - 1)
    return _list_end(notes, node) if node.kind is NodeKind.TEXT else node.last_line


def _list_end(notes: Notes, node: Node) -> int:
    """The last line of the text that goes on without a blank line: lists are not torn."""
    last = node.last_line
    while (following := node_at_line(notes, last + 1)) and following.kind is NodeKind.TEXT:
        last = following.last_line
    return last


def gap_between(notes: Notes) -> str:
    """The line breaks between two segments as the document has them."""
    return "\n" if _tight(notes) else "\n\n"


def _tight(notes: Notes) -> bool:
    """Whether the document's segments follow each other without blank lines."""
    pairs = list(zip(notes.segments, notes.segments[1:], strict=False))
    close = sum(b.first_line == a.last_line + 1 for a, b in pairs)
    return close * 2 > len(pairs)


def _new_text(notes: Notes, line: int, ms: int | None, kind: SegmentKind) -> tuple[str, int]:
    if kind is SegmentKind.TOPIC:
        text = "" if ms is None else f"{stamp_text(ms, notes.style, labelled=True)} "
        text = text.removeprefix("– ")
        return text, len(text)
    label = list_marks(notes, line, kind) + label_text(notes, line, kind)
    if ms is None:
        return f"{label} ", len(label) + 1
    stamp = stamp_text(ms, notes.style, labelled=True)
    if notes.style.place == "start":
        text = f"{label} {stamp} "
        return text, len(text)
    return f"{label}  {stamp}", len(label) + 1


def enter_place(text: str, below: str, place: Position) -> Position:
    """Where a line break belongs when Enter is pressed in a line; ``below`` is the line after it.

    Before or inside an end stamp that closes its line it is the line's end: otherwise the stamp
    would be left alone on the next line. At the end of a line with attributes below it is behind
    them, for they belong directly below their segment. Needs no parsed notes: it is a keystroke.
    """
    line = classify(text)
    column = place.column
    stamp = line.trailing
    if stamp is None and line.label is not None and line.leading is not None:
        alone = line.leading.tail == len(text.rstrip(_BLANKS))
        stamp = line.leading if alone else None
    if stamp is not None and column <= stamp.tail and not text[column : stamp.start].strip(_BLANKS):
        column = len(text)
    at_end = bool(text.strip(_BLANKS)) and not text[column:].strip(_BLANKS)
    if at_end and classify(below).kind is LineKind.ATTRIBUTES:
        return Position(place.line + 1, len(below))
    return Position(place.line, column)
