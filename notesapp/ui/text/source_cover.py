"""Keeping header and attribute lines out of sight, and the caret out of them.

The header's blocks are invisible; an attribute line keeps its place, painted as a chip. Both stay
in the document, so they are saved, undone and parsed like any text (docs/adr/0005).
"""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from notesapp.core.edits.lines import first_seen_line
from notesapp.core.lines import LineKind, classify
from notesapp.core.model import Notes


def covered_until(notes: Notes) -> int:
    """The first line a reader sees; 0 where nothing is covered."""
    return first_seen_line(notes)


def cover_header(document: QTextDocument, until: int) -> bool:
    """Make the first lines invisible and the next ones visible; returns whether any changed."""
    layout = document.documentLayout()
    changed = False
    block = document.firstBlock()
    while block.isValid():
        number = block.blockNumber()
        wanted = number >= until
        if number >= until and block.isVisible():
            break
        if block.isVisible() != wanted:
            block.setVisible(wanted)
            block.setLineCount(max(1, block.layout().lineCount()) if wanted else 0)
            changed = True
        block = block.next()
    if changed:
        layout.documentSizeChanged.emit(layout.documentSize())
    return changed


def is_covered(block: QTextBlock, *, show_source: bool) -> bool:
    """Whether the caret must not stand in a block."""
    if not block.isVisible():
        return True
    return not show_source and classify(block.text()).kind is LineKind.ATTRIBUTES


def clamp(cursor: QTextCursor, came_from: int, *, show_source: bool) -> bool:
    """Move a cursor out of covered lines, on in the direction it came from.

    Returns whether it moved. The selection's other end stays where it is.
    """
    block = cursor.block()
    if not is_covered(block, show_source=show_source):
        return False
    forward = cursor.position() >= came_from
    target = _uncovered(block, forward=forward, show_source=show_source)
    if target is None:
        forward = not forward
        target = _uncovered(block, forward=forward, show_source=show_source)
    if target is None:
        return False
    mode = (
        QTextCursor.MoveMode.KeepAnchor
        if cursor.hasSelection()
        else QTextCursor.MoveMode.MoveAnchor
    )
    end = target.position() + target.length() - 1
    cursor.setPosition(target.position() if forward else end, mode)
    return True


def _uncovered(block: QTextBlock, *, forward: bool, show_source: bool) -> QTextBlock | None:
    while block.isValid():
        if not is_covered(block, show_source=show_source):
            return block
        block = block.next() if forward else block.previous()
    return None


def visible_text(text: str, first_line: int, header_last_line: int) -> str:
    """Copied text without header and attribute lines; ``first_line`` is where it was cut."""
    lines = text.split("\n")
    return "\n".join(
        line
        for number, line in enumerate(lines, start=first_line)
        if number > header_last_line and not _is_source(line)
    )


def _is_source(line: str) -> bool:
    return "{:" in line and classify(line).kind is LineKind.ATTRIBUTES
