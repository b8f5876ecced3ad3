"""The whole episode as a strip: markers above, its loudness below. A click goes there."""

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

from notesapp.core.timecode import format_time, spell_out
from notesapp.ui.kit.buttons import ring_after
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import focus_ring
from notesapp.ui.waveform.overview_body import OverviewBody
from notesapp.ui.waveform.waveform_image import Levels

HEIGHT, LANE, MARGIN = 36, 10, 16
STEP_MS, PAGE_MS = 5_000, 30_000
_BODY_TOP, _BODY = LANE + 3, 21
_DRAG_PX = 2
_DRAGGING = Qt.CursorShape.ClosedHandCursor
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

    ``view_requested`` carries where the zoomed view shall start, while its frame is dragged. It is
    a slider to assistive tools, in whole seconds. Without audio it says so.
    """

    seek_requested = Signal(int)
    view_requested = Signal(float)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._duration_ms, self._position_ms = 0, 0
        self._markers: tuple[tuple[str, int], ...] = ()
        self._hover_x: int | None = None
        self._pressed_x: float | None = None
        self._view: tuple[float, float] | None = None
        self._view_from: float | None = None
        self._body = OverviewBody()
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
        self._body.forget()
        self.update()

    def set_levels(self, levels: Levels | None) -> None:
        """How loud it is; what is not known is a hairline. Nothing is cleared in between."""
        self._body.set_levels(levels)
        self.update()

    def set_view(self, view: tuple[float, float] | None) -> None:
        """From where to where the zoomed view reaches; None where it is hidden."""
        if view != self._view:
            self._view = view
            self.update()

    def set_duration(self, duration_ms: int) -> None:
        """How long the audio is; 0 where there is none."""
        self._duration_ms = max(0, duration_ms)
        self.setEnabled(duration_ms > 0)
        if duration_ms <= 0:
            self._pressed_x = self._view_from = None
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
        seconds = self._position_ms // 1000
        if seconds == self.value() and self.maximum() == self._duration_ms // 1000:
            return
        self._telling = True
        self.setRange(0, self._duration_ms // 1000)
        self.setValue(seconds)
        self._telling = False
        self.setAccessibleDescription(spell_out(self._position_ms))

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
            if self._frame_at(self._pressed_x):
                self._view_from = self._view[0] if self._view else None
            else:
                self.seek_requested.emit(self.ms_at(self._pressed_x))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._duration_ms:
            return
        x = event.position().x()
        if self._view_from is not None and self._pressed_x is not None:
            if abs(x - self._pressed_x) > _DRAG_PX or self.cursor().shape() == _DRAGGING:
                self.setCursor(_DRAGGING)
                by_ms = (x - self._pressed_x) / self._span() * self._duration_ms
                self.view_requested.emit(self._view_from + by_ms)
            return
        self._hover_at(round(x))
        shape = Qt.CursorShape.OpenHandCursor if self._frame_at(x) else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)
        QToolTip.showText(event.globalPosition().toPoint(), format_time(self.ms_at(x)), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_x = self._pressed_x, None
        framed, self._view_from = self._view_from is not None, None
        dragged = self.cursor().shape() == _DRAGGING
        self.unsetCursor()
        if pressed is None or not self._duration_ms:
            return
        x = event.position().x()
        if not dragged if framed else abs(x - pressed) > _DRAG_PX:
            self.seek_requested.emit(self.ms_at(x))

    def _frame_at(self, x: float) -> bool:
        """Whether a place can take the frame of the zoomed view along."""
        box = self._frame()
        return box is not None and box.width() < self._span() - 1 and box.left() <= x <= box.right()

    def _frame(self) -> QRectF | None:
        """The frame of the zoomed view, never too narrow to see."""
        if self._view is None or self._duration_ms <= 0:
            return None
        per_ms = self._span() / self._duration_ms
        left, right = MARGIN + self._view[0] * per_ms, MARGIN + self._view[1] * per_ms
        grow = max(0.0, 6 - (right - left)) / 2
        left, right = left - grow, min(right, MARGIN + self._span()) + grow
        return QRectF(round(left), LANE, round(right) - round(left), HEIGHT - LANE)

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

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """A slider repaints all of itself at each value; this one knows what moved."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("bg"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._duration_ms > 0:
            self._paint_body(painter)
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

    def _paint_body(self, painter: QPainter) -> None:
        """The frame's fill, the columns over it, and the frame over these."""
        color, frame = self._look.color, self._frame()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if frame is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("well"))
            painter.drawRoundedRect(frame, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        body = QRectF(MARGIN, _BODY_TOP, self._span(), _BODY)
        played_x = self._x_of(self._position_ms)
        self._body.paint(painter, self._look, body, self._duration_ms, played_x, self._ratio())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if frame is not None:
            painter.setPen(QPen(color("ink2"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

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
        line = QRectF(x, LANE, 2, HEIGHT - LANE)
        if self._look.theme.is_stark:
            painter.fillRect(line.adjusted(-1, 0, 1, 0), self._look.color("bg"))
        painter.fillRect(line, self._look.color("ink"))


def _pentagon(x: float) -> QPolygonF:
    points = ((-4.5, 0.5), (4.5, 0.5), (4.5, 5.5), (0, 9.5), (-4.5, 5.5))
    return QPolygonF([QPointF(x + dx, y) for dx, y in points])
