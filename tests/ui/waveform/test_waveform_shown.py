"""What the zoomed waveform paints, how high it is, and when it turns the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import Look, make_look
from notesapp.ui.kit.theme import theme_from_palette
from notesapp.ui.waveform.waveform import LOWEST, TALLEST, USUAL, Waveform
from notesapp.ui.waveform.waveform_follow import REST_S, Follow
from notesapp.ui.waveform.waveform_paint import LANE
from notesapp.ui.waveform.waveform_pane import WaveformPane
from tests.ui.waveform.waveform_driving import (
    BODY_Y,
    FLAGS_Y,
    Level,
    at,
    color_at,
    drag,
    drop,
    mouse,
    wheel,
)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Painted(QObject):
    """The regions a widget was asked to paint."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.regions: list[QRegion] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.regions.append(event.region())
        return False


def test_playing_repaints_strips_and_draws_no_column_anew(waveform: Waveform) -> None:
    waveform.grab()
    painted, drawn = Painted(waveform), waveform.tiles.drawn
    for ms in range(50_000, 51_000, 50):
        waveform.show_position(ms)
        QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
    assert painted.regions
    assert waveform.tiles.drawn == drawn
    for region in painted.regions[1:]:
        assert all(rect.width() < 200 for rect in region)
        body = [rect for rect in region if rect.top() < 90]
        assert all(rect.width() <= 12 for rect in body)


def test_levels_that_arrive_later_take_the_place_of_what_stands(
    waveform: Waveform, look: Look
) -> None:
    waveform.set_marks(())
    waveform.set_levels(Level(0.9, known_ms=50_000))
    assert color_at(waveform, 300, BODY_Y) == look.theme.hex("wave")
    assert color_at(waveform, 800, BODY_Y) == look.theme.hex("wavebg")
    assert color_at(waveform, 800, 61) == look.theme.hex("waveIdle")
    waveform.set_levels(Level(0.9))
    assert color_at(waveform, 800, BODY_Y) == look.theme.hex("wave")


def test_what_sounds_and_what_is_marked_have_grounds_of_their_own(
    waveform: Waveform, look: Look
) -> None:
    waveform.set_sounding((20_000, 40_000))
    waveform.set_range((60_000, 70_000))
    top = LANE + 1
    assert color_at(waveform, 100, top) == look.theme.hex("wavebg")
    assert color_at(waveform, 300, top) == look.theme.hex("region")
    assert color_at(waveform, 650, top) == look.theme.hex("sel")
    assert color_at(waveform, 300, 61) == look.theme.hex("waveHi")


def test_question_and_answer_differ_without_colour(waveform: Waveform, look: Look) -> None:
    waveform.set_levels(Level(0.0))
    image = waveform.grab().toImage()
    rows = [y for y in range(LANE, 98) if not 58 <= y <= 64]
    question = {image.pixelColor(at(200, y)).name() for y in rows}
    answer = [image.pixelColor(at(400, y)).name() for y in rows]
    assert question == {look.theme.hex("accent")}
    assert set(answer) == {look.theme.hex("ink2"), look.theme.hex("wavebg")}
    assert 0.3 < answer.count(look.theme.hex("ink2")) / len(answer) < 0.7


def test_the_playhead_is_over_everything(waveform: Waveform, look: Look) -> None:
    waveform.show_position(20_000)
    assert color_at(waveform, 200, 90) == look.theme.hex("ink")


def test_heights_stay_within_what_makes_sense(qtbot, look: Look) -> None:
    pane = WaveformPane(look)
    qtbot.addWidget(pane)
    pane.resize(800, pane.height())
    pane.show()
    chosen: list[int] = []
    pane.height_chosen.connect(chosen.append)
    edge = pane.childAt(400, pane.height() - 2)
    assert edge.cursor().shape() == Qt.CursorShape.SplitVCursor
    for by, height in ((60, USUAL + 60), (900, TALLEST), (-900, LOWEST)):
        start = edge.rect().center()
        place = edge.mapToGlobal(start)
        mouse(edge, QEvent.Type.MouseButtonPress, start)
        place.setY(place.y() + by)
        mouse(edge, QEvent.Type.MouseMove, edge.mapFromGlobal(place))
        mouse(edge, QEvent.Type.MouseButtonRelease, edge.mapFromGlobal(place))
        assert pane.waveform.height() == height
        if by < 900:
            qtbot.mouseDClick(edge, Qt.MouseButton.LeftButton)
            assert pane.waveform.height() == USUAL
    assert chosen[0] == USUAL + 60
    assert TALLEST in chosen
    qtbot.keyClick(pane.waveform, Qt.Key.Key_Up, CTRL)


