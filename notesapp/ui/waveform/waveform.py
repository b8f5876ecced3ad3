"""The zoomed waveform: what sounds when, and the stamps on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QWidget

from notesapp.core.timecode import spell_out
from notesapp.ui.kit.buttons import ring_after
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import focus_ring
from notesapp.ui.waveform.waveform_image import Levels
from notesapp.ui.waveform.waveform_keys import WaveformKeys
from notesapp.ui.waveform.waveform_layers import TITLE_REACH, paint_layers
from notesapp.ui.waveform.waveform_marks import Flag, Form, Mark, flag_text, flags_of
from notesapp.ui.waveform.waveform_mouse import WaveformMouse
from notesapp.ui.waveform.waveform_paint import LABEL_PX, LANE, MARGIN, RULER, Pens
from notesapp.ui.waveform.waveform_ruler import digits_for, time_with_digits
from notesapp.ui.waveform.waveform_scale import Scale, whole
from notesapp.ui.waveform.waveform_tiles import Tiles

LOWEST, USUAL, TALLEST = 72, 120, 240


@dataclass(frozen=True, slots=True)
class Overlay:
    """What the pointer and the keyboard do at the moment, drawn over the rest.

    ``hot`` and ``ringed`` are indexes of segments; ``moving_to_ms`` is where the hot one's marker
    is being dragged.
    """

    hover_x: float | None = None
    hot: int | None = None
    ringed: int | None = None
    moving_to_ms: int | None = None


@dataclass(frozen=True, slots=True)
class TimeLine:
    """An upright line and its tag, in coordinates of the view."""

    x: float
    text: str
    box: QRectF
    token: str


class Waveform(QAbstractSlider):
    """Shows what it is told and asks for what the user wants; times are milliseconds.

    ``move_requested`` carries a segment's index, where its stamp is wanted, and whether a key is
    held, so that one step undoes it; ``nudges_ended`` says that the key is up. ``scrolled`` tells
    that the user moved the view. ``written_ms`` says what a stamp would read if it were moved.
    To assistive tools it is a slider in whole seconds.
    """

    seek_requested = Signal(int)
    range_marked = Signal(int, int)
    move_requested = Signal(int, int, bool)
    nudges_ended = Signal()
    segment_requested = Signal(int)
    height_requested = Signal(int)
    view_changed = Signal(object)
    scrolled = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.written_ms: Callable[[int, int], int] = lambda _index, ms: ms
        self.marks: tuple[Mark, ...] = ()
        self.overlay = Overlay()
        self.position_ms = 0
        self.marked: tuple[int, int] | None = None
        self.sounding: tuple[int, int] | None = None
        self.scale = whole(0, 1, 1.0)
        self.pens = Pens(look)
        self.tiles = Tiles()
        self._look = look
        self.gain_db = 0
        self.has_levels = False
        self._ring = False
        self._telling = False
        self._flags: list[Flag] | None = None
        self._mouse = WaveformMouse(self)
        self._keys = WaveformKeys(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Waveform"))
        self.setFixedHeight(USUAL)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.valueChanged.connect(self._value_changed)

    # --- what it is told

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._look = look
        self.pens = Pens(look)
        self.tiles.forget_colors()
        self._changed()

    def set_duration(self, duration_ms: int) -> None:
        """How long the audio is; 0 where there is none. The view stays where it can."""
        if duration_ms == self.scale.duration_ms:
            return
        self.setEnabled(duration_ms > 0)
        if duration_ms <= 0:
            self._mouse.give_up()
        if self.scale.duration_ms <= 0 or duration_ms <= 0:
            self._take(whole(duration_ms, self.view_width, self.devicePixelRatioF()))
        else:
            self._take(self.scale.lasting(duration_ms))
        self._tell_value()

    def set_levels(self, levels: Levels | None) -> None:
        """Draw from these levels; None while nothing is known."""
        self.has_levels = levels is not None
        self.tiles.set_levels(levels)
        self.update()

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """The stamps, in order of time."""
        if marks != self.marks:
            self.marks = marks
            if self.overlay.ringed not in {m.index for m in marks}:
                self.overlay = replace(self.overlay, ringed=None)
            self._mouse.check_mark()
            self._keys.tell_ringed()
            self._changed()

    def set_sounding(self, stretch: tuple[int, int] | None) -> None:
        """From where to where the segment reaches that sounds now."""
        if stretch != self.sounding:
            self.sounding = stretch
            self.update()

    def set_range(self, marked: tuple[int, int] | None) -> None:
        """Show the stretch that is marked or looped."""
        if marked != self.marked:
            self.marked = marked
            self.update()

    def set_gain(self, gain_db: int) -> None:
        """Raise quiet sound to the eye; what is loud already stops at the edge."""
        if gain_db != self.gain_db:
            self.gain_db = gain_db
            self.update()

    def set_body_height(self, height: int) -> None:
        """The height of all of it, lane and ruler included, within what makes sense."""
        self.setFixedHeight(min(max(LOWEST, height), TALLEST))

    def show_position(self, position_ms: int) -> None:
        """Move the playhead; repaints the strips it leaves and enters, nothing else."""
        before = self.times()
        self.position_ms = position_ms
        self._refresh(before)
        self._tell_value()

    # --- the view

    @property
    def view_width(self) -> int:
        """How many logical pixels show audio."""
        return max(1, self.width() - 2 * MARGIN)

    @property
    def is_held(self) -> bool:
        """Whether a button of the mouse is down on it."""
        return self._mouse.is_holding

    @property
    def body_bottom(self) -> int:
        """Where the ruler begins."""
        return self.height() - RULER

    def show_view(self, scale: Scale) -> None:
        """Show another stretch."""
        self._take(scale)

    def scroll_by(self, scale: Scale) -> None:
        """Show another stretch because the user wants it."""
        self.scrolled.emit()
        self._take(scale)

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Closer or farther about a place; without one about the playhead, or the middle."""
        if x is None:
            at_playhead = self.scale.shows(self.position_ms)
            x = self.scale.x_of(self.position_ms) if at_playhead else self.view_width / 2
        self.scroll_by(self.scale.zoomed(factor, x))

    def show_whole(self) -> None:
        """The whole episode."""
        self._take(whole(self.scale.duration_ms, self.view_width, self.devicePixelRatioF()))

    def put(self, overlay: Overlay) -> None:
        """Show what the pointer or the keyboard does now."""
        if overlay == self.overlay:
            return
        before, lines = self.overlay, self.times()
        self.overlay = overlay
        self._refresh(lines)
        if replace(before, hover_x=None) != replace(overlay, hover_x=None):
            self._changed()

    def flags(self) -> list[Flag]:
        """The flags in view, left to right; the hot one and the ringed one have all their words."""
        if self._flags is None:
            right = self.view_width
            near = [(mark, self._place_of(mark)) for mark in self.marks]
            seen = [(mark, x) for mark, x in near if -TITLE_REACH < x <= right]
            self._flags = [
                self._raised(flag) if self.is_raised(flag.mark) else flag
                for flag in flags_of(
                    sorted(seen, key=lambda pair: pair[1]),
                    lambda mark: self.pens.full_px(mark, flag_text(mark)),
                    self.pens.letter_px(),
                    right + MARGIN,
                )
            ]
        return self._flags

    def _place_of(self, mark: Mark) -> float:
        """Where a mark stands in the view; what is dragged stays in it."""
        x = self.scale.x_of(self.shown_ms(mark))
        is_dragged = self.overlay.moving_to_ms is not None and mark.index == self.overlay.hot
        return min(max(0.0, x), float(self.view_width)) if is_dragged else x

    def _raised(self, flag: Flag) -> Flag:
        """With all its words, moved back as far as it would not fit before the edge."""
        wide = self.pens.full_px(flag.mark, self.flag_words(flag.mark))
        back_px = max(0.0, flag.x + wide - self.view_width - MARGIN / 2)
        return replace(flag, form=Form.FULL, back_px=back_px)

    def flag_words(self, mark: Mark) -> str:
        """The time on a flag: finer while it is hot, and the new one while it is dragged."""
        if not self.is_raised(mark):
            return flag_text(mark)
        return time_with_digits(self.shown_ms(mark), digits_for(self.scale.per_px))

    def shown_ms(self, mark: Mark) -> int:
        """Where a mark stands now: for the dragged one, where it would be put."""
        to_ms = self.overlay.moving_to_ms
        return to_ms if to_ms is not None and mark.index == self.overlay.hot else mark.start_ms

    def is_raised(self, mark: Mark) -> bool:
        """Whether a mark's flag has all its words, room or not."""
        return mark.index in (self.overlay.hot, self.overlay.ringed)

    def _take(self, scale: Scale) -> None:
        if scale != self.scale:
            self.scale = scale
            self._changed()
            self.view_changed.emit(scale)

    def _changed(self) -> None:
        self._flags = None
        self.update()

    def _tell_value(self) -> None:
        seconds = self.position_ms // 1000
        if seconds == self.value() and self.maximum() == self.scale.duration_ms // 1000:
            return
        self._telling = True
        self.setRange(0, self.scale.duration_ms // 1000)
        self.setValue(seconds)
        self._telling = False
        if self.overlay.ringed is None:
            self.setAccessibleDescription(spell_out(self.position_ms))

    def _value_changed(self, seconds: int) -> None:
        if not self._telling:
            self.seek_requested.emit(seconds * 1000)

    # --- painting

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """A slider repaints all of itself at each value; this one knows what moved."""

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("bg"))
        painter.translate(MARGIN, 0)
        paint_layers(self, painter, QRectF(event.rect()).translated(-MARGIN, 0))
        painter.translate(-MARGIN, 0)
        if self._ring and self.hasFocus() and self.overlay.ringed is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, self.rect().adjusted(4, 0, -4, 0), 6, self._look.color("accent"))
        painter.end()

    def on_column(self, x: float) -> float:
        """A place on a whole device column, held near the view."""
        x = min(max(-10.0, x), self.view_width + 10.0)
        return round(x * self.scale.ratio) / self.scale.ratio

    def times(self) -> list[TimeLine]:
        """The upright lines with a time on a tag: the pointer's, and on top the playhead's."""
        lines = []
        hover_x = self.overlay.hover_x
        if hover_x is not None and self.overlay.moving_to_ms is None:
            lines.append(self._time_line(hover_x, self.scale.ms_at(hover_x), "ink2"))
        x = self.scale.x_of(self.position_ms)
        if self.scale.duration_ms > 0 and -1 <= x <= self.view_width + 1:
            lines.append(self._time_line(x, self.position_ms, "ink"))
        return lines

    def _time_line(self, x: float, ms: int, token: str) -> TimeLine:
        text = time_with_digits(ms, digits_for(self.scale.per_px))
        box = self.pens.tag_rect(x, text, self.body_bottom, self.view_width)
        return TimeLine(self.on_column(x), text, box, token)

    def _refresh(self, before: list[TimeLine]) -> None:
        """Repaint where a line was or is; a tag also hides the label that ends below it."""
        after = self.times()
        for line in [one for one in (*before, *after) if one not in before or one not in after]:
            height = self.body_bottom - LANE + 4
            self.update(QRectF(MARGIN + line.x - 2, LANE - 4, 5, height).toAlignedRect())
            tag = line.box.adjusted(-LABEL_PX, -1, 2, 2).translated(MARGIN, 0)
            self.update(tag.toAlignedRect())

    # --- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take(self.scale.fitted(self.view_width, self.devicePixelRatioF()))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self._mouse.pinch_native(event):
            return True
        if event.type() == QEvent.Type.Gesture and self._mouse.pinch_touch(event):
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._take(self.scale.fitted(self.view_width, self.devicePixelRatioF()))
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._mouse.give_up()
        self._keys.end()

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._mouse.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._keys.press(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._keys.release(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._keys.step_mark(forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        self.put(replace(self.overlay, ringed=None))
        self._keys.end()
        self.nudges_ended.emit()
        self.update()
