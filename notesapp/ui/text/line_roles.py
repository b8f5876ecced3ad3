"""What a line of the editor is, for painting: from the parsed notes and the line itself."""

from __future__ import annotations

from dataclasses import dataclass

from notesapp.core.lines import TimeMark, classify
from notesapp.core.model import NodeKind, Notes, SegmentKind
from notesapp.core.query import node_at_line, segment_at_line

MOST_STAMPS = 300  # a line with more is no line of notes; each has formats of its own


@dataclass(frozen=True, slots=True)
class LineRole:
    """How a line is painted. Columns count code points.

    ``kind`` is ``question``, ``answer``, ``topic``, ``title``, ``heading``, ``text``, ``source``
    or ``code``; ``label`` the columns of the label in this line; ``first`` whether a segment
    begins here; ``own`` the columns of the stamp that is the segment's position.
    """

    kind: str
    label: tuple[int, int] | None = None
    filled: bool = False
    first: bool = False
    segment: int | None = None
    stamps: tuple[TimeMark, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


_KINDS = {
    NodeKind.HEADER: "source",
    NodeKind.ATTRIBUTES: "source",
    NodeKind.CODE: "code",
    NodeKind.TITLE: "title",
    NodeKind.HEADING: "heading",
    NodeKind.SECTION: "heading",
}


def role_of(notes: Notes, number: int, text: str) -> LineRole:
    """The role of a line; ``number`` is its line in the notes, which may be a keystroke old."""
    segment = segment_at_line(notes, number)
    if segment is None:
        node = node_at_line(notes, number)
        kind = _KINDS.get(node.kind, "text") if node is not None else "text"
        if kind in ("source", "code"):
            return LineRole(kind)
        return LineRole(kind, stamps=_painted(text))
    line = classify(text)
    if segment.attribute_line == number and line.attributes:
        return LineRole("source", segment=segment.index, attributes=line.attributes)
    label = segment.label
    span = None
    if label is not None and label.line == number and text[label.start : label.end] == label.source:
        span = (label.start, label.end)
    kind = "heading" if segment.form == "heading" and span is None else str(segment.kind)
    return LineRole(
        kind=kind,
        label=span,
        filled=segment.kind is SegmentKind.QUESTION,
        first=number == segment.first_line,
        segment=segment.index,
        stamps=_painted(text),
    )


def _painted(text: str) -> tuple[TimeMark, ...]:
    times = classify(text).times
    return times if len(times) <= MOST_STAMPS else ()
