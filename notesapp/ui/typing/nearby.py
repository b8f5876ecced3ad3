"""The notes around a few lines, parsed at once however long the text is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from notesapp.core.edits.base import Edits, Position
from notesapp.core.model import Notes
from notesapp.core.parser import parse_lines
from notesapp.ui.text.document import NotesDocument

REACH = 150  # lines


@dataclass(frozen=True, slots=True)
class Nearby:
    """Notes made of the header and the lines around a place; ``offset`` lines are left out."""

    notes: Notes
    offset: int

    def inside(self, place: Position) -> Position:
        """A place of the document in these notes."""
        return Position(place.line - self.offset, place.column)

    def outside(self, edits: Edits) -> Edits:
        """Edits of these notes as edits of the document."""
        by = self.offset
        return tuple(
            replace(
                edit,
                start=Position(edit.start.line + by, edit.start.column),
                end=Position(edit.end.line + by, edit.end.column),
            )
            for edit in edits
        )


def notes_near(document: NotesDocument, first: int, last: int) -> Nearby:
    """Parse the header and what stands around lines ``first`` to ``last``."""
    if not document.stale:
        return Nearby(document.notes, 0)
    below = document.header_last_line() + 1
    start = max(below, first - REACH)
    end = min(document.qt.blockCount(), last + REACH + 1)
    block = document.qt.firstBlock()
    lines: list[str] = []
    while block.isValid() and len(lines) < below:
        lines.append(block.text())
        block = block.next()
    block = document.qt.findBlockByNumber(start)
    for _ in range(start, end):
        lines.append(block.text())
        block = block.next()
    return Nearby(parse_lines(lines), start - below)
