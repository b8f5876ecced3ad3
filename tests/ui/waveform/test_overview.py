"""The overview's loudness, and the frame of the zoomed view in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import Look, make_look
from notesapp.ui.kit.theme import load_theme, theme_from_palette
from notesapp.ui.waveform.overview import HEIGHT, LANE, MARGIN, Overview
from tests.ui.waveform.waveform_driving import Level, drag, drop, hover

MIDDLE_Y = 23


@pytest.fixture
def overview(qtbot, look: Look) -> Overview:
    widget = Overview(look)
    qtbot.addWidget(widget)
    widget.resize(1000 + 2 * MARGIN, HEIGHT)
    widget.set_duration(100_000)
    widget.show()
    return widget


def inked(overview: Overview, x: int, token: str, look: Look) -> int:
    """How many pixels of a column have a colour."""
    image = overview.grab().toImage()
    wanted = look.theme.hex(token)
    return sum(image.pixelColor(MARGIN + x, y).name() == wanted for y in range(LANE, HEIGHT))


def test_what_was_played_and_the_rest_differ(overview: Overview, look: Look) -> None:
    overview.set_levels(Level(0.4))
    overview.show_position(50_000)
    assert inked(overview, 200, "wave", look) > 8
    assert inked(overview, 200, "waveIdle", look) == 0
    assert inked(overview, 800, "waveIdle", look) > 8


def test_silence_and_what_is_not_known_yet_are_a_hairline(overview: Overview, look: Look) -> None:
    overview.set_levels(Level(0.4, known_ms=60_000))
    assert inked(overview, 300, "waveIdle", look) > 8
    assert inked(overview, 900, "waveIdle", look) == 1
    overview.set_levels(Level(0.0))
    assert inked(overview, 300, "waveIdle", look) == 1
    overview.set_levels(None)
    assert inked(overview, 300, "waveIdle", look) == 1


def test_the_frame_says_what_the_zoomed_view_shows(overview: Overview, look: Look) -> None:
    overview.set_view((20_000, 40_000))
    image = overview.grab().toImage()
    assert image.pixelColor(MARGIN + 300, LANE + 5) == look.color("well")
    assert image.pixelColor(MARGIN + 100, LANE + 5) == look.color("bg")
    assert inked(overview, 200, "ink2", look) > 10
    overview.set_view(None)
    assert inked(overview, 200, "ink2", look) == 0


def test_dragging_the_frame_moves_the_view_and_not_the_playhead(overview: Overview) -> None:
    views: list[float] = []
    seeks: list[int] = []
    overview.view_requested.connect(views.append)
    overview.seek_requested.connect(seeks.append)
    overview.set_view((20_000, 40_000))
    places = [QPoint(MARGIN + x, MIDDLE_Y) for x in (300, 350, 400)]
    drag(overview, *places)
    drop(overview, places[-1])
    assert views == pytest.approx([25_000, 30_000])
    assert seeks == []


def test_a_click_in_the_frame_goes_there_as_anywhere_else(qtbot, overview: Overview) -> None:
    overview.set_view((20_000, 40_000))
    seeks: list[int] = []
    overview.seek_requested.connect(seeks.append)
    for x in (300, 700):
        qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(MARGIN + x, MIDDLE_Y))
    assert seeks == [30_000, 70_000]


def test_a_frame_around_everything_is_not_dragged(qtbot, overview: Overview) -> None:
    overview.set_view((0, 100_000))
    seeks: list[int] = []
    overview.seek_requested.connect(seeks.append)
    drag(overview, QPoint(MARGIN + 300, MIDDLE_Y), QPoint(MARGIN + 500, MIDDLE_Y))
    drop(overview, QPoint(MARGIN + 500, MIDDLE_Y))
    assert seeks == [30_000, 50_000]


def test_another_look_colours_the_same_columns(overview: Overview) -> None:
    overview.set_levels(Level(0.4))
    overview.grab()
    dark = make_look(load_theme("dark"), load_fonts())
    overview.set_look(dark)
    assert inked(overview, 800, "waveIdle", dark) > 8


def test_a_frame_is_let_go_with_the_audio(overview: Overview) -> None:
    asked: list[float] = []
    overview.view_requested.connect(asked.append)
    overview.set_view((20_000, 40_000))
    drag(overview, QPoint(MARGIN + 300, MIDDLE_Y), QPoint(MARGIN + 400, MIDDLE_Y))
    assert asked.pop() == pytest.approx(30_000)
    overview.set_duration(0)
    overview.set_duration(100_000)
    hover(overview, QPoint(MARGIN + 500, MIDDLE_Y))
    assert asked == []


def test_a_screen_reader_hears_the_position_as_words(overview: Overview) -> None:
    overview.show_position(65_400)
    assert overview.value() == 65
    assert overview.accessibleDescription() == "1 minute 5 seconds"


def test_with_few_colours_what_was_played_has_the_live_one(overview: Overview) -> None:
    theme = theme_from_palette(QApplication.style().standardPalette())
    look = make_look(theme, load_fonts())
    overview.set_look(look)
    overview.set_levels(Level(0.4))
    overview.show_position(50_000)
    assert inked(overview, 200, "accent", look) > 8
    assert inked(overview, 800, "accent", look) == 0
    assert inked(overview, 800, "ink", look) > 8
    assert inked(overview, 500, "ink", look) > 20
    assert inked(overview, 498, "bg", look) > 20
