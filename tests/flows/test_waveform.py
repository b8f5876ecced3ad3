"""The waveform in the real program with real audio: seen, zoomed, and stamps dragged on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.ui.episode.episode import Episode
from notesapp.ui.waveform.waveform import USUAL
from notesapp.ui.window.main_window import WAVEFORM_BELOW
from tests.flows.driving import Start, opened, ready
from tests.ui.waveform.waveform_driving import BODY_Y, FLAGS_Y, at, drag, drop

FIRST = "0:20.015"


@pytest.fixture
def episode(start: Start, sample: Path, qtbot: QtBot) -> Episode:
    made = opened(start(), qtbot)
    made.window.resize(1440, 900)
    made.files.open_path(sample)
    ready(made, qtbot)
    waveform = made.window.waveform
    qtbot.waitUntil(lambda: waveform.isVisible() and waveform.scale.duration_ms > 0)
    return made


def flag_x(episode: Episode, index: int) -> float:
    return next(f.x for f in episode.window.waveform.flags() if f.mark.index == index)


def test_the_waveform_is_there_soon_and_shows_speech_and_silence(
    episode: Episode, qtbot: QtBot
) -> None:
    waveform = episode.window.waveform
    qtbot.waitUntil(lambda: waveform.has_levels, timeout=15_000)
    qtbot.waitUntil(lambda: episode.waveforms.levels_are_exact, timeout=30_000)
    wave = episode.window.look.theme.hex("wave")
    image = waveform.grab().toImage()
    rows = range(30, waveform.body_bottom)
    heights = [
        sum(image.pixelColor(at(x, y)).name() == wave for y in rows)
        for x in range(5, waveform.view_width - 5)
    ]
    silent = sum(height <= 2 for height in heights) / len(heights)
    assert 0.05 < silent < 0.6
    assert max(heights) > 15


def test_a_dragged_marker_is_one_change_of_the_text_and_one_undo(
    episode: Episode, qtbot: QtBot
) -> None:
    waveform, before = episode.window.waveform, episode.document.text()
    caret = episode.window.editor.textCursor().position()
    x = flag_x(episode, 0)
    to_ms = waveform.marks[0].start_ms + round(50 * waveform.scale.per_px)
    drag(waveform, at(x + 5, FLAGS_Y), at(x + 40, FLAGS_Y), at(x + 55, FLAGS_Y))
    assert episode.document.text() == before
    drop(waveform, at(x + 55, FLAGS_Y))
    moved = episode.document.fresh_notes().segments[0].start_ms
    assert moved == pytest.approx(to_ms, abs=2)
    assert waveform.marks[0].start_ms == moved
    changed = [
        (old, new)
        for old, new in zip(before.split("\n"), episode.document.text().split("\n"), strict=True)
        if old != new
    ]
    assert len(changed) == 1
    assert FIRST in changed[0][0]
    assert episode.window.editor.textCursor().position() == caret
    episode.actions.run("edit.undo")
    assert episode.document.text() == before
    assert waveform.marks[0].start_ms == 20_015


def test_esc_while_dragging_leaves_the_text_as_it_is(episode: Episode, qtbot: QtBot) -> None:
    waveform, before = episode.window.waveform, episode.document.text()
    episode.window.editor.setFocus()
    x = flag_x(episode, 0)
    drag(waveform, at(x + 5, FLAGS_Y), at(x + 105, FLAGS_Y))
    QTest.keyClick(episode.window.editor, Qt.Key.Key_Escape)
    drop(waveform, at(x + 105, FLAGS_Y))
    assert episode.document.text() == before
    assert not episode.playback.state.is_playing


def test_a_nudge_that_is_held_is_one_undo(episode: Episode, qtbot: QtBot) -> None:
    waveform, before = episode.window.waveform, episode.document.text()
    QTest.keyClick(waveform, Qt.Key.Key_Tab)
    for _ in range(3):
        QTest.keyPress(waveform, Qt.Key.Key_Right)
    QTest.keyRelease(waveform, Qt.Key.Key_Right)
    assert waveform.marks[0].start_ms == 20_315
    QTest.keyClick(waveform, Qt.Key.Key_Right)
    assert waveform.marks[0].start_ms == 20_415
    assert waveform.overlay.ringed == 0
    episode.actions.run("edit.undo")
    assert waveform.marks[0].start_ms == 20_315
    episode.actions.run("edit.undo")
    assert episode.document.text() == before


def test_a_marker_whose_notes_changed_meanwhile_moves_nothing(
    episode: Episode, qtbot: QtBot
) -> None:
    waveform = episode.window.waveform
    x = flag_x(episode, 0)
    drag(waveform, at(x + 5, FLAGS_Y), at(x + 105, FLAGS_Y))
    text = episode.document.text().replace("Q: Lena", "Q: First? [0:01.000]\n\nQ: Lena")
    episode.document.replace_all(text)
    episode.document.fresh_notes()
    drop(waveform, at(x + 105, FLAGS_Y))
    assert len(waveform.marks) == 9
    assert episode.document.text() == text


def test_a_click_plays_from_there_and_a_double_click_finds_the_words(
    episode: Episode, qtbot: QtBot
) -> None:
    waveform = episode.window.waveform
    wanted = waveform.scale.ms_at(700)
    qtbot.mouseClick(waveform, Qt.MouseButton.LeftButton, pos=at(700))
    qtbot.waitUntil(lambda: abs(episode.playback.position_ms() - wanted) < 50)
    assert abs(waveform.position_ms - wanted) < 50
    last = waveform.marks[-1].index
    line = episode.document.notes.segments[last].first_line
    qtbot.mouseDClick(waveform, Qt.MouseButton.LeftButton, pos=at(flag_x(episode, last) + 5, 12))
    assert episode.window.editor.textCursor().blockNumber() == line


def test_the_commands_zoom_scroll_and_hide_from_the_text(episode: Episode, qtbot: QtBot) -> None:
    window, waveform = episode.window, episode.window.waveform
    window.editor.setFocus()
    waveform.show_whole()
    per_px = waveform.scale.per_px
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(window.editor, Qt.Key.Key_Equal, alt)
    assert waveform.scale.per_px < per_px
    start = waveform.scale.start_ms
    QTest.keyClick(window.editor, Qt.Key.Key_PageDown, alt)
    assert waveform.scale.start_ms > start
    QTest.keyClick(window.editor, Qt.Key.Key_Minus, alt)
    QTest.keyClick(window.editor, Qt.Key.Key_0, alt)
    assert waveform.scale.is_whole
    QTest.keyClick(window.editor, Qt.Key.Key_F12)
    assert not waveform.isVisible()
    assert not episode.actions.actions["view.waveform"].isChecked()
    QTest.keyClick(window.editor, Qt.Key.Key_F12)
    assert waveform.isVisible()


def test_a_low_window_keeps_the_overview_alone(episode: Episode, qtbot: QtBot) -> None:
    window = episode.window
    window.resize(1000, WAVEFORM_BELOW - 20)
    qtbot.waitUntil(lambda: not window.waveform_pane.isVisible())
    assert window.overview.isVisible()
    assert not window.overview_row.zoom_in.isVisible()
    episode.actions.run("view.waveform")
    assert window.waveform_pane.isVisible()
    episode.actions.run("view.waveform")
    window.resize(1000, WAVEFORM_BELOW + 20)
    qtbot.waitUntil(lambda: window.waveform_pane.isVisible())


def test_a_high_waveform_gives_way_in_a_low_window_and_comes_back(
    episode: Episode, qtbot: QtBot
) -> None:
    window = episode.window
    window.waveform.height_requested.emit(240)
    assert window.waveform.height() == 240
    window.resize(1000, WAVEFORM_BELOW + 20)
    qtbot.waitUntil(lambda: window.waveform.height() == USUAL)
    window.resize(1000, 900)
    qtbot.waitUntil(lambda: window.waveform.height() == 240)


def test_a_range_too_short_to_loop_is_not_shown_on(episode: Episode, qtbot: QtBot) -> None:
    waveform, looping = episode.window.waveform, episode.controls.looping
    shift = Qt.KeyboardModifier.ShiftModifier
    waveform.show_view(waveform.scale.showing(30_000, 31_000))
    drag(waveform, at(600, BODY_Y), at(610, BODY_Y), held=shift)
    drop(waveform, at(610, BODY_Y), shift)
    assert looping.loop is None
    assert waveform.marked is None
    drag(waveform, at(300, BODY_Y), at(900, BODY_Y), held=shift)
    drop(waveform, at(900, BODY_Y), shift)
    loop = looping.loop
    assert loop is not None
    assert waveform.marked == loop
    drag(waveform, at(600, BODY_Y), at(610, BODY_Y), held=shift)
    drop(waveform, at(610, BODY_Y), shift)
    assert looping.loop == waveform.marked == loop


def test_f6_enters_the_waveform_after_the_overview(episode: Episode, qtbot: QtBot) -> None:
    regions = episode.window.regions()
    place = regions.index(episode.window.waveform)
    assert regions[place - 1] is episode.window.overview_row
    assert regions[place + 1] is episode.window.outline


def test_the_frame_in_the_overview_is_the_view_and_takes_it_along(
    episode: Episode, qtbot: QtBot
) -> None:
    waveform, overview = episode.window.waveform, episode.window.overview
    waveform.show_view(waveform.scale.showing(20_000, 40_000))
    frame = overview._frame()
    assert frame is not None
    middle = frame.center().toPoint()
    drag(overview, middle, at(middle.x() + 84, middle.y()))
    drop(overview, at(middle.x() + 84, middle.y()))
    by_ms = 100 / overview._span() * waveform.scale.duration_ms
    assert waveform.scale.start_ms == pytest.approx(20_000 + by_ms, abs=100)
    assert not episode.playback.position_ms()


def test_what_was_chosen_is_remembered(
    start: Start, sample: Path, episode: Episode, qtbot: QtBot
) -> None:
    episode.waveforms.choose_gain("12")
    episode.actions.run("view.follow")
    window = episode.window
    window.waveform.height_requested.emit(180)
    program = start()
    again = program.new_window()
    assert again.window.waveform.gain_db == 12
    assert again.window.waveform.height() == 180
    assert not again.waveforms.follow.wanted
    assert not again.window.overview_row.follow.isChecked()


def test_hidden_by_the_settings_it_stays_hidden_in_a_tall_window(
    episode: Episode, start: Start, qtbot: QtBot
) -> None:
    episode.actions.run("view.waveform")
    again = opened(start(), qtbot)
    again.window.resize(1000, WAVEFORM_BELOW - 40)
    QTest.qWait(0)
    again.window.resize(1000, WAVEFORM_BELOW + 40)
    QTest.qWait(0)
    assert not again.window.waveform_open
    assert not again.actions.actions["view.waveform"].isChecked()


def test_audio_that_cannot_be_read_has_no_waveform_and_the_next_has_one(
    episode: Episode, sample: Path, qtbot: QtBot
) -> None:
    window = episode.window
    broken = sample.parent / "broken.mp3"
    broken.write_bytes(b"no sound at all" * 100)
    episode.playback.load(broken)
    qtbot.waitUntil(lambda: not window.waveform_pane.isVisible(), timeout=15_000)
    assert not window.overview.isEnabled()
    episode.playback.load(sample.with_suffix(".mp3"))
    ready(episode, qtbot)
    qtbot.waitUntil(
        lambda: window.waveform.isVisible() and window.waveform.has_levels, timeout=15_000
    )
    assert window.overview.isEnabled()
