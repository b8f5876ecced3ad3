"""The pointer on the zoomed waveform: seek, mark a range, drag a stamp, scroll and zoom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture

from notesapp.ui.waveform.waveform_marks import Flag, Mark
from notesapp.ui.waveform.waveform_paint import LANE, MARGIN
from notesapp.ui.waveform.waveform_scale import Scale

if TYPE_CHECKING:
    from notesapp.ui.waveform.waveform import Waveform

GRAB_PX = 4.5
DRAG_PX = 3
NOTCH = 120
NOTCH_ZOOM = 1.25
NOTCH_PX = 90


@dataclass(slots=True)
class _Held:
    """What the pressed button does: ``seek``, ``range``, ``scroll`` or ``mark``."""

    what: str
    x: float
    scale: Scale
    start_ms: int
    mark: Mark | None = None
    grip_px: float = 0.0
    moved: bool = False


class WaveformMouse(QObject):
    """Reads the pointer for one waveform. Places are measured from the view's left edge."""

    def __init__(self, waveform: Waveform) -> None:
        super().__init__(waveform)
        self._waveform = waveform
        self._held: _Held | None = None

    def press(self, event: QMouseEvent) -> None:
        """Begin what the button's release will end."""
        waveform = self._waveform
        if event.button() != Qt.MouseButton.LeftButton or waveform.scale.duration_ms <= 0:
            return
        x, flag = self._x(event.position()), self._flag_at(event.position())
        ms = waveform.scale.ms_at(x)
        if flag is not None:
            waveform.put(replace(waveform.overlay, hover_x=None, hot=flag.mark.index))
            start_ms = flag.mark.start_ms
            grip_px = x - waveform.scale.x_of(start_ms)
            self._hold(_Held("mark", x, waveform.scale, start_ms, flag.mark, grip_px))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._hold(_Held("range", x, waveform.scale, ms))
        elif event.position().y() >= waveform.body_bottom:
            self._hold(_Held("scroll", x, waveform.scale, ms))
        else:
            self._hold(_Held("seek", x, waveform.scale, ms))
            waveform.seek_requested.emit(ms)

    def move(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        held, x = self._held, self._x(event.position())
        if held is None:
            self._hover(event.position())
            return
        held.moved = held.moved or abs(x - held.x) >= DRAG_PX
        if not held.moved:
            return
        waveform = self._waveform
        if held.what == "scroll":
            waveform.scroll_by(held.scale.scrolled((held.x - x) * held.scale.per_px))
        elif held.what == "range":
            waveform.set_range(self._range_to(held, x))
        elif held.what == "mark" and held.mark is not None:
            to_ms = waveform.written_ms(held.mark.index, self._mark_to(held, x))
            waveform.put(replace(waveform.overlay, hover_x=None, moving_to_ms=to_ms))
        else:
            waveform.put(replace(waveform.overlay, hover_x=x))

    def release(self, event: QMouseEvent) -> None:
        """Do it."""
        if event.button() != Qt.MouseButton.LeftButton or self._held is None:
            return
        waveform, held, x = self._waveform, self._held, self._x(event.position())
        self._let_go()
        if held.what == "mark":
            self._drop_mark(held, x)
        elif held.what == "range" and held.moved:
            # Shown only if somebody takes it: a range too short to loop is refused.
            waveform.set_range(self._before)
            waveform.range_marked.emit(*self._range_to(held, x))
        elif (held.what == "seek" and held.moved) or (held.what == "scroll" and not held.moved):
            waveform.seek_requested.emit(waveform.scale.ms_at(x))
        self._hover(event.position())

    def double_click(self, event: QMouseEvent) -> None:
        """On a flag: to its segment in the text. Elsewhere like another click."""
        flag = self._flag_at(event.position())
        if flag is not None and event.button() == Qt.MouseButton.LeftButton:
            self._waveform.segment_requested.emit(flag.mark.index)
        else:
            self.press(event)

    def leave(self) -> None:
        """The pointer is elsewhere."""
        if self._held is None:
            self._waveform.put(replace(self._waveform.overlay, hover_x=None, hot=None))

    def wheel(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms about the pointer, else it scrolls."""
        waveform = self._waveform
        if waveform.scale.duration_ms <= 0 or self._held is not None:
            event.ignore()
            return
        turned = event.angleDelta()
        steps = (turned.y() or turned.x()) / NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            waveform.zoom(NOTCH_ZOOM**steps, self._x(event.position()))
        else:
            pixels = event.pixelDelta()
            by_px = float(pixels.x() or pixels.y()) or steps * NOTCH_PX
            waveform.scroll_by(waveform.scale.scrolled(-by_px * waveform.scale.per_px))
            self._hover(event.position())
        event.accept()

    def pinch_native(self, event: QNativeGestureEvent) -> bool:
        """Two fingers on a touch pad."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._waveform.zoom(max(0.1, 1 + event.value()), self._x(event.position()))
        return True

    def pinch_touch(self, event: QEvent) -> bool:
        """Two fingers on a touch screen."""
        if not isinstance(event, QGestureEvent):
            return False
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        place = self._waveform.mapFromGlobal(pinch.centerPoint())
        self._waveform.zoom(max(0.1, pinch.scaleFactor()), self._x(place))
        return True

    @property
    def is_holding(self) -> bool:
        """Whether a button is down."""
        return self._held is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc while a button is down gives up what it does, whoever has the keyboard."""
        keys = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() not in keys or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Escape:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.give_up()
        return True

    def give_up(self) -> None:
        """Let go of what is held as if it had not been touched."""
        held = self._held
        if held is None:
            return
        self._let_go()
        if held.what == "range":
            self._waveform.set_range(self._before)
        self._waveform.put(replace(self._waveform.overlay, hover_x=None, hot=None))

    def check_mark(self) -> None:
        """The stamps have changed: a drag ends where its own has."""
        held = self._held
        if held is not None and held.mark is not None and held.mark not in self._waveform.marks:
            self.give_up()

    def _hold(self, held: _Held) -> None:
        self._held = held
        self._before = self._waveform.marked
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def _let_go(self) -> None:
        self._held = None
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._waveform.put(replace(self._waveform.overlay, moving_to_ms=None))

    def _drop_mark(self, held: _Held, x: float) -> None:
        """Ask for the move."""
        waveform, mark = self._waveform, held.mark
        if mark is None:
            return
        if held.moved:
            waveform.move_requested.emit(mark.index, self._mark_to(held, x), False)
        else:
            waveform.seek_requested.emit(mark.start_ms)

    def _range_to(self, held: _Held, x: float) -> tuple[int, int]:
        here = self._waveform.scale.ms_at(x)
        return min(held.start_ms, here), max(held.start_ms, here)

    def _mark_to(self, held: _Held, x: float) -> int:
        """Where a dragged stamp is wanted: under the pointer, and never out of sight."""
        scale = self._waveform.scale
        least, most = min(0.0, held.x - held.grip_px), float(scale.width)
        place = min(max(least, x - held.grip_px), most)
        to_ms = round(scale.start_ms + place * scale.per_px)
        return min(max(0, to_ms), scale.duration_ms)

    def _hover(self, place: QPointF) -> None:
        waveform = self._waveform
        flag = self._flag_at(place)
        x = min(max(0.0, self._x(place)), float(waveform.view_width))
        inside = waveform.rect().contains(place.toPoint()) and waveform.scale.duration_ms > 0
        hot = flag.mark.index if flag is not None else None
        hover_x = x if inside and flag is None else None
        waveform.put(replace(waveform.overlay, hover_x=hover_x, hot=hot))
        shape = Qt.CursorShape.ArrowCursor
        if flag is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif place.y() >= waveform.body_bottom:
            shape = Qt.CursorShape.OpenHandCursor
        if waveform.cursor().shape() != shape:
            waveform.setCursor(shape)

    def _flag_at(self, place: QPointF) -> Flag | None:
        """The flag or stem under the pointer; the one drawn on top counts."""
        waveform = self._waveform
        if place.y() >= waveform.body_bottom:
            return None
        x = self._x(place)
        on_stem = [f for f in waveform.flags() if abs(f.x - x) <= GRAB_PX and f.x >= 0]
        if place.y() < LANE:
            for flag in reversed(waveform.flags()):
                box = waveform.pens.flag_rect(flag, waveform.flag_words(flag.mark))
                if box.left() - 1 <= x <= box.right():
                    return flag
        return min(on_stem, key=lambda f: abs(f.x - x), default=None)

    def _x(self, place: QPointF) -> float:
        return place.x() - MARGIN
