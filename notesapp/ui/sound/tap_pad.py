"""The pad of the calibration: taken by any tap, by key or by mouse, and lit on the beat."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round, focus_ring, stroke_round

_HEIGHT, _DOT, _LIT_MS = 120, 40, 110
_NOT_TAPS = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
    *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta),
)


class TapPad(QAbstractButton):
    """``tapped`` at the press, not at the release: it is timed."""

    tapped = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_lit = False
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Tap here on the beat, or press the space bar"))
        self.clicked.connect(self.tapped)  # only assistive tools press it that way
        self._out = QTimer(self)
        self._out.setSingleShot(True)
        self._out.timeout.connect(lambda: self._light(False))

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def show_words(self, words: str) -> None:
        """A word or two under the dot, such as how many taps there were."""
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def words(self) -> str:
        """What stands under the dot."""
        return self._words

    def flash(self) -> None:
        """Light up for a moment."""
        self._light(True)
        self._out.start(_LIT_MS)

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._look = look
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _NOT_TAPS:
            event.ignore()
        elif not event.isAutoRepeat():
            self.tapped.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.tapped.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def _light(self, lit: bool) -> None:
        self._is_lit = lit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_round(painter, self.rect(), 8, look.color("surface"))
        stroke_round(painter, self.rect(), 8, look.color("line"))
        dot = self.rect()
        dot.setSize(QSize(_DOT, _DOT))
        dot.moveCenter(self.rect().center())
        dot.translate(0, -14 if self._words else 0)
        if self._is_lit:
            fill_round(painter, dot, _DOT / 2, look.color("accent"))
        else:
            stroke_round(painter, dot, _DOT / 2, look.color("edge"), 2.0)
        painter.setFont(look.font("body", weight=500, tabular=True))
        painter.setPen(look.color("ink2"))
        below = self.rect().adjusted(0, dot.bottom() + 8, 0, -8)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._words)
        if self.hasFocus():
            focus_ring(painter, self.rect(), 8, look.color("accent"))
        painter.end()
