"""Listening in the real window with real audio: loops, going on after a pause, going to a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.player.state import Phase
from notesapp.ui.episode.episode import Episode
from tests.flows.driving import CTRL, Start, opened, ready

WAIT_MS = 15_000


@pytest.fixture
def episode(start: Start, engine: str, sample: Path, qtbot: QtBot) -> Episode:
    made = opened(start(engine), qtbot)
    made.files.open_path(sample)
    ready(made, qtbot)
    return made


@pytest.fixture
def turns(episode: Episode) -> list[int]:
    """Positions that playing went back to by itself."""
    seen = [0]
    found: list[int] = []

    def watch(ms: int) -> None:
        if ms < seen[0] - 100:
            found.append(ms)
        seen[0] = ms

    episode.playback.position_changed.connect(watch)
    return found


def play_until(episode: Episode, qtbot: QtBot, ms: int) -> None:
    if not episode.playback.state.is_playing:
        episode.actions.run("playback.toggle")
    qtbot.waitUntil(lambda: episode.playback.position_ms() > ms, timeout=WAIT_MS)


def press(episode: Episode, key: Qt.Key, chord: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(episode.window.editor, key, chord)


def put_caret_in(episode: Episode, index: int) -> tuple[int, int]:
    """The caret into a stamped segment; its stamp and the next."""
    segments = episode.document.fresh_notes().segments
    episode.window.editor.show_line(segments[index].first_line)
    start_ms, end_ms = segments[index].start_ms, segments[index + 1].start_ms
    assert start_ms is not None
    assert end_ms is not None
    return start_ms, end_ms


def test_after_a_pause_it_goes_on_earlier_and_a_stamp_does_not(
    episode: Episode, qtbot: QtBot
) -> None:
    episode.playback.seek(10_000)
    play_until(episode, qtbot, 12_500)
    press(episode, Qt.Key.Key_F4)
    heard = episode.playback.position_ms()
    put_caret_in(episode, 0)
    press(episode, Qt.Key.Key_J, CTRL)
    stamped = episode.document.fresh_notes().segments[0].start_ms
    assert stamped is not None
    assert heard // 1000 * 1000 <= stamped <= heard
    press(episode, Qt.Key.Key_F4)
    assert abs(episode.playback.position_ms() - (heard - 2000)) < 500
    assert episode.document.fresh_notes().segments[0].start_ms == stamped
    qtbot.waitUntil(lambda: episode.playback.position_ms() > heard, timeout=WAIT_MS)


def test_after_a_jump_it_starts_where_the_jump_led(episode: Episode, qtbot: QtBot) -> None:
    play_until(episode, qtbot, 500)
    episode.playback.pause()
    episode.playback.seek(20_000)
    episode.actions.run("playback.toggle")
    assert 20_000 <= episode.playback.position_ms() < 20_500


def test_the_end_of_the_file_is_a_pause(episode: Episode, qtbot: QtBot) -> None:
    end_ms = episode.playback.state.duration_ms
    episode.playback.seek(end_ms - 700)
    episode.actions.run("playback.toggle")
    qtbot.waitUntil(lambda: episode.playback.state.phase is Phase.ENDED, timeout=WAIT_MS)
    episode.actions.run("playback.toggle")
    assert episode.playback.state.is_playing
    assert end_ms - 2500 < episode.playback.position_ms() < end_ms


def test_a_jump_to_the_very_end_is_an_end_too(episode: Episode) -> None:
    end_ms = episode.playback.state.duration_ms
    episode.playback.seek(end_ms)
    assert episode.playback.position_ms() == end_ms
    episode.actions.run("playback.toggle")
    assert episode.playback.state.is_playing
    assert end_ms - 2500 < episode.playback.position_ms() < end_ms


def test_a_marked_range_goes_round_at_every_speed(
    episode: Episode, qtbot: QtBot, turns: list[int]
) -> None:
    loops: list[object] = []
    episode.controls.looping.loop_changed.connect(loops.append)
    episode.playback.seek(5000)
    press(episode, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    message = episode.window.bar.current()
    assert message is not None
    assert "0:05" in message.sentence
    episode.playback.seek(5600)
    press(episode, Qt.Key.Key_F5, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert loops == [(5000, 5600)]
    assert episode.window.bar.current() is None
    assert episode.window.transport.loop.isChecked()
    assert episode.actions.actions["playback.loop"].isChecked()
    turns.clear()
    episode.actions.run("playback.toggle")
    qtbot.waitUntil(lambda: len(turns) >= 2, timeout=WAIT_MS)
    episode.playback.set_rate(2.0)
    qtbot.waitUntil(lambda: len(turns) >= 4, timeout=WAIT_MS)
    assert all(4900 <= ms < 5600 for ms in turns)
    press(episode, Qt.Key.Key_F5)
    assert loops[-1] is None
    assert not episode.window.transport.loop.isChecked()
    qtbot.waitUntil(lambda: episode.playback.position_ms() > 6500, timeout=WAIT_MS)


def test_the_segment_under_the_caret_is_looped_until_one_leaves_it(
    episode: Episode, qtbot: QtBot
) -> None:
    start_ms, end_ms = put_caret_in(episode, 1)
    QTest.mouseClick(episode.window.transport.loop, Qt.MouseButton.LeftButton)
    assert episode.controls.looping.loop == (start_ms, end_ms)
    assert episode.playback.position_ms() == start_ms
    episode.actions.run("playback.back")
    assert episode.playback.position_ms() == start_ms
    assert episode.controls.looping.loop is not None
    episode.playback.seek(end_ms + 1000)
    assert episode.controls.looping.loop is None
    assert not episode.window.transport.loop.isChecked()


def test_a_loop_to_the_end_of_the_file_goes_round(
    episode: Episode, qtbot: QtBot, turns: list[int]
) -> None:
    end_ms = episode.playback.state.duration_ms
    episode.controls.looping.start(end_ms - 3000, end_ms)
    turns.clear()
    episode.actions.run("playback.toggle")
    qtbot.waitUntil(lambda: len(turns) >= 2, timeout=WAIT_MS)
    assert episode.controls.looping.loop is not None


def test_both_ends_at_one_place_are_too_short_and_no_mark_is_lost(episode: Episode) -> None:
    episode.playback.seek(5000)
    episode.actions.run("playback.mark_start")
    episode.actions.run("playback.mark_end")
    message = episode.window.bar.current()
    assert message is not None
    assert "too short" in message.sentence
    assert episode.controls.looping.loop is None
    episode.playback.seek(6000)
    message = episode.window.bar.current()
    assert message is not None
    assert message.sentence.startswith("One end of the loop is at 0:05.")
    episode.actions.run("playback.mark_end")
    assert episode.controls.looping.loop == (5000, 6000)
    assert episode.window.bar.current() is None
    episode.actions.run("playback.mark_start")
    assert episode.controls.looping.loop == (5000, 6000)


def test_a_segment_that_is_too_short_to_loop_is_said_to_be(episode: Episode) -> None:
    episode.window.editor.setPlainText("Q: One [0:10.000]\n\nA: Two [0:10.100]")
    episode.window.editor.show_line(0)
    episode.actions.run("playback.loop")
    message = episode.window.bar.current()
    assert message is not None
    assert message.sentence == "This segment is too short to loop."
    assert not episode.window.transport.loop.isChecked()
    episode.actions.run("segment.play_only")
    assert episode.playback.state.is_playing
    assert episode.window.bar.current() is None


def test_other_audio_ends_the_loop(episode: Episode, sample: Path, qtbot: QtBot) -> None:
    episode.controls.looping.start(1000, 2000)
    other = sample.with_name("other.mp3")
    other.write_bytes(sample.with_suffix(".mp3").read_bytes())
    episode.playback.load(other)
    assert episode.controls.looping.loop is None
    ready(episode, qtbot)


def test_another_engine_keeps_the_loop(episode: Episode, qtbot: QtBot) -> None:
    episode.controls.looping.start(1000, 2000)
    episode.playback.use_engine("qt")
    ready(episode, qtbot)
    assert episode.controls.looping.loop == (1000, 2000)


def test_only_this_segment_is_played(episode: Episode, qtbot: QtBot) -> None:
    start_ms, end_ms = put_caret_in(episode, 1)
    episode.playback.set_rate(3.0)
    press(episode, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert abs(episode.playback.position_ms() - start_ms) < 500
    qtbot.waitUntil(lambda: not episode.playback.state.is_playing, timeout=60_000)
    assert end_ms - 5 <= episode.playback.position_ms() < end_ms + 400


def test_without_a_stamp_there_is_nothing_to_loop_and_a_sentence(episode: Episode) -> None:
    episode.document.apply(())
    episode.window.editor.setPlainText("Q: No stamp yet")
    episode.actions.run("playback.loop")
    message = episode.window.bar.current()
    assert message is not None
    assert message.sentence.startswith("Put the caret in")
    assert not episode.window.transport.loop.isChecked()
    assert not episode.actions.actions["playback.loop"].isChecked()


@pytest.mark.parametrize(
    ("typed", "ms"),
    [("0:12", 12_000), ("15s", 15_000), ("+10", 20_000), ("-5", 5000), ("−5", 5000)],
)
def test_going_to_a_time_in_the_ways_people_write_it(
    episode: Episode, answers: Any, typed: str, ms: int
) -> None:
    episode.playback.seek(10_000)
    answers.put("time", typed)
    episode.actions.run("playback.go_to")
    assert episode.playback.position_ms() == ms


@pytest.mark.parametrize("typed", ["soon", "9:00:00"])
def test_a_time_that_leads_nowhere_is_one_sentence(
    episode: Episode, answers: Any, typed: str
) -> None:
    episode.playback.seek(10_000)
    answers.put("time", typed)
    episode.actions.run("playback.go_to")
    assert episode.playback.position_ms() == 10_000
    assert episode.window.bar.current() is not None


@pytest.mark.parametrize("command", ["go_to", "speed"])
def test_nothing_typed_is_nothing_wanted(episode: Episode, answers: Any, command: str) -> None:
    answers.put("time" if command == "go_to" else "rate", " ")
    episode.actions.run(f"playback.{command}")
    assert episode.window.bar.current() is None


def test_any_speed_can_be_typed_and_kept(episode: Episode, answers: Any, qtbot: QtBot) -> None:
    answers.put("rate", "1,35")
    episode.actions.run("playback.speed")
    assert episode.playback.state.rate == pytest.approx(1.35)
    episode.window.transport.speed.keep_requested.emit()
    episode.actions.run("playback.my_speed")
    assert episode.playback.state.rate == 1.0
    episode.actions.run("playback.my_speed")
    assert episode.playback.state.rate == pytest.approx(1.35)
    answers.put("rate", "9")
    episode.actions.run("playback.speed")
    assert episode.playback.state.rate == pytest.approx(1.35)
    assert episode.window.bar.current() is not None


def test_the_place_is_found_again_after_a_restart(
    start: Callable[..., Any], engine: str, sample: Path, qtbot: QtBot
) -> None:
    shown = start(engine)
    first = opened(shown, qtbot)
    first.files.open_path(sample)
    ready(first, qtbot)
    first.playback.seek(17_300)
    assert first.window.close()
    again = opened(start(engine), qtbot)
    again.files.open_path(sample)
    ready(again, qtbot)
    qtbot.waitUntil(lambda: again.playback.position_ms() == 17_300, timeout=WAIT_MS)
    assert not again.playback.state.is_playing
