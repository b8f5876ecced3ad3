"""The zoomed waveform under the keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.waveform.waveform import Waveform
from tests.ui.waveform.waveform_driving import (
    DURATION_MS,
    filled,
)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_plus_minus_and_nought_zoom(qtbot, waveform: Waveform) -> None:
    waveform.show_position(50_000)
    qtbot.keyClick(waveform, Qt.Key.Key_Plus)
    assert waveform.scale.per_px == pytest.approx(100 / 1.5)
    assert waveform.scale.x_of(50_000) == pytest.approx(500, abs=1)
    qtbot.keyClick(waveform, Qt.Key.Key_Equal)
    qtbot.keyClick(waveform, Qt.Key.Key_Minus)
    assert waveform.scale.per_px == pytest.approx(100 / 1.5)
    qtbot.keyClick(waveform, Qt.Key.Key_0)
    assert waveform.scale.is_whole


def test_the_arrows_move_the_playhead_by_a_tick_of_the_ruler(
    qtbot, waveform: Waveform, asked: list[object]
) -> None:
    waveform.show_position(50_000)
    qtbot.keyClick(waveform, Qt.Key.Key_Right)
    qtbot.keyClick(waveform, Qt.Key.Key_Left)
    waveform.show_view(waveform.scale.showing(50_000, 51_000))
    qtbot.keyClick(waveform, Qt.Key.Key_Right)
    seeks = [entry for entry in asked if entry[0] == "seek"]  # type: ignore[index]
    assert seeks == [("seek", 52_000), ("seek", 48_000), ("seek", 50_020)]


def test_home_and_end_go_to_the_ends(qtbot, waveform: Waveform, asked: list[object]) -> None:
    qtbot.keyClick(waveform, Qt.Key.Key_End)
    qtbot.keyClick(waveform, Qt.Key.Key_Home)
    assert asked == [("seek", DURATION_MS), ("seek", 0)]


def grow(waveform: Waveform, *keys: Qt.Key) -> None:
    for key in keys:
        QApplication.sendEvent(waveform, QKeyEvent(QEvent.Type.KeyPress, key, SHIFT))


def test_shift_and_the_arrows_mark_a_range_when_shift_is_let_go(
    qtbot, waveform: Waveform, asked: list[object]
) -> None:
    waveform.show_position(50_000)
    right, left = Qt.Key.Key_Right, Qt.Key.Key_Left
    grow(waveform, right, right, right, left)
    assert waveform.marked == (50_000, 54_000)
    assert asked == []
    qtbot.keyRelease(waveform, Qt.Key.Key_Shift)
    assert asked == [("range", 50_000, 54_000)]


def test_a_range_that_nobody_takes_is_not_shown_on(
    qtbot, waveform: Waveform, asked: list[object]
) -> None:
    waveform.set_range((10_000, 20_000))
    waveform.show_position(50_000)
    grow(waveform, Qt.Key.Key_Right)
    qtbot.keyRelease(waveform, Qt.Key.Key_Shift)
    assert asked == [("range", 50_000, 52_000)]
    assert waveform.marked == (10_000, 20_000)


def test_esc_gives_up_a_range_that_grows(qtbot, waveform: Waveform, asked: list[object]) -> None:
    waveform.show_position(50_000)
    grow(waveform, Qt.Key.Key_Right, Qt.Key.Key_Right)
    qtbot.keyClick(waveform, Qt.Key.Key_Escape, SHIFT)
    qtbot.keyRelease(waveform, Qt.Key.Key_Shift)
    assert waveform.marked is None
    assert asked == []


def test_a_nudge_keeps_its_marker_in_view_and_says_where_it_is(qtbot, waveform: Waveform) -> None:
    waveform.move_requested.connect(
        lambda index, ms, _held: waveform.set_marks(
            tuple(replace(m, start_ms=ms) if m.index == index else m for m in waveform.marks)
        )
    )
    waveform.show_view(waveform.scale.showing(19_900, 20_150))
    qtbot.keyClick(waveform, Qt.Key.Key_Tab)
    assert waveform.accessibleDescription() == "Question at 20 seconds"
    for _ in range(12):
        qtbot.keyClick(waveform, Qt.Key.Key_Right)
        assert waveform.scale.shows(waveform.marks[0].start_ms)
    assert waveform.marks[0].start_ms == 21_200
    assert waveform.accessibleDescription() == "Question at 21 seconds"
    qtbot.keyClick(waveform, Qt.Key.Key_PageDown)
    qtbot.keyClick(waveform, Qt.Key.Key_PageDown)
    qtbot.keyClick(waveform, Qt.Key.Key_Left)
    assert waveform.scale.shows(21_100)


def test_tab_goes_from_marker_to_marker_and_out(qtbot, look: Look) -> None:
    window, waveform, field = QWidget(), Waveform(look), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(waveform)
    column.addWidget(field)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    filled(waveform)
    waveform.setFocus(Qt.FocusReason.TabFocusReason)
    ringed = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        ringed.append((waveform.overlay.ringed, waveform.hasFocus()))
    assert ringed == [(0, True), (1, True), (None, False)]
    waveform.setFocus(Qt.FocusReason.BacktabFocusReason)
    qtbot.keyClick(waveform, Qt.Key.Key_Tab)
    assert waveform.accessibleDescription() == "Question at 20 seconds"
    qtbot.keyClick(waveform, Qt.Key.Key_Backtab)
    assert (waveform.overlay.ringed, waveform.hasFocus()) == (None, True)


@pytest.mark.parametrize(
    ("held", "fraction", "to_ms"),
    [
        (Qt.KeyboardModifier.NoModifier, True, 20_100),
        (SHIFT, True, 21_000),
        (CTRL, True, 20_010),
        (Qt.KeyboardModifier.NoModifier, False, 21_000),
        (SHIFT, False, 30_000),
    ],
)
def test_the_arrows_nudge_the_marker_that_has_the_ring(
    qtbot,
    waveform: Waveform,
    asked: list[object],
    held: Qt.KeyboardModifier,
    fraction: bool,
    to_ms: int,
) -> None:
    waveform.set_marks(tuple(replace(m, written_fraction=fraction) for m in waveform.marks))
    qtbot.keyClick(waveform, Qt.Key.Key_Tab)
    qtbot.keyClick(waveform, Qt.Key.Key_Right, held)
    assert asked == [("move", 0, to_ms, True), ("ended",)]


def test_enter_goes_from_the_marker_to_its_segment(
    qtbot, waveform: Waveform, asked: list[object]
) -> None:
    qtbot.keyClick(waveform, Qt.Key.Key_Tab)
    qtbot.keyClick(waveform, Qt.Key.Key_Return)
    assert asked == [("segment", 0)]


def test_a_reader_hears_a_slider_with_its_time(waveform: Waveform) -> None:
    waveform.show_position(83_000)
    assert waveform.accessibleName() == "Waveform"
    assert waveform.accessibleDescription() == "1 minute 23 seconds"
    assert (waveform.value(), waveform.maximum()) == (83, 100)
