"""The rest of a name, offered in grey behind what is being typed; it types nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from notesapp.core.people import suggestion
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import stroke_round

_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_TAKING = (Qt.Key.Key_Tab, Qt.Key.Key_Right)


class Ghost(QWidget):
    """Lies over a field, without taking anything from it.

    It is seen only behind a name just typed at the end of a line, so it never covers text. Tab or
    the right arrow take it while it is seen; every other key means what it always means.
    ``is_wanted`` is asked only where there is something to offer.
    """

    def __init__(
        self,
        field: QPlainTextEdit,
        look: Callable[[], Look],
        names: Callable[[], Sequence[str]],
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(field.viewport())
        self._field, self._look, self._names = field, look, names
        self._is_wanted = is_wanted
        self._rest = ""
        self._typed_at = -1
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        field.document().contentsChange.connect(self._on_change)
        field.cursorPositionChanged.connect(self.refresh)
        field.textChanged.connect(self.refresh)
        field.verticalScrollBar().valueChanged.connect(lambda _: self.dismiss())
        field.installEventFilter(self)

    @property
    def rest(self) -> str:
        """What Tab would add; empty while nothing is offered."""
        return self._rest if not self.isHidden() else ""

    def press(self, event: QKeyEvent) -> bool:
        """Take the offer where a key says so; False leaves the key to the field."""
        if self.isHidden() or event.modifiers() not in _BARE:
            return False
        if event.key() in _TAKING:
            self.take()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return True
        return False

    def take(self) -> None:
        """Write the rest of the name."""
        rest, self._typed_at = self._rest, -1
        self.dismiss()
        self._field.textCursor().insertText(rest)
        self._field.ensureCursorVisible()

    def dismiss(self) -> None:
        """Offer nothing until more is typed."""
        self._typed_at = -1
        self._rest = ""
        self.hide()

    def refresh(self) -> None:
        """Look again at what stands before the caret."""
        before = self._rest
        self._rest = self._wanted()
        self.setVisible(bool(self._rest))
        if self._rest:
            self._place()
            if self._rest != before:
                self._announce()

    def _on_change(self, position: int, removed: int, added: int) -> None:
        if added != removed:  # else nothing was typed: lines were painted anew
            self._typed_at = position + added if added == 1 and removed == 0 else -1

    def _wanted(self) -> str:
        cursor = self._field.textCursor()
        if cursor.hasSelection() or cursor.position() != self._typed_at:
            return ""
        if not self._field.hasFocus() or not cursor.atBlockEnd():
            return ""
        rest = suggestion(cursor.block().text(), self._names())
        return rest if rest and self._is_wanted() else ""

    def _place(self) -> None:
        caret = self._field.cursorRect()
        left = caret.right() + 1
        width = self._width() + self._key_width() + 14
        if left + width > self._field.viewport().width():
            self.hide()
            return
        self.setGeometry(QRect(left, caret.top(), width, caret.height()))
        self.update()

    def _width(self) -> int:
        return QFontMetrics(self._field.font()).horizontalAdvance(self._rest)

    def _key_width(self) -> int:
        return QFontMetrics(self._look().font("micro")).horizontalAdvance(self.tr("Tab")) + 8

    def _announce(self) -> None:
        if QAccessible.isActive():
            words = self.tr("Tab completes: {0}").format(self._rest)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.InputMethod):
            self.dismiss()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._field.font())
        painter.setPen(look.color("ink3"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle, self._rest)
        height = min(self.height(), look.fonts.line("micro"))
        cap = QRect(self._width() + 8, (self.height() - height) // 2, self._key_width(), height)
        stroke_round(painter, cap, 4, look.color("edge"))
        painter.setFont(look.font("micro"))
        painter.drawText(cap, middle | Qt.AlignmentFlag.AlignHCenter, self.tr("Tab"))
        painter.end()
