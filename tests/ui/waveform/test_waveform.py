"""The zoomed waveform under the mouse: what it asks for, and what it shows meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.waveform.waveform import Waveform
from notesapp.ui.waveform.waveform_marks import Mark
from notesapp.ui.waveform.waveform_paint import LANE, MARGIN
from tests.ui.waveform.waveform_driving import (
    ANSWER,
    DURATION_MS,
    FLAGS_Y,
    QUESTION,
    RULER_Y,
    WIDTH,
    at,
    color_at,
    drag,
    drop,
    filled,
    hover,
    mouse,
    wheel,
)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_click_goes_there(qtbot, waveform: Waveform, asked: list[object]) -> None:
    qtbot.mouseClick(waveform, Qt.MouseButton.LeftButton, pos=at(250))
    assert asked == [("seek", 25_000)]


def test_a_click_on_a_flag_goes_to_its_very_stamp(
    qtbot, waveform: Waveform, asked: list[object]
) -> None:
    qtbot.mouseClick(waveform, Qt.MouseButton.LeftButton, pos=at(215, FLAGS_Y))
    assert asked == [("seek", 20_000)]


def test_a_double_click_on_a_flag_goes_to_its_segment(
    qtbot, waveform: Waveform, asked: list[object]
) -> None:
    qtbot.mouseDClick(waveform, Qt.MouseButton.LeftButton, pos=at(410, FLAGS_Y))
    assert ("segment", 1) in asked


def test_ctrl_and_the_wheel_zoom_about_the_pointer_and_the_wheel_alone_scrolls(
    waveform: Waveform,
) -> None:
    wheel(waveform, at(300), 240, CTRL)
    assert waveform.scale.x_of(30_000) == pytest.approx(300, abs=1)
    assert waveform.scale.per_px == pytest.approx(100 / 1.25**2)
    before = waveform.scale.start_ms
    wheel(waveform, at(300), -120)
    assert waveform.scale.start_ms > before
    wheel(waveform, at(300), -240, CTRL)
    assert waveform.scale.is_whole


def test_two_fingers_zoom_about_their_place(waveform: Waveform) -> None:
    place = QPointF(at(700))
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        place,
        place,
        place,
        1.0,
        QPointF(),
    )
    QApplication.sendEvent(waveform, event)
    assert waveform.scale.per_px == pytest.approx(50)
    assert waveform.scale.x_of(70_000) == pytest.approx(700, abs=1)


def test_dragging_the_ruler_scrolls_and_a_click_on_it_seeks(
    qtbot, waveform: Waveform, asked: list[object]
) -> None:
    waveform.zoom(4, 500)
    before = waveform.scale.start_ms
    drag(waveform, at(500, RULER_Y), at(400, RULER_Y))
    drop(waveform, at(400, RULER_Y))
    assert waveform.scale.start_ms == pytest.approx(before + 100 * waveform.scale.per_px, abs=30)
    assert asked == []
    qtbot.mouseClick(waveform, Qt.MouseButton.LeftButton, pos=at(0, RULER_Y))
    assert asked == [("seek", round(waveform.scale.start_ms))]


def test_shift_and_a_drag_mark_a_range_either_way_round(
    waveform: Waveform, asked: list[object]
) -> None:
    drag(waveform, at(700), at(650), at(600), held=SHIFT)
    assert waveform.marked == (60_000, 70_000)
    assert asked == []
    drop(waveform, at(600), SHIFT)
    assert asked == [("range", 60_000, 70_000)]


def test_esc_gives_the_range_from_before_back(qtbot, waveform: Waveform) -> None:
    waveform.set_range((1_000, 2_000))
    drag(waveform, at(700), at(600), held=SHIFT)
    qtbot.keyClick(waveform, Qt.Key.Key_Escape)
    drop(waveform, at(600), SHIFT)
    assert waveform.marked == (1_000, 2_000)


def test_dragging_a_marker_shows_where_it_goes_and_asks_once(
    waveform: Waveform, asked: list[object], look: Look
) -> None:
    drag(waveform, at(402, FLAGS_Y), at(420, FLAGS_Y), at(502, FLAGS_Y))
    assert waveform.shown_ms(waveform.marks[1]) == 50_000
    flag = next(f for f in waveform.flags() if f.mark.index == 1)
    assert (flag.x, waveform.flag_words(flag.mark)) == (500, "0:50.0")
    ghost = {color_at(waveform, 400, y) for y in range(LANE, 100)}
    assert look.theme.hex("edge") in ghost
    assert asked == []
    drop(waveform, at(502, FLAGS_Y))
    assert asked == [("move", 1, 50_000, False)]


def test_a_stem_can_be_dragged_in_the_body(waveform: Waveform, asked: list[object]) -> None:
    drag(waveform, at(203), at(253))
    drop(waveform, at(253))
    assert asked == [("move", 0, 25_000, False)]


def test_a_marker_stays_within_the_audio(waveform: Waveform, asked: list[object]) -> None:
    drag(waveform, at(203), at(-400))
    drop(waveform, at(-400))
    drag(waveform, at(403), at(2000))
    drop(waveform, at(2000))
    assert asked == [("move", 0, 0, False), ("move", 1, DURATION_MS, False)]


def test_a_dragged_marker_shows_what_will_be_written(waveform: Waveform) -> None:
    waveform.written_ms = lambda _index, ms: ms // 1000 * 1000
    drag(waveform, at(402, FLAGS_Y), at(459, FLAGS_Y))
    assert waveform.shown_ms(waveform.marks[1]) == 45_000
    drop(waveform, at(459, FLAGS_Y))


def test_esc_cancels_a_drag_whoever_has_the_keyboard(qtbot, look: Look) -> None:
    window, field, waveform = QWidget(), QLineEdit(), Waveform(look)
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(waveform)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    filled(waveform)
    field.setFocus()
    moved: list[object] = []
    waveform.move_requested.connect(lambda *values: moved.append(values))
    flag = next(f for f in waveform.flags() if f.mark.index == 1)
    drag(waveform, at(flag.x, FLAGS_Y), at(flag.x + 90, FLAGS_Y))
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert waveform.shown_ms(waveform.marks[1]) == 40_000
    drop(waveform, at(flag.x + 90, FLAGS_Y))
    assert moved == []
    assert field.hasFocus() or not window.isActiveWindow()


def test_a_press_without_a_move_moves_no_stamp(waveform: Waveform, asked: list[object]) -> None:
    drag(waveform, at(402, FLAGS_Y), at(404, FLAGS_Y))
    drop(waveform, at(404, FLAGS_Y))
    assert asked == [("seek", 40_000)]


def test_over_a_marker_the_cursor_and_the_flag_say_so(waveform: Waveform) -> None:
    hover(waveform, at(404))
    assert waveform.cursor().shape() == Qt.CursorShape.SizeHorCursor
    assert waveform.flag_words(waveform.marks[1]) == "0:40.0"
    assert [line.token for line in waveform.times()] == ["ink"]
    hover(waveform, at(600))
    assert waveform.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert next((line.x, line.text) for line in waveform.times()) == (600, "1:00.0")
    QApplication.sendEvent(waveform, QEvent(QEvent.Type.Leave))
    assert [line.token for line in waveform.times()] == ["ink"]


def test_the_margins_belong_to_the_ends(waveform: Waveform, asked: list[object]) -> None:
    mouse(waveform, QEvent.Type.MouseButtonPress, at(-MARGIN + 2))
    drop(waveform, at(-MARGIN + 2))
    assert asked == [("seek", 0)]


def test_a_range_shows_on_only_if_somebody_takes_it(
    waveform: Waveform, asked: list[object]
) -> None:
    drag(waveform, at(600), at(604), held=SHIFT)
    assert waveform.marked == (60_000, 60_400)
    drop(waveform, at(604), SHIFT)
    assert asked == [("range", 60_000, 60_400)]
    assert waveform.marked is None
    waveform.range_marked.connect(lambda start, end: waveform.set_range((start, end)))
    drag(waveform, at(600), at(700), held=SHIFT)
    drop(waveform, at(700), SHIFT)
    assert waveform.marked == (60_000, 70_000)


def test_a_dragged_marker_stays_in_sight(waveform: Waveform, asked: list[object]) -> None:
    waveform.show_view(waveform.scale.showing(30_000, 50_000))
    flag = next(f for f in waveform.flags() if f.mark.index == 1)
    drag(waveform, at(flag.x + 2, FLAGS_Y), at(WIDTH + 300, FLAGS_Y))
    shown = next(f for f in waveform.flags() if f.mark.index == 1)
    box = waveform.pens.flag_rect(shown, waveform.flag_words(shown.mark))
    assert box.right() <= WIDTH + MARGIN
    assert shown.x == WIDTH
    mouse(waveform, QEvent.Type.MouseMove, at(-300, FLAGS_Y))
    assert waveform.shown_ms(waveform.marks[1]) == 30_000
    assert next(f.x for f in waveform.flags() if f.mark.index == 1) == 0
    drop(waveform, at(-300, FLAGS_Y))
    assert asked == [("move", 1, 30_000, False)]


def test_a_marker_that_will_be_written_out_of_sight_still_shows_its_time(
    waveform: Waveform,
) -> None:
    waveform.written_ms = lambda _index, ms: ms // 1000 * 1000
    waveform.show_view(waveform.scale.showing(39_950, 40_450))
    flag = next(f for f in waveform.flags() if f.mark.index == 1)
    drag(waveform, at(flag.x + 2, FLAGS_Y), at(flag.x - 60, FLAGS_Y))
    flag = next(f for f in waveform.flags() if f.mark.index == 1)
    assert (flag.x, waveform.flag_words(flag.mark)) == (0, "0:39.000")


def test_a_flag_at_the_right_edge_shows_all_its_words(waveform: Waveform) -> None:
    last = Mark(2, QUESTION.kind, 99_700, "Last")
    waveform.set_marks((QUESTION, ANSWER, last))
    hover(waveform, at(997))
    flag = next(f for f in waveform.flags() if f.mark.index == 2)
    box = waveform.pens.flag_rect(flag, waveform.flag_words(flag.mark))
    assert box.width() > 40
    assert box.right() <= WIDTH + MARGIN / 2
    assert flag.x == 997
    hover(waveform, at(box.left() + 3, FLAGS_Y))
    assert waveform.overlay.hot == 2


def test_a_zoom_while_dragging_leaves_the_marker_under_the_pointer(waveform: Waveform) -> None:
    drag(waveform, at(402, FLAGS_Y), at(502, FLAGS_Y))
    waveform.zoom(2, 0)
    mouse(waveform, QEvent.Type.MouseMove, at(500, FLAGS_Y))
    assert next(f.x for f in waveform.flags() if f.mark.index == 1) == pytest.approx(498, abs=1)
    drop(waveform, at(500, FLAGS_Y))


@pytest.mark.parametrize("way", ["hidden", "no audio", "undone"])
def test_what_is_dragged_is_let_go_with_what_it_stands_on(
    waveform: Waveform, asked: list[object], way: str
) -> None:
    drag(waveform, at(402, FLAGS_Y), at(502, FLAGS_Y))
    if way == "hidden":
        waveform.hide()
        waveform.show()
    elif way == "no audio":
        waveform.set_duration(0)
        waveform.set_duration(DURATION_MS)
    else:
        waveform.set_marks((QUESTION, Mark(1, ANSWER.kind, 41_000)))
    assert not waveform.is_held
    assert waveform.overlay.moving_to_ms is None
    drop(waveform, at(502, FLAGS_Y))
    assert [entry for entry in asked if entry[0] == "move"] == []
