"""Changing one header value: that key's lines and nothing else."""

from __future__ import annotations

from notesapp.core.assemble import TITLE_PATTERN
from notesapp.core.edits.base import (
    Edits,
    Position,
    TextEdit,
    insertion,
    removed_lines,
    replacement,
)
from notesapp.core.header import HeaderValue, comment_of, write_value
from notesapp.core.lines import classify
from notesapp.core.model import Notes


def set_header(notes: Notes, key: str, value: HeaderValue) -> Edits:
    """Set, change or (with an empty value) remove a header key.

    Title and number are rewritten where they were read, also in the text's first line. A value
    without a place creates the header. Empty where nothing changes or the header is unreadable.
    """
    header = notes.header
    if header.present and not header.readable:
        return ()
    if key in header.values and header.values[key] == value:
        return ()
    if key in header.places:
        return _change(notes, key, value)
    in_title = _in_title_line(notes, key, value)
    if in_title is not None:
        return in_title
    if value in ("", ()):
        return ()
    line = write_value(key, value)
    if header.present:
        return (insertion(header.last_line, 0, f"{line}\n"),)
    gap = "" if notes.lines[0].strip() == "" and len(notes.lines) > 1 else "\n"
    return (insertion(0, 0, f"---\n{line}\n---\n{gap}"),)


def adds_source(edits: Edits) -> bool:
    """Whether edits bring a header or an attribute line, which plain text has no place for."""
    return any(e.text.startswith("---\n") or "{: " in e.text for e in edits)


def _change(notes: Notes, key: str, value: HeaderValue) -> Edits:
    first, last = notes.header.places[key]
    if value in ("", ()):
        if len(notes.header.places) == 1 and _only_key(notes, first, last):
            return (_without_header(notes),)
        return (removed_lines(notes.lines, first, last),)
    comment = comment_of(notes.lines[first].rstrip("\r")) if first == last else ""
    text = write_value(key, value) + comment
    end = Position(last, len(notes.lines[last]))
    return (TextEdit(Position(first, 0), end, text),)


def _only_key(notes: Notes, first: int, last: int) -> bool:
    """Whether nothing but this key stands between the fences."""
    rest = [*range(1, first), *range(last + 1, notes.header.last_line)]
    return all(not notes.lines[number].strip() for number in rest)


def _without_header(notes: Notes) -> TextEdit:
    stop = notes.header.last_line + 1
    while stop < len(notes.lines) and not notes.lines[stop].strip():
        stop += 1
    if stop >= len(notes.lines):
        last = len(notes.lines) - 1
        return TextEdit(Position(0, 0), Position(last, len(notes.lines[last])), "")
    return TextEdit(Position(0, 0), Position(stop, 0), "")


def _in_title_line(notes: Notes, key: str, value: HeaderValue) -> Edits | None:
    """The edit of the text's own title line, or None where the value does not stand there."""
    if notes.title_line is None or key not in ("title", "episode", "season"):
        return None
    text = notes.lines[notes.title_line]
    body = classify(text).body
    match = TITLE_PATTERN.match(text[body:].rstrip())
    if key == "title":
        if value == notes.title or not value:
            return ()
        start = body + match.start("title") if match else body
        clean = " ".join(str(value).split())
        return (replacement(notes.title_line, start, len(text.rstrip()), clean),)
    if match is None or value in ("", ()):
        return None
    names = ("number", "number2", "number3") if key == "episode" else ("season", "season3")
    for name in names:
        if match[name] is not None:
            start, end = body + match.start(name), body + match.end(name)
            return (replacement(notes.title_line, start, end, str(value)),)
    return None
