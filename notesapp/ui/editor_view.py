"""The blocks in view, formatted when they are first seen and again when their role changes."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

from notesapp.ui.document import NotesDocument
from notesapp.ui.editor_paint import BlockOnScreen
from notesapp.ui.line_formats import LineFormats
from notesapp.ui.line_roles import LineRole, role_of
from notesapp.ui.positions import column_in


class EditorView:
    """Formats and geometry of what an editor shows. Formats live in the layouts only."""

    def __init__(self, editor: QPlainTextEdit, document: NotesDocument) -> None:
        self._editor = editor
        self._document = document
        self.formats: LineFormats | None = None
        self.show_source = False
        self._moved_from = 0
        self._moved_by = 0
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
        views: list[BlockOnScreen] = []
        block, top = first, 0.0
        start = self._editor.blockBoundingGeometry(first).translated(offset)
        top = start.top()
        while block.isValid() and top <= height:
            if block.isVisible():
                role = self.role(block)
                number = block.blockNumber()
                column = column_in(block, caret.position()) if number == caret_block else None
                self._format(block, role, column)
                rect = self._editor.blockBoundingGeometry(block).translated(offset)
                rect.moveTop(top)
                rect.setLeft(offset.x())
                views.append(BlockOnScreen(block, number, role, rect))
                top = rect.bottom()
            block = block.next()
        return views

    def _format(self, block: QTextBlock, role: LineRole, caret: int | None) -> None:
        formats = self.formats
        if formats is None:
            return
        inside = None
        if caret is not None:
            inside = next((m.start for m in role.stamps if m.start < caret < m.end), None)
        key = (hash((block.text(), role, inside, self.show_source, id(formats))) & 0x3FFFFFFF) + 1
        if block.userState() == key:
            return
        block.setUserState(key)
        ranges = formats.ranges(
            role,
            block.text(),
            caret if inside is not None else None,
            show_source=self.show_source,
        )
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
            line = qt.findBlock(position).blockNumber()
            self._moved_from = min(self._moved_from, line) if self._moved_by else line
            self._moved_by += delta

    def _on_notes(self) -> None:
        self._moved_from = self._moved_by = 0
