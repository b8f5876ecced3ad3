"""The whole episode as a strip: markers above, how far it has played below. A click goes there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QToolTip, QWidget

from notesapp.core.timecode import format_time
from notesapp.ui.buttons import ring_after
from notesapp.ui.look import Look
from notesapp.ui.painting import focus_ring

HEIGHT, LANE, MARGIN = 36, 10, 16
STEP_MS, PAGE_MS = 5_000, 30_000
_BAR = 6
_DRAG_PX = 2
_KEY_STEPS = {
    Qt.Key.Key_Left: -STEP_MS,
    Qt.Key.Key_Down: -STEP_MS,
    Qt.Key.Key_Right: STEP_MS,
    Qt.Key.Key_Up: STEP_MS,
    Qt.Key.Key_PageUp: PAGE_MS,
    Qt.Key.Key_PageDown: -PAGE_MS,
}


class Overview(QAbstractSlider):
    """Asks for a place with ``seek_requested`` in milliseconds; shows only what it is told.

    It is a slider to assistive tools, in whole seconds. Without audio it says so.
    """

    seek_requested = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._duration_ms, self._position_ms = 0, 0
        self._markers: tuple[tuple[str, int], ...] = ()
        self._hover_x: int | None = None
        self._pressed_x: float | None = None
        self._ring = False
        self._telling = False
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Episode overview"))
        self.setEnabled(False)
        self.valueChanged.connect(self._value_changed)

    def set_look(self, look: Look) -> None:
        """Take colours from another look."""
        self._look = look
        self.update()

    def set_duration(self, duration_ms: int) -> None:
        """How long the audio is; 0 where there is none."""
        self._duration_ms = max(0, duration_ms)
        self.setEnabled(duration_ms > 0)
        self._tell_value()
        self.update()

    def set_markers(self, markers: tuple[tuple[str, int], ...]) -> None:
        """Markers as (kind, start_ms): ``question`` a pentagon, ``answer`` a ring, else a stem."""
        if markers != self._markers:
            self._markers = markers
            self.update()

    def show_position(self, position_ms: int) -> None:
        """Move the playhead; repaints the strip it crosses and nothing else."""
        old = self._x_of(self._position_ms)
        self._position_ms = position_ms
        new = self._x_of(position_ms)
        if int(old * self._ratio()) != int(new * self._ratio()):
            low, high = sorted((old, new))
            self.update(QRect(int(low) - 3, LANE, int(high - low) + 8, HEIGHT - LANE))
        self._tell_value()

    def _tell_value(self) -> None:
        self._telling = True
        self.setRange(0, self._duration_ms // 1000)
        self.setValue(self._position_ms // 1000)
        self._telling = False

    def _value_changed(self, seconds: int) -> None:
        if not self._telling:
            self.seek_requested.emit(seconds * 1000)

    def _ratio(self) -> float:
        return self.devicePixelRatioF()

    def _span(self) -> int:
        return max(1, self.width() - 2 * MARGIN)

    def _x_of(self, ms: int) -> float:
        if self._duration_ms <= 0:
            return float(MARGIN)
        inside = min(max(0, ms), self._duration_ms)
        return MARGIN + inside / self._duration_ms * self._span()

    def ms_at(self, x: float) -> int:
        """The time under a horizontal place of the widget."""
        part = min(1.0, max(0.0, (x - MARGIN) / self._span()))
        return round(part * self._duration_ms)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._duration_ms:
            self._pressed_x = event.position().x()
            self.seek_requested.emit(self.ms_at(self._pressed_x))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._duration_ms:
            x = event.position().x()
            self._hover_at(round(x))
            place = event.globalPosition().toPoint()
            QToolTip.showText(place, format_time(self.ms_at(x)), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_x = self._pressed_x, None
        x = event.position().x()
        if pressed is not None and self._duration_ms and abs(x - pressed) > _DRAG_PX:
            self.seek_requested.emit(self.ms_at(x))

    def leaveEvent(self, event: object) -> None:
        self._hover_at(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _hover_at(self, x: int | None) -> None:
        for place in (self._hover_x, x):
            if place is not None:
                self.update(QRect(place - 2, 0, 5, HEIGHT))
        self._hover_x = x

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        target = None
        if key in _KEY_STEPS:
            target = self._position_ms + _KEY_STEPS[key]
        elif key == Qt.Key.Key_Home:
            target = 0
        elif key == Qt.Key.Key_End:
            target = self._duration_ms
        if target is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        self.seek_requested.emit(min(max(0, target), self._duration_ms))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("bg"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._duration_ms > 0:
            self._paint_bar(painter)
            if event.rect().top() < LANE:
                self._paint_markers(painter)
            self._paint_hover(painter)
            self._paint_playhead(painter)
        else:
            self._paint_nothing(painter)
        if self._ring and self.hasFocus():
            focus_ring(painter, self.rect().adjusted(4, 0, -4, 0), 6, self._look.color("accent"))
        painter.end()

    def _paint_nothing(self, painter: QPainter) -> None:
        """One sentence, and a hairline for the rest."""
        words = self.tr("No audio yet. Open a file, or drop one here.")
        font = self._look.font("small")
        painter.setFont(font)
        painter.setPen(self._look.color("ink3"))
        body = self.rect().adjusted(MARGIN, 0, -MARGIN, 0)
        painter.drawText(body, Qt.AlignmentFlag.AlignVCenter, words)
        left = MARGIN + QFontMetrics(font).horizontalAdvance(words) + 12
        line = QRect(left, HEIGHT // 2, max(0, self.width() - MARGIN - left), 1)
        painter.fillRect(line, self._look.color("line"))

    def _paint_bar(self, painter: QPainter) -> None:
        top = LANE + (HEIGHT - LANE - _BAR) / 2
        bar = QRectF(MARGIN, top, self._span(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("waveIdle"))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.save()
        painter.setClipRect(
            QRectF(0, top, self._x_of(self._position_ms), _BAR),
            Qt.ClipOperation.IntersectClip,
        )
        painter.setBrush(self._look.color("wave"))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.restore()

    def _paint_markers(self, painter: QPainter) -> None:
        for kind, start_ms in self._markers:
            x = round(self._x_of(start_ms)) + 0.5
            if kind == "question":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._look.color("accent"))
                painter.drawPolygon(_pentagon(x))
            elif kind == "answer":
                painter.setPen(QPen(self._look.color("ink2"), 1.25))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(x, 5), 2.6, 2.6)
            else:
                painter.fillRect(QRectF(x - 0.5, 2, 1, 7), self._look.color("ink2"))

    def _paint_hover(self, painter: QPainter) -> None:
        if self._hover_x is not None:
            x = min(max(MARGIN, self._hover_x), MARGIN + self._span())
            painter.fillRect(QRect(x, LANE + 3, 1, HEIGHT - LANE - 6), self._look.color("ink2"))

    def _paint_playhead(self, painter: QPainter) -> None:
        ratio = self._ratio()
        x = round(self._x_of(self._position_ms) * ratio) / ratio - 1
        painter.fillRect(QRectF(x, LANE + 1, 2, HEIGHT - LANE - 3), self._look.color("ink"))


def _pentagon(x: float) -> QPolygonF:
    points = ((-4.5, 0.5), (4.5, 0.5), (4.5, 5.5), (0, 9.5), (-4.5, 5.5))
    return QPolygonF([QPointF(x + dx, y) for dx, y in points])
