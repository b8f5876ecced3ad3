"""Stamping: the moment that sounds goes into the segment under the caret."""

from __future__ import annotations

import re

from notesapp.core.edits.base import Edits, TextEdit, insertion, replacement
from notesapp.core.edits.retiming import target_edit
from notesapp.core.lines import classify
from notesapp.core.model import Node, NodeKind, Notes, Segment, Stamp
from notesapp.core.query import node_at_line, segment_at_line
from notesapp.core.timecode import (
    TIME_PATTERN,
    StampStyle,
    format_stamp,
    format_time,
    with_fraction,
)

_TIME = re.compile(TIME_PATTERN)
_REFUSING = (NodeKind.HEADER, NodeKind.TITLE, NodeKind.CODE, NodeKind.RULE, NodeKind.ATTRIBUTES)


def stamp_text(ms: int, style: StampStyle, *, labelled: bool) -> str:
    """A stamp as it is put into text. A bare time needs something that makes it a stamp.

    At the end that is a dash; behind a label, where a bare time is text, brackets.
    """
    if style.opening:
        return format_stamp(ms, style)
    if style.place == "end":
        return f"– {format_time(ms, style)}"
    return f"[{format_time(ms, style)}]" if labelled else format_time(ms, style)


def stamp_line(notes: Notes, line: int, ms: int) -> Edits:
    """Stamp or restamp the segment at a line, in the document's style and place.

    A plain paragraph or heading becomes a segment; a blank line receives the stamp alone. Empty
    where the line cannot carry a stamp (header, title, code, section words).
    """
    segment = segment_at_line(notes, line)
    if segment is not None:
        return stamp_segment(notes, segment, ms)
    node = node_at_line(notes, line)
    if node is None or node.kind in _REFUSING or node.kind is NodeKind.SECTION:
        return ()
    if node.kind is NodeKind.BLANK:
        text = (stamp_text(ms, notes.style, labelled=True)).lstrip("– ") + " "
        return (insertion(line, 0, text, caret=len(text)),)
    return _stamp_plain(notes, node, line, ms)


def stamp_segment(notes: Notes, segment: Segment, ms: int) -> Edits:
    """Stamp or restamp a segment."""
    if segment.stamp is not None:
        return restamp(notes, segment.stamp, ms)
    labelled = segment.label is not None
    stamp = stamp_text(ms, notes.style, labelled=labelled)
    if notes.style.place == "start":
        return (_at_start(notes, segment, stamp),)
    line = segment.body_last_line
    column = _text_end(notes.lines[line])
    space = "" if column == 0 or notes.lines[line][column - 1] in " \u00a0" else " "
    return (insertion(line, column, f"{space}{stamp}"),)


def restamp(notes: Notes, stamp: Stamp, ms: int) -> Edits:
    """Give a stamp another time; its brackets, its place and a range's end stay.

    A fraction is written where the document writes fractions or this stamp already had one.
    """
    first = _TIME.search(stamp.source)
    if first is None:
        return ()
    had_fraction = "." in first[0] or "," in first[0]
    style = with_fraction(notes.style, notes.style.fraction or had_fraction)
    time = format_time(ms, style)
    if first[0] == time:
        return ()
    start = stamp.start + first.start()
    edits = (replacement(stamp.line, start, start + len(first[0]), time),)
    return (*edits, *target_edit(notes, stamp, ms))


def moved_ms(notes: Notes, segment: Segment, to_ms: int) -> int:
    """What the segment's stamp would read if it were moved to ``to_ms``.

    Whole seconds where neither the document nor this stamp writes fractions; always before the end
    of a written range, never before 0.
    """
    to_ms = max(0, to_ms)
    if segment.end_ms is not None:
        to_ms = max(0, min(to_ms, segment.end_ms - 1))
    return to_ms if _writes_fraction(notes, segment) else to_ms // 1000 * 1000


def move_stamp(notes: Notes, segment: Segment, to_ms: int) -> Edits:
    """Move a segment's own stamp; empty where it has none or it would read the same."""
    wanted_ms = moved_ms(notes, segment, to_ms)
    if segment.stamp is None or segment.stamp.start_ms == wanted_ms:
        return ()
    return restamp(notes, segment.stamp, wanted_ms)


def _writes_fraction(notes: Notes, segment: Segment) -> bool:
    first = _TIME.search(segment.stamp.source) if segment.stamp is not None else None
    had = first is not None and ("." in first[0] or "," in first[0])
    return notes.style.fraction or had


def remove_stamp(notes: Notes, segment: Segment) -> Edits:
    """Take a segment's own stamp away, with the space that set it off."""
    stamp = segment.stamp
    if stamp is None:
        return ()
    text = notes.lines[stamp.line]
    start, end = stamp.start, stamp.end
    if text[end:].strip() == "":
        start = len(text[:start].rstrip(" \u00a0"))
    else:
        end += len(text[end:]) - len(text[end:].lstrip(" \u00a0"))
    return (replacement(stamp.line, start, end, ""),)


def _at_start(notes: Notes, segment: Segment, stamp: str) -> TextEdit:
    line = segment.first_line
    before_label = any(
        s.stamp and s.label and s.stamp.line == s.label.line and s.stamp.start < s.label.start
        for s in notes.segments
    )
    if segment.label is not None and not before_label:
        column = segment.label.end
        return insertion(line, column, f" {stamp}")
    column = segment.label.start if segment.label else classify(notes.lines[line]).body
    return insertion(line, column, f"{stamp} ")


def _stamp_plain(notes: Notes, node: Node, line: int, ms: int) -> Edits:
    stamp = stamp_text(ms, notes.style, labelled=False)
    item = classify(notes.lines[line]).item
    first = line if item else node.first_line
    last = line if item or node.kind is NodeKind.HEADING else _paragraph_end(notes, node, line)
    if notes.style.place == "start":
        return (insertion(first, classify(notes.lines[first]).body, f"{stamp} "),)
    return (insertion(last, _text_end(notes.lines[last]), f" {stamp}"),)


def _paragraph_end(notes: Notes, node: Node, line: int) -> int:
    for number in range(line, node.last_line):
        if classify(notes.lines[number + 1]).item:
            return number
    return node.last_line


def _text_end(text: str) -> int:
    return len(text.rstrip(" \t\r\u00a0"))
