"""Links in the text: made from words, changed, and taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notesapp.core.edits.base import Edits, Position, TextEdit
from notesapp.core.lines import LineKind, classify
from notesapp.core.model import NodeKind, Notes
from notesapp.core.query import node_at_line

_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^()\s]*)\)")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_HOST = re.compile(r"www\.[^\s<>\"/.]+\.[^\s<>\"]+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_BARE = re.compile(r"(?:[\w-]{1,63}\.)+[a-z]{2,24}(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
_LONGEST = 2000
_BLANKS = " \t\r\u00a0"
_UNSAFE = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22"})


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a line; ``start`` to ``end`` are its columns with all its marks."""

    line: int
    start: int
    end: int
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """Where a link can be: an existing one, or the words that would become one."""

    line: int
    start: int
    end: int
    words: str
    link: Link | None = None


def address_of(text: str) -> str:
    """The address that a text is, all of it, ready for a link; empty where it is none."""
    text = text.strip()
    if len(text) > _LONGEST or not text:
        return ""
    if _ADDRESS.fullmatch(text):
        return text.translate(_UNSAFE)
    if _HOST.fullmatch(text):
        return f"https://{text}".translate(_UNSAFE)
    return f"mailto:{text}" if _MAIL.fullmatch(text) else ""


def typed_address(text: str) -> str:
    """The same for what a person types as an address: ``example.org/bees`` is one too."""
    found = address_of(text)
    bare = text.strip()
    if found or not _BARE.fullmatch(bare):
        return found
    return f"https://{bare}".translate(_UNSAFE)


def link_at(line: int, text: str, start: int, end: int) -> Link | None:
    """The link that columns ``start`` to ``end`` of a line stand in or touch."""
    for match in _LINK.finditer(text):
        if match.start() <= start and end <= match.end():
            if any(mark.start == match.start() for mark in classify(text).times):
                continue  # a stamp that leads somewhere
            return Link(line, match.start(), match.end(), match[1], match[2])
    return None


def link_place(notes: Notes, start: Position, end: Position) -> LinkPlace | None:
    """Where Ctrl+K works for a selection; None where there can be no link.

    A selection gives up its blanks, the label before it and the stamp behind it. A caret within a
    word means the word.
    """
    if start.line != end.line or not 0 <= start.line < len(notes.lines):
        return None
    node = node_at_line(notes, start.line)
    text = notes.lines[start.line]
    line = classify(text)
    if node is None or node.kind in (NodeKind.HEADER, NodeKind.CODE, NodeKind.ATTRIBUTES):
        return None
    if line.kind is LineKind.ATTRIBUTES:
        return None
    first, last = min(start.column, len(text)), min(end.column, len(text))
    link = link_at(start.line, text, first, last)
    if link is not None:
        return LinkPlace(start.line, link.start, link.end, link.words, link)
    if first == last:
        empty = _empty_place(start.line, text, first)
        word = _word_around(text, first)
        if empty is None or word is None:
            return empty
        first, last = word
    if line.label is not None and first < line.label.end:
        if last <= line.label.end:
            return None
        first = line.label.end
    first = max(first, min(line.body, last))
    if line.leading is not None and first < line.leading.tail < last:
        first = line.leading.tail
    if line.trailing is not None and first < line.trailing.start < last:
        last = line.trailing.start
    words = text[first:last]
    first += len(words) - len(words.lstrip(_BLANKS))
    words = words.strip(_BLANKS)
    clear = not any(m.start < first + len(words) and first < m.end for m in line.times)
    known = (*_LINK.finditer(text), *_IMAGE.finditer(text))
    clear = clear and not any(m.start() < last and first < m.end() for m in known)
    clear = clear and not classify(f"[{words}]").times  # it would become a stamp
    if not any(c.isalnum() for c in words) or any(c in "[]`" for c in words) or not clear:
        return None
    return LinkPlace(start.line, first, first + len(words), words)


def _empty_place(line: int, text: str, column: int) -> LinkPlace | None:
    """A caret without a selection: inside a stamp, code or an address there is no place."""
    if any(mark.start < column < mark.tail for mark in classify(text).times):
        return None
    if text[:column].count("`") % 2:
        return None
    before, after = text[:column].rpartition(" ")[2], text[column:].partition(" ")[0]
    if any(sign in before + after for sign in ("://", "www.", "](")) and before and after:
        return None
    return LinkPlace(line, column, column, "")


def _word_around(text: str, column: int) -> tuple[int, int] | None:
    """The columns of the word that a column is within; None at its edges."""
    words = (match.span() for match in _WORD.finditer(text))
    return next(((start, end) for start, end in words if start < column < end), None)


def set_link(place: LinkPlace, words: str, address: str) -> Edits:
    """Make the link, or change the one that is there; without words they are the address.

    Brackets in the words become round ones: a link cannot hold them.
    """
    words = " ".join(words.split()).replace("[", "(").replace("]", ")")
    address = "".join(address.split()).translate(_UNSAFE)
    if not address:
        return ()
    text = f"[{words}]({address})" if words else address
    start, end = Position(place.line, place.start), Position(place.line, place.end)
    return (TextEdit(start, end, text, len(text)),)


def remove_link(place: LinkPlace) -> Edits:
    """Leave the words of a link and take the rest away."""
    if place.link is None:
        return ()
    start, end = Position(place.line, place.start), Position(place.line, place.end)
    return (TextEdit(start, end, place.words, len(place.words)),)
