"""A list in a form: one entry a line, with names offered while they are typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from notesapp.ui.kit.form_fields import FIELD_SHEET, FIELD_TOKENS
from notesapp.ui.kit.ghost import Ghost
from notesapp.ui.kit.look import Look

_UNKNOWN = ("\n",)
MOST_LINES = 8


class ListField(QPlainTextEdit):
    """As high as its entries. ``items_typed`` carries them as a tuple, by the user's doing only.

    Enter begins another entry, and leaves the field from an empty last one. Tab leaves it.
    """

    items_typed = Signal(object)

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        names: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._known: tuple[str, ...] = ()
        self._busy = False
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.ghost = Ghost(self, lambda: self._look, names)
        self.set_look(look)
        self.textChanged.connect(self._tell)

    def items(self) -> tuple[str, ...]:
        """The entries; blank lines are none."""
        lines = (" ".join(line.split()) for line in self.toPlainText().split("\n"))
        return tuple(line for line in lines if line)

    def show_items(self, items: Sequence[str]) -> None:
        """Show entries unless the field already says them; the caret keeps its place."""
        if self._busy or tuple(items) == self._known:
            return
        self._known = tuple(items)
        if self.items() == self._known:
            return
        self._busy = True
        place = self.textCursor().position()
        self.setPlainText("\n".join(items))
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(self.toPlainText())) if self.hasFocus() else 0)
        self.setTextCursor(cursor)
        self._busy = False
        self._grow()

    def _tell(self) -> None:
        self._grow()
        items = self.items()
        if not self._busy and items != self._known:
            self._known = items
            self._busy = True
            self.items_typed.emit(items)
            self._busy = False

    def _grow(self) -> None:
        lines = max(1, min(MOST_LINES, self.blockCount()))
        self.setFixedHeight(max(28, lines * self.fontMetrics().lineSpacing() + 12))

    def event(self, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and self.ghost.press(event):  # type: ignore[arg-type]
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leaving = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if leaving and self.textCursor().atEnd() and not self.textCursor().block().text().strip():
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._known = _UNKNOWN

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._look = look
        self.setFont(look.font("body"))
        colors = {name: look.theme.hex(name) for name in FIELD_TOKENS}
        self.setStyleSheet(FIELD_SHEET.format(**colors))
        self._grow()
