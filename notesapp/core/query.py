"""Questions about parsed notes, answered by bisection."""

from __future__ import annotations

from bisect import bisect_right

from notesapp.core.model import Form, Node, Notes, Segment, Stamp


def segment_at_line(notes: Notes, line: int) -> Segment | None:
    """The segment that owns a line (0-based), its attribute line included."""
    place = bisect_right(notes.segments, line, key=lambda s: s.first_line) - 1
    if place < 0:
        return None
    segment = notes.segments[place]
    return segment if segment.first_line <= line <= segment.last_line else None


def node_at_line(notes: Notes, line: int) -> Node | None:
    """The node that owns a line (0-based); None past the end."""
    place = bisect_right(notes.nodes, line, key=lambda n: n.first_line) - 1
    if place < 0:
        return None
    node = notes.nodes[place]
    return node if line <= node.last_line else None


def stamp_at(notes: Notes, line: int, column: int) -> Stamp | None:
    """The stamp whose characters include this column (its right edge too)."""
    for stamp in stamps_on_line(notes, line):
        if stamp.start <= column <= stamp.end:
            return stamp
    return None


def stamps_on_line(notes: Notes, line: int) -> tuple[Stamp, ...]:
    """All stamps of one line, left to right."""
    place = bisect_right(notes.stamps, line - 1, key=lambda s: s.line)
    end = bisect_right(notes.stamps, line, key=lambda s: s.line)
    return notes.stamps[place:end]


def segment_at_ms(notes: Notes, ms: int) -> Segment | None:
    """The stamped segment that sounds at a position: the latest that starts at or before it.

    Of two with the same stamp the later in the text counts.
    """
    best: Segment | None = None
    for segment in notes.segments:
        start = segment.start_ms
        if start is None or start > ms:
            continue
        if best is None or start >= (best.start_ms or 0):
            best = segment
    return best


def neighbour(notes: Notes, line: int, step: int) -> Segment | None:
    """The segment before (step -1) or after (step 1) the one at a line."""
    here = segment_at_line(notes, line)
    if here is not None:
        index = here.index + step
    else:
        after = bisect_right(notes.segments, line, key=lambda s: s.first_line)
        index = after if step > 0 else after - 1
    return notes.segments[index] if 0 <= index < len(notes.segments) else None


def is_waiting(segment: Segment) -> bool:
    """Whether a segment was marked and waits for its words: it has a stamp and no text."""
    marked = segment.stamp is not None and not segment.text.strip()
    return marked and (segment.label is not None or segment.form is Form.BLOCK)


def segments_after(notes: Notes, line: int) -> int:
    """The index of the first segment that begins below a line and does not own it."""
    return bisect_right(notes.segments, line, key=lambda s: s.first_line)
