"""Undo and redo for the whole window: typing, stamps and forms in one order."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.editor import NotesEditor


class History(QObject):
    """Undoes through the document's own stack and keeps the caret from jumping to the header."""

    def __init__(
        self, document: NotesDocument, editor: NotesEditor, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._editor = editor

    def undo(self) -> None:
        """Undo one step."""
        self._go(back=True)

    def redo(self) -> None:
        """Redo one step."""
        self._go(back=False)

    def _go(self, *, back: bool) -> None:
        editor, document = self._editor, self._document
        scroll = editor.verticalScrollBar().value()
        before = editor.textCursor()
        from_end = document.qt.characterCount() - before.position()
        old_header = document.header_last_line()
        cursor = QTextCursor(document.qt)
        if back:
            document.undo(cursor)
        else:
            document.redo(cursor)
        document.settle()
        header = max(old_header, document.header_last_line())
        if header >= 0 and cursor.blockNumber() <= header:
            kept = QTextCursor(document.qt)
            kept.setPosition(max(0, document.qt.characterCount() - from_end))
            editor.setTextCursor(kept)
            editor.verticalScrollBar().setValue(scroll)
            return
        editor.setTextCursor(cursor)
        editor.ensureCursorVisible()
