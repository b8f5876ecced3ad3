"""The zoomed waveform's place in the window: as high as its lower edge was dragged."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.waveform.waveform import LOWEST, TALLEST, USUAL, Waveform

GAP = 4
# All else in the window, with some lines of text.
_ELSE = 460
_GRAB = 8


class WaveformPane(QWidget):
    """``height_chosen`` says in pixels how high the user made the waveform."""

    height_chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.waveform = Waveform(look, self)
        self._edge = _Edge(self)
        self._wanted, self._most = USUAL, TALLEST
        self.waveform.height_requested.connect(self._choose)
        self.set_waveform_height(USUAL)

    def set_look(self, look: Look) -> None:
        """Take colours from another look."""
        self._look = look
        self.update()

    def set_waveform_height(self, height: int) -> None:
        """Show the waveform this high, within what makes sense and what leaves text to see."""
        self._wanted = min(max(LOWEST, height), TALLEST)
        height = min(self._wanted, self._most)
        self.waveform.set_body_height(height)
        self.setFixedHeight(height + GAP)
        self._place()

    def fit(self, window_height: int) -> None:
        """Give way in a low window; in a tall one the chosen height comes back."""
        self._most = min(max(USUAL, window_height - _ELSE), TALLEST)
        self.set_waveform_height(self._wanted)

    def _choose(self, height: int) -> None:
        before = self.waveform.height()
        self.set_waveform_height(height)
        if self.waveform.height() != before:
            self.height_chosen.emit(self.waveform.height())

    def _place(self) -> None:
        height = self.waveform.height()
        self.waveform.setGeometry(0, 0, self.width(), height)
        self._edge.setGeometry(0, height + GAP - _GRAB, self.width(), _GRAB)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("bg"))
        painter.end()


class _Edge(QWidget):
    """The lower edge, to drag; a double click brings the usual height back."""

    def __init__(self, pane: WaveformPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._from: tuple[QPointF, int] | None = None
        self.setCursor(Qt.CursorShape.SplitVCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = (event.globalPosition(), self._pane.waveform.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            by = event.globalPosition().y() - self._from[0].y()
            self._pane.set_waveform_height(self._from[1] + round(by))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        before, self._from = self._from, None
        if before is not None and self._pane.waveform.height() != before[1]:
            self._pane.height_chosen.emit(self._pane.waveform.height())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pane.set_waveform_height(USUAL)
        self._pane.height_chosen.emit(USUAL)
