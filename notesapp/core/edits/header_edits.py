"""Changing one header value: that key's lines and nothing else."""

from __future__ import annotations

from notesapp.core.assemble import TITLE_PATTERN
from notesapp.core.edits.base import (
    Edits,
    Position,
    TextEdit,
    apply_edits,
    insertion,
    removed_lines,
    replacement,
)
from notesapp.core.header import HeaderValue, comment_of, write_value
from notesapp.core.lines import classify, plain
from notesapp.core.model import Notes
from notesapp.core.parser import parse_lines

_READ_BACK = 200


def set_header(notes: Notes, key: str, value: HeaderValue) -> Edits:
    """Set, change or (with an empty value) remove a header key.

    Title and number are rewritten where they were read, also in the text's first line. A value
    without a place creates the header, and so does a title that would be no title in the text:
    it leaves its line. Empty where nothing changes or the header is unreadable.
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
    return (_into_header(notes, write_value(key, value)),)


def _into_header(notes: Notes, lines: str) -> TextEdit:
    header = notes.header
    if header.present:
        return insertion(header.last_line, 0, f"{lines}\n")
    gap = "" if notes.lines[0].strip() == "" and len(notes.lines) > 1 else "\n"
    return insertion(0, 0, f"---\n{lines}\n---\n{gap}")


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
        edit = replacement(notes.title_line, start, len(text.rstrip()), clean)
        if _reads_back(notes, notes.title_line, edit, clean):
            return (edit,)
        return _title_to_header(notes, notes.title_line, clean)
    if match is None or value in ("", ()):
        return None
    names = ("number", "number2", "number3") if key == "episode" else ("season", "season3")
    for name in names:
        if match[name] is not None:
            start, end = body + match.start(name), body + match.end(name)
            return (replacement(notes.title_line, start, end, str(value)),)
    return None


def _reads_back(notes: Notes, line: int, edit: TextEdit, title: str) -> bool:
    """Whether the title is still one in the text: “Links” is a section, “Q: why” a question.

    Else the next keystroke would take the paragraph below for the title, and write over it.
    """
    head = "\n".join(notes.lines[: line + _READ_BACK])
    after = parse_lines(apply_edits(head, (edit,)).split("\n"))
    same = (after.title_line, after.number, after.season) == (line, notes.number, notes.season)
    return same and after.title in (title, plain(title))


def _title_to_header(notes: Notes, line: int, title: str) -> Edits:
    """Move the title, with the number beside it, from its line into the header."""
    found = {"title": title, "episode": notes.number, "season": notes.season}
    wanted = {k: v for k, v in found.items() if v is not None and k not in notes.header.places}
    rows = "\n".join(write_value(key, value) for key, value in wanted.items())
    last = line
    while last + 1 < len(notes.lines) and not notes.lines[last + 1].strip():
        last += 1
    return _joined(_into_header(notes, rows), removed_lines(notes.lines, line, last))


def _joined(first: TextEdit, second: TextEdit) -> Edits:
    if first.start != second.start:
        return (first, second)
    return (TextEdit(first.start, second.end, first.text + second.text),)
