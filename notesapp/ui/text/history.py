"""Undo and redo for the whole window: typing, stamps and forms in one order."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from notesapp.core.matching import segment_key
from notesapp.core.model import Notes
from notesapp.core.query import is_waiting
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.editor import NotesEditor
from notesapp.ui.text.stamp_end import before_stamp


class History(QObject):
    """Undoes through the document's own stack and keeps the caret from jumping to the header."""

    def __init__(
        self, document: NotesDocument, editor: NotesEditor, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._editor = editor
        document.caret = lambda: editor.textCursor().position()
        document.put_caret = self._put_caret

    def undo(self) -> None:
        """Undo one step."""
        self._go(back=True)

    def redo(self) -> None:
        """Redo one step."""
        self._go(back=False)

    def _put_caret(self, position: int) -> None:
        cursor = QTextCursor(self._document.qt)
        cursor.setPosition(max(0, min(position, self._document.qt.characterCount() - 1)))
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()

    def _go(self, *, back: bool) -> None:
        editor, document = self._editor, self._document
        scroll = editor.verticalScrollBar().value()
        before, text, old = editor.textCursor(), editor.textCursor().block().text(), document.notes
        from_end = document.qt.characterCount() - before.position()
        old_header = _header_lines(document)
        cursor = QTextCursor(document.qt)
        if back:
            document.undo(cursor)
        else:
            document.redo(cursor)
        document.settle()
        header = _header_lines(document)
        if header != old_header or cursor.blockNumber() < len(header):
            kept = QTextCursor(document.qt)
            kept.setPosition(max(0, document.qt.characterCount() - from_end))
            editor.setTextCursor(kept)
            editor.verticalScrollBar().setValue(scroll)
            return
        if before.block().text() == text and _only_marks(old, document.notes):
            editor.setTextCursor(before)
            editor.verticalScrollBar().setValue(scroll)
            return
        editor.setTextCursor(before_stamp(document, cursor, inside=not back))
        editor.ensureCursorVisible()


def _header_lines(document: NotesDocument) -> list[str]:
    last = document.header_last_line()
    return [document.qt.findBlockByNumber(line).text() for line in range(last + 1)]


def _only_marks(old: Notes, new: Notes) -> bool:
    """Whether only segments that wait for words came or went: marks are set without the caret."""
    written = [[segment_key(s) for s in n.segments if not is_waiting(s)] for n in (old, new)]
    return written[0] == written[1] and len(old.segments) != len(new.segments)
