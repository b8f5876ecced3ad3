"""A waveform to press, and the events that Qt's test functions have no call for."""

from __future__ import annotations

from array import array

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from notesapp.audio.pyramid import Columns
from notesapp.core.model import SegmentKind
from notesapp.ui.waveform.waveform import Waveform
from notesapp.ui.waveform.waveform_marks import Mark
from notesapp.ui.waveform.waveform_paint import MARGIN

NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
NO_BUTTON = Qt.MouseButton.NoButton
DURATION_MS = 100_000
WIDTH = 1000
FLAGS_Y, BODY_Y, RULER_Y = 12, 70, 110
QUESTION = Mark(0, SegmentKind.QUESTION, 20_000, "Flat loaves", written_fraction=True)
ANSWER = Mark(1, SegmentKind.ANSWER, 40_000, written_fraction=True)


class Level:
    """The same loudness everywhere, known up to a time."""

    def __init__(self, level: float, known_ms: float = 1e9) -> None:
        self.level, self.known_ms = level, known_ms

    def columns(self, start_ms: float, end_ms: float, count: int) -> Columns:
        step = (end_ms - start_ms) / count
        known = [start_ms + (n + 1) * step <= self.known_ms for n in range(count)]
        peak = [self.level if k else -1.0 for k in known]
        return Columns(array("f", peak), array("f", [p / 2 if p > 0 else p for p in peak]))


def filled(waveform: Waveform) -> Waveform:
    """100 s on 1000 pixels: a pixel is a tenth of a second."""
    waveform.resize(WIDTH + 2 * MARGIN, waveform.height())
    waveform.set_duration(DURATION_MS)
    waveform.set_levels(Level(0.5))
    waveform.set_marks((QUESTION, ANSWER))
    waveform.show()
    return waveform


def at(x: float, y: int = BODY_Y) -> QPoint:
    """A place of the widget, ``x`` counted in the view."""
    return QPoint(round(MARGIN + x), y)


def mouse(
    widget: QWidget,
    kind: QEvent.Type,
    place: QPoint,
    held: Qt.KeyboardModifier = NONE,
) -> None:
    """Send one mouse event."""
    point = QPointF(place)
    move = kind == QEvent.Type.MouseMove
    up = kind == QEvent.Type.MouseButtonRelease
    event = QMouseEvent(
        kind,
        point,
        QPointF(widget.mapToGlobal(place)),
        NO_BUTTON if move else LEFT,
        NO_BUTTON if up else LEFT,
        held,
    )
    QApplication.sendEvent(widget, event)


def hover(widget: QWidget, place: QPoint) -> None:
    """Move the pointer with no button down."""
    point = QPointF(place)
    QApplication.sendEvent(
        widget,
        QMouseEvent(
            QEvent.Type.MouseMove,
            point,
            QPointF(widget.mapToGlobal(place)),
            NO_BUTTON,
            NO_BUTTON,
            NONE,
        ),
    )


def drag(widget: QWidget, *places: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    """Press at the first place, move over the others; the button stays down."""
    mouse(widget, QEvent.Type.MouseButtonPress, places[0], held)
    for place in places[1:]:
        mouse(widget, QEvent.Type.MouseMove, place, held)


def drop(widget: QWidget, place: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    """Let the button go."""
    mouse(widget, QEvent.Type.MouseButtonRelease, place, held)


def wheel(widget: QWidget, place: QPoint, turned: int, held: Qt.KeyboardModifier = NONE) -> None:
    """Turn the wheel; 120 is one notch away from the hand."""
    point = QPointF(place)
    event = QWheelEvent(
        point,
        QPointF(widget.mapToGlobal(place)),
        QPoint(),
        QPoint(0, turned),
        NO_BUTTON,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def color_at(waveform: Waveform, x: float, y: int) -> str:
    return waveform.grab().toImage().pixelColor(at(x, y)).name()
