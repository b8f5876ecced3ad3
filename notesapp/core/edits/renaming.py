"""Renaming a person or a speaker everywhere it is named, as one step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from notesapp.core.edits.base import Edits, Position, TextEdit
from notesapp.core.header import HeaderValue, comment_of, write_value
from notesapp.core.lines import LineKind, classify, write_attributes
from notesapp.core.model import NodeKind, Notes

_ADDRESS = re.compile(r"\]\([^()\s]*\)|(?:https?://|www\.|mailto:)\S+|[\w.+-]+@\S+|`[^`]*`")
_NO_NAMES = ("audio", "audio_url", "image", "link", "guid", "stamps", "date", "language")


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a renaming changes: the edits, and how many places of each kind."""

    edits: Edits
    in_header: int
    in_labels: int
    in_text: int
    lines: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many places change in all."""
        return self.in_header + self.in_labels + self.in_text


def people_in(notes: Notes) -> tuple[str, ...]:
    """The names these notes know: speakers, guests, labels that are names."""
    names = [*notes.header.items("speakers"), *notes.header.items("guests")]
    names += [s.label.speaker for s in notes.segments if s.label and s.label.speaker]
    clean = (" ".join(name.rstrip(":").split()) for name in names)
    return tuple(dict.fromkeys(name for name in clean if name))


def rename(notes: Notes, old: str, new: str) -> Renaming:
    """Write ``new`` wherever ``old`` stands as a whole word: header, labels, text, attributes.

    Addresses and code stay, and so does a header that cannot be read. Nothing where one is empty.
    """
    old, new = " ".join(old.split()), " ".join(new.split())
    if not old or not new or old == new:
        return Renaming((), 0, 0, 0, ())
    pattern = re.compile(rf"(?<![\w]){re.escape(old)}(?![\w])")
    labels = {s.label.line: s.label.end for s in notes.segments if s.label is not None}
    header = list(_in_header(notes, pattern, new))
    edits: list[TextEdit] = [edit for edit, _ in header]
    in_labels = in_text = 0
    for node in notes.nodes:
        if node.kind in (NodeKind.HEADER, NodeKind.CODE, NodeKind.BLANK, NodeKind.RULE):
            continue
        for line in range(node.first_line, node.last_line + 1):
            for edit in _in_line(notes.lines[line], line, pattern, new):
                edits.append(edit)
                in_label = edit.end.column <= labels.get(line, -1)
                in_labels, in_text = in_labels + in_label, in_text + (not in_label)
    ordered = tuple(sorted(edits, key=lambda edit: edit.start))
    lines = tuple(dict.fromkeys(edit.start.line for edit in ordered))
    return Renaming(ordered, sum(count for _, count in header), in_labels, in_text, lines)


def _in_line(text: str, line: int, pattern: re.Pattern[str], new: str) -> Iterator[TextEdit]:
    seen = classify(text)
    if seen.kind is LineKind.ATTRIBUTES:
        changed = tuple((k, _in_words(v, pattern, new)) for k, v in seen.attributes)
        if changed != seen.attributes:
            indent = text[: len(text) - len(text.lstrip())]
            written = indent + write_attributes(changed)
            yield TextEdit(Position(line, 0), Position(line, len(text.rstrip())), written)
        return
    covered = _ADDRESS.sub(lambda match: "\0" * len(match[0]), text)
    for match in pattern.finditer(covered):
        yield TextEdit(Position(line, match.start()), Position(line, match.end()), new)


def _in_words(value: str, pattern: re.Pattern[str], new: str) -> str:
    if _ADDRESS.match(value):
        return value
    return pattern.sub(lambda _: new, value)


def _in_header(notes: Notes, pattern: re.Pattern[str], new: str) -> Iterator[tuple[TextEdit, int]]:
    header = notes.header
    if not header.present or not header.readable:
        return
    for key, (first, last) in header.places.items():
        value = header.values.get(key)
        changed: HeaderValue
        if isinstance(value, tuple):
            changed = tuple(_in_words(item, pattern, new) for item in value)
            count = sum(a != b for a, b in zip(changed, value, strict=True))
        elif isinstance(value, str) and key not in _NO_NAMES:
            changed = _in_words(value, pattern, new)
            count = int(changed != value)
        else:
            continue
        if count:
            comment = comment_of(notes.lines[first].rstrip("\r")) if first == last else ""
            text = write_value(key, changed) + comment
            yield TextEdit(Position(first, 0), Position(last, len(notes.lines[last])), text), count