# --- following


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def following(waveform: Waveform) -> tuple[Follow, Clock]:
    clock = Clock()
    follow = Follow(waveform, clock)
    waveform.show_view(waveform.scale.showing(20_000, 30_000))
    follow.moved(28_000, playing=True)
    return follow, clock


def test_the_view_turns_the_page_at_85_percent(waveform: Waveform) -> None:
    follow, _ = following(waveform)
    follow.moved(28_400, playing=True)
    assert waveform.scale.start_ms == pytest.approx(20_000)
    follow.moved(28_520, playing=True)
    assert waveform.scale.start_ms == pytest.approx(27_520, abs=10)


def test_following_rests_after_the_user_scrolled(waveform: Waveform) -> None:
    follow, clock = following(waveform)
    wheel(waveform, at(500), 240)
    scrolled = waveform.scale.start_ms
    clock.now += REST_S - 0.1
    follow.moved(29_000, playing=True)
    assert waveform.scale.start_ms == scrolled
    clock.now += 0.2
    follow.moved(29_100, playing=True)
    assert waveform.scale.shows(29_100)


def test_following_rests_after_a_stamp_was_moved(waveform: Waveform) -> None:
    follow, clock = following(waveform)
    flag = next(f for f in waveform.flags() if f.mark.index == 0)
    drag(waveform, at(flag.x + 2, FLAGS_Y), at(flag.x + 102, FLAGS_Y))
    drop(waveform, at(flag.x + 102, FLAGS_Y))
    seen = waveform.scale
    follow.moved(29_000, playing=True)
    follow.moved(30_200, playing=True)
    assert waveform.scale == seen
    clock.now += REST_S + 0.1
    follow.moved(30_300, playing=True)
    assert waveform.scale.shows(30_300)


def test_a_jump_out_of_sight_is_followed_at_once_also_paused(waveform: Waveform) -> None:
    follow, _ = following(waveform)
    wheel(waveform, at(500), 240)
    follow.moved(70_000, playing=False)
    assert waveform.scale.shows(70_000)
    here = waveform.scale.start_ms
    follow.moved(round(waveform.scale.end_ms) - 100, playing=True)
    assert waveform.scale.start_ms == here


def test_without_following_the_view_stays(waveform: Waveform) -> None:
    follow, _ = following(waveform)
    follow.wanted = False
    follow.moved(90_000, playing=True)
    assert waveform.scale.start_ms == pytest.approx(20_000)


def test_the_view_stays_under_a_held_button(waveform: Waveform) -> None:
    follow, _ = following(waveform)
    drag(waveform, at(500), at(560), held=SHIFT)
    follow.moved(29_000, playing=True)
    assert waveform.scale.start_ms == pytest.approx(20_000)
    drop(waveform, at(560), SHIFT)


def test_with_few_colours_lines_and_stretches_still_stand_out(waveform: Waveform) -> None:
    theme = theme_from_palette(QApplication.style().standardPalette())
    waveform.set_look(make_look(theme, load_fonts()))
    waveform.set_levels(Level(1.0))
    waveform.set_sounding((60_000, 80_000))
    waveform.show_position(50_000)
    ink, ground, live = (theme.hex(token) for token in ("ink", "wavebg", "accent"))
    row = [color_at(waveform, x, BODY_Y) for x in range(495, 505)]
    assert row == [ink] * 3 + [ground] + [ink] * 2 + [ground] + [ink] * 3
    assert color_at(waveform, 399, BODY_Y) == ground
    assert {color_at(waveform, 400, y) for y in range(LANE, 99)} == {ink, ground}
    assert color_at(waveform, 700, BODY_Y) == live
    assert color_at(waveform, 900, BODY_Y) == ink
