"""Changing one attribute of one segment."""

from __future__ import annotations

from notesapp.core.edits.base import Edits, insertion, removed_lines, replacement
from notesapp.core.lines import write_attributes
from notesapp.core.model import Notes, Segment


def set_attribute(notes: Notes, segment: Segment, key: str, value: str) -> Edits:
    """Set, change or (with an empty value) remove an attribute; unknown ones keep their place."""
    clean = " ".join(value.split())
    if segment.attribute(key) == clean:
        return ()
    pairs = [(k, clean if k == key else v) for k, v in segment.attributes]
    if key not in dict(pairs):
        pairs.append((key, clean))
    kept = tuple((k, v) for k, v in pairs if v or k != key)
    line = segment.attribute_line
    if line is None:
        last = segment.last_line
        return (insertion(last, len(notes.lines[last]), "\n" + write_attributes(kept)),)
    if not kept:
        return (removed_lines(notes.lines, line, line),)
    old = notes.lines[line]
    indent = len(old) - len(old.lstrip())
    return (replacement(line, indent, len(old.rstrip()), write_attributes(kept)),)
