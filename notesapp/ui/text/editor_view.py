"""The blocks in view, formatted when they are first seen and again when their role changes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.editor_paint import BlockOnScreen, SeenBlock
from notesapp.ui.text.line_formats import LineFormats
from notesapp.ui.text.line_roles import LineRole, role_of
from notesapp.ui.text.positions import column_in

REMEMBERED = 4000


class EditorView:
    """Formats and geometry of what an editor shows. Formats live in the layouts only."""

    def __init__(self, editor: QPlainTextEdit, document: NotesDocument) -> None:
        self._editor = editor
        self._document = document
        self.formats: LineFormats | None = None
        self.show_source = False
        self._moved_from = 0
        self._moved_by = 0
        self._version = 0
        self._seen: dict[int, SeenBlock] = {}
        self._blocks_before = document.qt.blockCount()
        document.qt.contentsChange.connect(self._on_contents_change)
        document.notes_changed.connect(self._on_notes)

    def role(self, block: QTextBlock) -> LineRole:
        """The role of a block, also while the parse is a few keystrokes behind."""
        number = block.blockNumber()
        if number > self._moved_from and self._moved_by:
            number = max(self._moved_from, number - self._moved_by)
        return role_of(self._document.notes, number, block.text())

    def format_view(self, first: QTextBlock, offset: QPointF, height: int) -> list[BlockOnScreen]:
        """Format the blocks from ``first`` down and return them with their places."""
        caret = self._editor.textCursor()
        caret_block = caret.blockNumber()
        key = (self._version, id(self.formats), self.show_source, self._editor.viewport().width())
        views: list[BlockOnScreen] = []
        layout = self._document.qt.documentLayout()
        block = first
        number = first.blockNumber()
        top = self._editor.blockBoundingGeometry(first).translated(offset).top()
        while block.isValid() and top <= height:
            if block.isVisible():
                column = column_in(block, caret.position()) if number == caret_block else None
                seen = self._see(block, number, key, column)
                rect = layout.blockBoundingRect(block)
                place = QRectF(offset.x(), top, rect.width(), rect.height())
                views.append(BlockOnScreen(block, number, seen, place))
                top += rect.height()
            block = block.next()
            number += 1
        return views

    def _see(self, block: QTextBlock, number: int, key: object, column: int | None) -> SeenBlock:
        text = block.text()
        seen = self._seen.get(number)
        if seen is not None and seen.key == key and seen.text == text:
            if column is None and seen.inside is None:
                return seen
            if _stamp_around(seen.role, column) == seen.inside:
                return seen
        role = self.role(block)
        inside = _stamp_around(role, column)
        if len(self._seen) > REMEMBERED:
            self._seen.clear()
        seen = self._seen[number] = SeenBlock(text, key, role, inside)
        self._format(block, seen, column)
        return seen

    def _format(self, block: QTextBlock, seen: SeenBlock, caret: int | None) -> None:
        formats = self.formats
        if formats is None:
            return
        facts = (seen.text, seen.role, seen.inside, self.show_source, id(formats))
        state = (hash(facts) & 0x3FFFFFFF) + 1
        if block.userState() == state:
            return
        block.setUserState(state)
        column = caret if seen.inside is not None else None
        ranges = formats.ranges(seen.role, seen.text, column, show_source=self.show_source)
        layout = block.layout()
        if not ranges and not layout.formats():
            return
        layout.setFormats(ranges)
        self._document.qt.markContentsDirty(block.position(), block.length())

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        qt = self._document.qt
        delta = qt.blockCount() - self._blocks_before
        self._blocks_before = qt.blockCount()
        if delta:
            self._version += 1
            line = qt.findBlock(position).blockNumber()
            self._moved_from = min(self._moved_from, line) if self._moved_by else line
            self._moved_by += delta

    def _on_notes(self) -> None:
        self._moved_from = self._moved_by = 0
        self._version += 1


def _stamp_around(role: LineRole, column: int | None) -> int | None:
    """Where the stamp starts that the caret stands in, if it stands in one."""
    if column is None:
        return None
    return next((m.start for m in role.stamps if m.start < column < m.end), None)
