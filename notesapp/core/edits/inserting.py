"""Other notes into these: whole, below where the caret is, and nothing of these changed."""

from __future__ import annotations

from notesapp.core.edits.base import Edits, insertion
from notesapp.core.model import Notes
from notesapp.core.query import segment_at_line


def insert_text(notes: Notes, line: int, text: str) -> Edits:
    """Insert lines below the segment at a line (0-based), or at the end where there is none.

    A blank line parts them from what stands above and below. The caret goes to their first line.
    """
    body = text.strip("\n")
    if not body.strip():
        return ()
    segment = segment_at_line(notes, line)
    if segment is not None and segment.last_line + 1 < len(notes.lines):
        return _below(notes, _last_line(notes, segment.index), body)
    return _at_end(notes, body)


def _last_line(notes: Notes, index: int) -> int:
    """The segment's last line, or that of the answers to it: a pair stays together."""
    segment = notes.segments[index]
    last = segment.last_line
    for other in notes.segments[index + 1 :]:
        if segment.pair is None or other.pair != segment.pair:
            break
        last = other.last_line
    return last


def _below(notes: Notes, last: int, body: str) -> Edits:
    if last + 1 >= len(notes.lines):
        return _at_end(notes, body)
    blank = not notes.lines[last + 1].strip()
    after = "" if blank else "\n"
    column = len(notes.lines[last])
    return (insertion(last, column, f"\n\n{body}{after}", 2),)


def _at_end(notes: Notes, body: str) -> Edits:
    """Behind the last line that says something."""
    last = len(notes.lines) - 1
    while last > 0 and not notes.lines[last].strip():
        last -= 1
    empty = not notes.lines[last].strip()
    gap = "" if empty else "\n\n"
    end = "" if last + 1 < len(notes.lines) else "\n"
    return (insertion(last, len(notes.lines[last]), f"{gap}{body}{end}", len(gap)),)
