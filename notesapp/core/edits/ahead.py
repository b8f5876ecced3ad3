"""Marks first, words later: segments are stamped as they are heard and written when there is time.

A segment that waits has a stamp and no words.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import islice

from notesapp.core.edits.base import Edits
from notesapp.core.edits.labels import other_label, relabel
from notesapp.core.edits.segments import next_kind, next_segment
from notesapp.core.edits.stamping import stamp_segment
from notesapp.core.model import Form, NodeKind, Notes, Segment, SegmentKind
from notesapp.core.query import is_waiting, segment_at_line, segments_after

_PARTING = (NodeKind.HEADING, NodeKind.SECTION, NodeKind.RULE, NodeKind.CODE)


def mark_ahead(notes: Notes, line: int, ms: int) -> Edits:
    """Stamp the next segment below a line that is not stamped yet, and leave the caret alone.

    Passed over are those that wait for words, and those stamped at or before ``ms``. Where no
    unstamped one follows, a new one is put behind the last that was passed: an answer after a
    question, a question after an answer, and never below a heading, a rule or a section.
    """
    last = segment_at_line(notes, line)
    behind = last.last_line if last is not None else line
    for segment in islice(notes.segments, segments_after(notes, line), None):
        if segment.stamp is None:
            return stamp_segment(notes, segment, ms)
        parted = _parted(notes, behind, segment.first_line)
        if parted or not _is_passed(segment, ms):
            break
        behind = segment.last_line
    made = next_segment(notes, behind, ms)
    return tuple(replace(edit, caret=None) for edit in made)


def waiting_below(notes: Notes, line: int, ms: int | None) -> Segment | None:
    """The segment that the next one is: the one directly below, if it waits for its words.

    Those stamped at or before ``ms`` are passed over, so that from an earlier segment the caret
    gets to the waiting ones; with None nothing is.
    """
    last = segment_at_line(notes, line)
    behind = last.last_line if last is not None else line
    for segment in islice(notes.segments, segments_after(notes, line), None):
        if _parted(notes, behind, segment.first_line):
            return None
        if is_waiting(segment):
            return segment
        if ms is None or segment.stamp is None or not _is_passed(segment, ms):
            return None
        behind = segment.last_line
    return None


def same_kind(notes: Notes, line: int) -> SegmentKind:
    """The kind of the segment at a line, or of the last one with a label before it."""
    segment = segment_at_line(notes, line)
    if segment is not None:
        return segment.kind
    asks_next = next_kind(notes, line) is SegmentKind.QUESTION
    before = segments_after(notes, line) > 0
    return SegmentKind.ANSWER if asks_next and before else SegmentKind.QUESTION


def as_kind(notes: Notes, segment: Segment, kind: SegmentKind) -> Edits:
    """Make a waiting segment one of a kind, for the same kind again; empty where it is."""
    if segment.kind is kind or kind is SegmentKind.TOPIC:
        return ()
    wanted = other_label(notes, segment)
    return relabel(notes, segment, wanted) if wanted.kind is kind else ()


def _is_passed(segment: Segment, ms: int) -> bool:
    if is_waiting(segment):
        return True
    ours = segment.label is not None or segment.form is Form.BLOCK
    return ours and segment.stamp is not None and segment.stamp.start_ms <= ms


def _parted(notes: Notes, behind: int, first_line: int) -> bool:
    """Whether a heading or the like stands between two lines."""
    start = bisect_right(notes.nodes, behind, key=lambda n: n.first_line)
    for node in islice(notes.nodes, start, None):
        if node.first_line >= first_line:
            return False
        if node.kind in _PARTING:
            return True
    return False
