"""The keyboard on the zoomed waveform."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent

from notesapp.core.timecode import spell_out
from notesapp.ui.waveform.waveform_marks import Mark
from notesapp.ui.waveform.waveform_ruler import PARTS, step_for

if TYPE_CHECKING:
    from notesapp.ui.waveform.waveform import Waveform

KEY_ZOOM = 1.5
HEIGHT_STEP = 12
NUDGE_MS, FINE_MS, COARSE_MS = 100, 10, 1000
_ZOOMS = {
    Qt.Key.Key_Plus: KEY_ZOOM,
    Qt.Key.Key_Equal: KEY_ZOOM,
    Qt.Key.Key_Minus: 1 / KEY_ZOOM,
}
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_HEIGHTS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


class WaveformKeys:
    """Tab goes from stamp to stamp in view; the arrows move the stamp that has the ring.

    Without one they move the playhead by a small tick of the ruler, with Shift they mark a range.
    """

    def __init__(self, waveform: Waveform) -> None:
        self._waveform = waveform
        self._range_from_ms: int | None = None
        self._before: tuple[int, int] | None = None

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        waveform = self._waveform
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if waveform.scale.duration_ms <= 0:
            return False
        if key in _ZOOMS and held in (Qt.KeyboardModifier.NoModifier, _SHIFT):
            waveform.zoom(_ZOOMS[key])
        elif key == Qt.Key.Key_0 and not held:
            waveform.show_whole()
        elif key in _HEIGHTS and held == _CTRL:
            waveform.height_requested.emit(waveform.height() + _HEIGHTS[key] * HEIGHT_STEP)
        elif key in _PAGES and not held:
            waveform.scroll_by(waveform.scale.scrolled(_PAGES[key] * waveform.scale.span_ms * 0.8))
        elif key == Qt.Key.Key_Escape and self._range_from_ms is not None:
            self._range_from_ms = None
            waveform.set_range(self._before)
        elif self._ringed() is not None and self._press_on_mark(key, held):
            return True
        else:
            return self._press_on_playhead(key, held)
        return True

    def release(self, event: QKeyEvent) -> None:
        """The end of a key that was held."""
        if event.isAutoRepeat():
            return
        if event.key() in _SIDES:
            self._waveform.nudges_ended.emit()
        if event.key() == Qt.Key.Key_Shift:
            self.end()

    def end(self) -> None:
        """Ask for the range that has grown; it is shown on only if somebody takes it."""
        if self._range_from_ms is None:
            return
        self._range_from_ms = None
        marked, before = self._waveform.marked, self._before
        if marked is not None and marked != before:
            self._waveform.set_range(before)
            self._waveform.range_marked.emit(*marked)

    def tell_ringed(self) -> None:
        """Say to assistive tools which stamp has the ring, and where it stands now."""
        mark = self._ringed()
        if mark is not None:
            self._describe(mark)

    def step_mark(self, forward: bool) -> bool:
        """Give the ring to the next stamp in view; False behind the last."""
        waveform = self._waveform
        seen = [m for m in waveform.marks if waveform.scale.shows(m.start_ms)]
        here = next((i for i, m in enumerate(seen) if m.index == waveform.overlay.ringed), None)
        if here is None and not forward:
            return False
        place = 0 if here is None else here + (1 if forward else -1)
        if 0 <= place < len(seen):
            self._ring(seen[place])
            return True
        waveform.put(replace(waveform.overlay, ringed=None))
        return here == 0 and not forward

    def _ring(self, mark: Mark) -> None:
        waveform = self._waveform
        waveform.put(replace(waveform.overlay, ringed=mark.index))
        self._describe(mark)

    def _describe(self, mark: Mark) -> None:
        words = {
            "Q": QCoreApplication.translate("Waveform", "Question at {0}"),
            "A": QCoreApplication.translate("Waveform", "Answer at {0}"),
        }.get(mark.letter, QCoreApplication.translate("Waveform", "Stamp at {0}"))
        self._waveform.setAccessibleDescription(words.format(spell_out(mark.start_ms)))

    def _ringed(self) -> Mark | None:
        waveform = self._waveform
        return next((m for m in waveform.marks if m.index == waveform.overlay.ringed), None)

    def _press_on_mark(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        mark = self._ringed()
        if mark is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self._waveform.segment_requested.emit(mark.index)
            return True
        if key not in _SIDES:
            return False
        step = COARSE_MS if held == _SHIFT else FINE_MS if held == _CTRL else NUDGE_MS
        if not mark.written_fraction:
            step = 10 * COARSE_MS if held == _SHIFT else COARSE_MS
        last = self._waveform.scale.duration_ms
        to_ms = min(max(0, mark.start_ms + _SIDES[key] * step), last)
        self._keep_in_view(self._waveform.written_ms(mark.index, to_ms))
        self._waveform.move_requested.emit(mark.index, to_ms, True)
        return True

    def _keep_in_view(self, ms: int) -> None:
        scale = self._waveform.scale
        if not scale.shows(ms):
            self._waveform.scroll_by(scale.at(ms - scale.span_ms / 2, scale.per_px))

    def _press_on_playhead(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        waveform = self._waveform
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not held:
            waveform.seek_requested.emit(
                0 if key == Qt.Key.Key_Home else waveform.scale.duration_ms
            )
            return True
        if key not in _SIDES or held not in (Qt.KeyboardModifier.NoModifier, _SHIFT):
            return False
        step = max(1, step_for(waveform.scale.per_px) // PARTS)
        if held == _SHIFT:
            self._grow_range(_SIDES[key] * step)
        else:
            to_ms = waveform.position_ms + _SIDES[key] * step
            waveform.seek_requested.emit(min(max(0, to_ms), waveform.scale.duration_ms))
        return True

    def _grow_range(self, by_ms: int) -> None:
        """From the playhead, in the direction of the first arrow; the next ones move that end."""
        waveform = self._waveform
        if self._range_from_ms is None or waveform.marked is None:
            self._before = waveform.marked
            self._range_from_ms = waveform.position_ms
            moving = self._range_from_ms
        else:
            start, end = waveform.marked
            moving = start if end == self._range_from_ms else end
        moving = min(max(0, moving + by_ms), waveform.scale.duration_ms)
        low, high = sorted((self._range_from_ms, moving))
        if low < high:
            waveform.set_range((low, high))
            self._keep_in_view(moving)
