"""Fields of a form whose edits belong to the text document: it undoes them, not the field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from notesapp.ui.kit.look import Look

_CTRL = Qt.KeyboardModifier.ControlModifier
_UNKNOWN = "\n"  # no value is that: the field takes the next one, whatever it says
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class UndoKeys(QObject):
    """Watches fields: undo and redo go to the document, whatever the field makes of them."""

    undo_requested = Signal()
    redo_requested = Signal()

    def watch(self, field: QWidget) -> None:
        """Take undo and redo away from a field."""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() not in kinds or not isinstance(event, QKeyEvent):
            return False
        step = undo_step(event)
        if not step:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            (self.undo_requested if step == "undo" else self.redo_requested).emit()
        return True


def undo_step(event: QKeyEvent) -> str:
    """``undo``, ``redo`` or nothing, by the system's keys and by the usual ones."""
    chord = (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, event.key())
    if chord in ((_CTRL | _SHIFT, Qt.Key.Key_Z), (_CTRL, Qt.Key.Key_Y)):
        return "redo"
    if chord == (_CTRL, Qt.Key.Key_Z) or event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    return "redo" if event.matches(QKeySequence.StandardKey.Redo) else ""


def squeezed(text: str) -> str:
    """Text as a value holds it: on one line, single spaces."""
    return " ".join(text.split())


class LineField(QLineEdit):
    """One line. ``text_typed`` is the user's doing only; its menu offers no undo of its own."""

    text_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = ""
        self._emitting = False
        self.textEdited.connect(self._tell)

    def show_value(self, value: str) -> None:
        """Show a value unless the field already says it; the caret keeps its place."""
        if self._emitting or squeezed(value) == self._known:
            return
        self._known = squeezed(value)
        if squeezed(self.text()) != self._known:
            place = self.cursorPosition()
            self.setText(value)
            self.setCursorPosition(min(place, len(value)) if self.hasFocus() else 0)

    def _tell(self, text: str) -> None:
        if squeezed(text) != self._known:
            self._known = squeezed(text)
            self._emitting = True
            self.text_typed.emit(text)
            self._emitting = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._known = _UNKNOWN

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions()[:3]:
            menu.removeAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


class GrowingField(QPlainTextEdit):
    """A value that wraps: as high as its text, without line breaks in it. Tab leaves it."""

    text_typed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = ""
        self._busy = False
        self._look = look
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.set_look(look)
        self.textChanged.connect(self._tell)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def text(self) -> str:
        """What stands in the field."""
        return self.toPlainText()

    def show_value(self, value: str) -> None:
        """Show a value unless the field already says it; the caret keeps its place."""
        if self._busy or squeezed(value) == self._known:
            return
        self._known = squeezed(value)
        if squeezed(self.text()) == self._known:
            return
        self._busy = True
        place = self.textCursor().position()
        self.setPlainText(value)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(value)) if self.hasFocus() else 0)
        self.setTextCursor(cursor)
        self._busy = False

    def _tell(self) -> None:
        self._grow()
        text = self.text()
        if not self._busy and squeezed(text) != self._known:
            self._known = squeezed(text)
            self._busy = True
            self.text_typed.emit(text)
            self._busy = False

    def _grow(self) -> None:
        lines = max(1, round(self.document().size().height()))
        padding = 12
        height = lines * self.fontMetrics().lineSpacing() + padding
        if height != self.height():
            self.setFixedHeight(max(28, height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.textCursor().insertText(squeezed(source.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.moveCursor(QTextCursor.MoveOperation.End)

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


FIELD_TOKENS = ("surface", "ink", "edge", "sel", "ink2", "accent", "ink3", "line")
FIELD_SHEET = """
QPlainTextEdit {{ background: {surface}; color: {ink}; border: 1px solid {edge};
  border-radius: 6px; padding: 4px 9px; selection-background-color: {sel};
  selection-color: {ink}; placeholder-text-color: {ink3}; }}
QPlainTextEdit:hover {{ border-color: {ink2}; }}
QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 3px 8px; }}
QPlainTextEdit:disabled {{ color: {ink3}; border-color: {line}; }}
"""


class ChoiceField(QComboBox):
    """A list of choices that the wheel scrolls past instead of changing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def show_value(self, value: str) -> None:
        """Choose the entry whose data is a value; the first where there is none."""
        self.setCurrentIndex(max(0, self.findData(value)))
