"""The only module that knows Qt's UTF-16 columns; everything else counts code points."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from notesapp.core.edits.base import Position


def to_utf16(text: str, column: int) -> int:
    """The UTF-16 column of a code-point column in a line."""
    head = text[:column]
    return len(head) + sum(1 for c in head if c > "\uffff") if not head.isascii() else column


def from_utf16(text: str, column16: int) -> int:
    """The code-point column of a UTF-16 column in a line; inside a pair counts as before it."""
    if text.isascii():
        return column16
    seen = 0
    for place, character in enumerate(text):
        seen += 2 if character > "\uffff" else 1
        if seen > column16:
            return place
    return len(text)


def document_position(document: QTextDocument, place: Position) -> int:
    """The document position of a line and column; past a line's end is its end."""
    block = document.findBlockByNumber(place.line)
    if not block.isValid():
        return max(0, document.characterCount() - 1)
    return block.position() + min(to_utf16(block.text(), place.column), block.length() - 1)


def place_of(document: QTextDocument, position: int) -> Position:
    """The line and column of a document position."""
    block = document.findBlock(position)
    if not block.isValid():
        block = document.lastBlock()
        return Position(block.blockNumber(), len(block.text()))
    return Position(block.blockNumber(), column_in(block, position))


def column_in(block: QTextBlock, position: int) -> int:
    """The code-point column of a document position within its block."""
    return from_utf16(block.text(), position - block.position())


def cursor_at(document: QTextDocument, place: Position) -> QTextCursor:
    """A cursor at a line and column."""
    cursor = QTextCursor(document)
    cursor.setPosition(document_position(document, place))
    return cursor


def cursor_near(document: QTextDocument, position: int) -> QTextCursor:
    """A cursor at a document position, or the nearest before it; never within a pair.

    Counts as Qt does, so it is also right where halves of pairs stand alone: those are lost in
    what Qt hands over as text.
    """
    cursor = QTextCursor(document)
    place = max(0, min(position, document.characterCount() - 1))
    before, behind = (document.characterAt(at) for at in (place - 1, place))
    is_within = "\ud800" <= before < "\udc00" <= behind < "\ue000"
    cursor.setPosition(place - is_within)
    return cursor
