"""Two segments made one, one made two, and the words of two changing places."""

from __future__ import annotations

from notesapp.core.edits.base import Edits, Position, TextEdit
from notesapp.core.edits.labels import label_text, list_marks
from notesapp.core.edits.links import link_at
from notesapp.core.edits.segments import gap_between
from notesapp.core.edits.words import BLANKS, can_hold, put_words, text_between, words_of
from notesapp.core.lines import classify, write_attributes
from notesapp.core.model import Form, NodeKind, Notes, Segment
from notesapp.core.query import segment_at_line


def split_segment(notes: Notes, place: Position) -> Edits:
    """Part a segment at the caret: what stands behind it becomes a segment of the same kind.

    The first part keeps stamp and attributes. The second has no stamp: where it begins in the
    audio is not known until it is heard. A segment without label leaves a paragraph behind. Links
    and stamps in the words stay whole: they are parted before or behind. Empty where the place is
    in no segment, or in a heading.
    """
    segment = segment_at_line(notes, place.line)
    if segment is None or segment.form is Form.HEADING:
        return ()
    words = words_of(notes, segment)
    place = min(max(_clear(notes, place), words.start), words.end)
    first = text_between(notes, words.start, place).rstrip(BLANKS + "\n")
    second = text_between(notes, place, words.end).lstrip(BLANKS + "\n")
    mark = ""
    if segment.label is not None:
        line = segment.first_line
        mark = list_marks(notes, line, segment.kind) + label_text(notes, line, segment.kind) + " "
    made = gap_between(notes) + mark + second
    last = Position(segment.last_line, len(notes.lines[segment.last_line]))
    caret = len(made) - len(second)
    if words.back == last:
        return (TextEdit(words.start, last, first + made, len(first) + caret),)
    below = TextEdit(last, last, made, caret)
    if words.empty:
        return (below,)
    return (put_words(notes, segment, first), below)


def join_segments(notes: Notes, line: int) -> Edits:
    """Put the words of the segment at a line behind those of the one before.

    The label and the stamp of the one before stay; only where it has no stamp it takes the
    other's. Attributes that it does not have come along. Empty where anything but blank lines
    stands between the two, and where the words of one cannot stand in the other.
    """
    segment = segment_at_line(notes, line)
    if segment is None or segment.index == 0:
        return ()
    first = notes.segments[segment.index - 1]
    if not _adjoin(notes, first, segment):
        return ()
    mine, other = words_of(notes, first), words_of(notes, segment)
    text = text_between(notes, other.start, other.end)
    if not can_hold(first, text) or Form.HEADING in (first.form, segment.form):
        return ()
    space = "" if mine.empty or other.empty else " "
    stamp = text_between(notes, mine.back, _end(notes, first.body_last_line))
    if (
        first.stamp is None
        and segment.stamp is not None
        and other.back.line == segment.body_last_line
    ):
        stamp = text_between(notes, other.back, _end(notes, segment.body_last_line))
    if stamp and not stamp.startswith(tuple(BLANKS)):
        stamp = f" {stamp}"
    start = mine.start if mine.empty else mine.end
    attributes = _joined_attributes(first, segment)
    new = f"{space}{text}{stamp}" + (f"\n{attributes}" if attributes else "")
    caret = len(space)
    return (TextEdit(start, _end(notes, segment.last_line), new, caret),)


def swap_words(notes: Notes, line: int, place: Position | None = None) -> Edits:
    """Let the words of the segment at a line and of the one after it change places.

    Labels, stamps and attributes stay where they are. The caret of the edits stands in the words
    it stood in at ``place``. Empty where there is no segment after it, where a heading or the like
    stands between, and where the words of one cannot stand in the other.
    """
    segment = segment_at_line(notes, line)
    if segment is None or segment.index + 1 >= len(notes.segments):
        return ()
    other = notes.segments[segment.index + 1]
    if _parts(notes, segment, other):
        return ()
    here, there = words_of(notes, segment), words_of(notes, other)
    mine = text_between(notes, here.start, here.end)
    theirs = text_between(notes, there.start, there.end)
    if mine == theirs or not (can_hold(other, mine) and can_hold(segment, theirs)):
        return ()
    caret = 0
    if place is not None and here.start <= place <= here.end:
        caret = len(text_between(notes, here.start, place))
    return (put_words(notes, segment, theirs), put_words(notes, other, mine, caret))


def _joined_attributes(first: Segment, second: Segment) -> str:
    own = dict(first.attributes)
    pairs = (*first.attributes, *((k, v) for k, v in second.attributes if k not in own))
    return write_attributes(pairs)


def _adjoin(notes: Notes, first: Segment, second: Segment) -> bool:
    """Whether only blank lines stand between two segments."""
    between = notes.lines[first.last_line + 1 : second.first_line]
    return not any(line.strip(BLANKS) for line in between)


def _parts(notes: Notes, first: Segment, second: Segment) -> bool:
    kinds = (NodeKind.HEADING, NodeKind.SECTION, NodeKind.RULE, NodeKind.CODE)
    return any(
        node.kind in kinds
        for node in notes.nodes
        if first.last_line < node.first_line < second.first_line
    )


def _clear(notes: Notes, place: Position) -> Position:
    """The place, or the nearer end of the link or the stamp it stands in."""
    text = notes.lines[place.line]
    link = link_at(place.line, text, place.column, place.column)
    spans = [(mark.start, mark.tail) for mark in classify(text).times]
    spans += [(link.start, link.end)] if link is not None else []
    for start, end in spans:
        if start < place.column < end:
            nearer = start if place.column - start < end - place.column else end
            return Position(place.line, nearer)
    return place


def _end(notes: Notes, line: int) -> Position:
    return Position(line, len(notes.lines[line].rstrip("\r")))
