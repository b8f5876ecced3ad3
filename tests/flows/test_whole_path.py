"""The whole path through the real window with real audio, in both engines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.core.query import segment_at_line
from notesapp.storage.resources import resource
from notesapp.ui.program import Program
from tests.flows.driving import click_chip, opened, ready

Start = Callable[..., Program]
CTRL = Qt.KeyboardModifier.ControlModifier


def test_open_play_type_a_pair_stamp_jump_undo_save_reopen_export(
    start: Start, engine: str, answers: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    audio = tmp_path / "loaf.mp3"
    audio.write_bytes(resource("sample", "sample-episode.mp3").read_bytes())
    shown = start(engine)
    episode = opened(shown, qtbot)
    answers.put("open_audio", audio)
    episode.actions.run("file.open_audio")
    ready(episode, qtbot)
    assert episode.playback.state.engine_name == {"vlc": "VLC", "qt": "Qt"}[engine]
    editor = episode.window.editor

    QTest.keyClick(editor, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: episode.playback.position_ms() > 300, timeout=15_000)
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    QTest.keyClicks(editor, "Why is rye flat?")
    asked = episode.document.fresh_notes().segments[0].start_ms
    assert asked is not None
    assert 300 <= asked < 15_000
    qtbot.waitUntil(lambda: episode.playback.position_ms() > asked + 300, timeout=15_000)
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    QTest.keyClicks(editor, "No gluten.")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not episode.playback.state.is_playing, timeout=15_000)

    notes = episode.document.fresh_notes()
    assert [str(s.kind) for s in notes.segments] == ["question", "answer"]
    assert [s.text for s in notes.segments] == ["Why is rye flat?", "No gluten."]
    answered = notes.segments[1].start_ms
    assert answered is not None
    assert answered > asked

    assert notes.segments[0].stamp is not None
    click_chip(episode, notes.segments[0].stamp.source)
    assert abs(episode.playback.position_ms() - asked) < 500
    qtbot.waitUntil(lambda: episode.playback.state.is_playing, timeout=15_000)
    episode.playback.pause()

    before = episode.document.text()
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert "No gluten." not in episode.document.text()
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert episode.document.text() == before

    path = tmp_path / "loaf.md"
    answers.put("save_notes", path)
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    assert path.read_text("utf-8") == before
    caret = editor.place()
    assert episode.window.close()

    again = opened(shown, qtbot)
    again.files.open_path(path)
    ready(again, qtbot)
    assert again.document.text() == before
    assert again.window.editor.place() == caret
    qtbot.waitUntil(lambda: abs(again.playback.position_ms() - asked) < 3000, timeout=15_000)

    again.actions.run("publish.publish")
    dialog = again.features.get("publish").dialog
    qtbot.waitUntil(lambda: dialog.waiting() == (), timeout=15_000)
    for key, row in dialog.rows.items():
        row.tick.setChecked(key in ("markdown", "html", "text", "youtube", "json"))
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.go.text() == "Close", timeout=15_000)
    dialog.accept()
    assert sorted({p.name for p in tmp_path.glob("loaf.*")} - {"loaf.md", "loaf.mp3"}) == [
        "loaf.chapters.json",
        "loaf.html",
        "loaf.notes.md",
        "loaf.notes.txt",
        "loaf.youtube.txt",
    ]
    chapters = json.loads((tmp_path / "loaf.chapters.json").read_text("utf-8"))["chapters"]
    assert chapters[-1]["title"] == "Why is rye flat?"
    assert path.read_text("utf-8") == before
    assert again.document.text() == before
    assert not again.document.dirty


def test_the_sample_plays_each_of_its_stamps(start: Start, engine: str, qtbot: QtBot) -> None:
    episode = opened(start(engine), qtbot)
    episode.actions.run("file.open_sample")
    ready(episode, qtbot)
    for segment in episode.document.notes.segments:
        assert segment.start_ms is not None
        episode.segments.play_index(segment.index)
        assert abs(episode.playback.position_ms() - segment.start_ms) <= 50
        qtbot.waitUntil(
            lambda at=segment.start_ms: episode.playback.position_ms() > at + 100, timeout=15_000
        )
        assert episode.playback.position_ms() < segment.start_ms + 15_000


def test_a_chord_on_the_segment_plays_and_hear_starts_just_before(
    start: Start, engine: str, qtbot: QtBot
) -> None:
    episode = opened(start(engine), qtbot)
    episode.actions.run("file.open_sample")
    ready(episode, qtbot)
    second = episode.document.notes.segments[1]
    episode.window.editor.show_line(second.first_line)
    episode.actions.run("segment.play")
    assert abs(episode.playback.position_ms() - (second.start_ms or 0)) <= 50
    episode.actions.run("segment.hear")
    assert abs(episode.playback.position_ms() - (second.start_ms or 0) + 1000) <= 50


def test_restamping_from_anywhere_in_the_segment(start: Start, engine: str, qtbot: QtBot) -> None:
    episode = opened(start(engine), qtbot)
    episode.actions.run("file.open_sample")
    ready(episode, qtbot)
    line = episode.document.notes.segments[2].first_line
    for column in (0, 10, 60):
        episode.playback.seek(30_000 + column * 100)
        place = type(episode.window.editor.place())(line, column)
        episode.window.editor.set_place(place)
        QTest.keyClick(episode.window.editor, Qt.Key.Key_J, CTRL)
        segment = segment_at_line(episode.document.fresh_notes(), line)
        assert segment is not None
        assert segment.start_ms == 30_000 + column * 100
        assert episode.window.editor.place() == place


def test_typing_forms_and_stamps_undo_in_one_order(
    start: Start, engine: str, sample: Path, qtbot: QtBot
) -> None:
    episode = opened(start(engine), qtbot)
    episode.files.open_path(sample)
    ready(episode, qtbot)
    texts = [episode.document.text()]
    editor = episode.window.editor
    editor.show_line(episode.document.notes.segments[0].first_line)
    QTest.keyClicks(editor, "typed ")
    texts.append(episode.document.text())
    episode.window.panel.details.header_changed.emit("season", 2)
    texts.append(episode.document.text())
    episode.playback.seek(25_000)
    episode.actions.run("segment.stamp")
    texts.append(episode.document.text())
    assert len(set(texts)) == 4
    for expected in reversed(texts[:-1]):
        episode.actions.run("edit.undo")
        assert episode.document.text() == expected
    for expected in texts[1:]:
        episode.actions.run("edit.redo")
        assert episode.document.text() == expected


@pytest.mark.parametrize("name", ["Details", "Problems", "Preview"])
def test_tabs_open_by_their_commands(start: Start, name: str, qtbot: QtBot) -> None:
    episode = opened(start(), qtbot)
    episode.actions.run("file.open_sample")
    episode.actions.run(f"view.{name.lower()}")
    assert episode.window.panel.current_tab() == name.lower()


def test_each_stamp_of_the_seed_clicked_plays_its_place(
    start: Start, engine: str, tmp_path: Path, qtbot: QtBot
) -> None:
    shared = Path(__file__).resolve().parents[3] / "shared"
    seed, audio = shared / "seed" / "episode-50.txt", shared / "media" / "episode-50.mp3"
    if not seed.is_file() or not audio.is_file():
        pytest.skip("the real document is only beside a developer's checkout")
    for source in (seed, audio):
        (tmp_path / source.name).write_bytes(source.read_bytes())
    episode = opened(start(engine), qtbot)
    episode.files.open_path(tmp_path / seed.name)
    ready(episode, qtbot)
    starts = [124_000, 152_000, 519_000, 559_000, 876_000, 906_000]
    for segment, expected in zip(episode.document.notes.segments, starts, strict=True):
        assert segment.stamp is not None
        episode.window.editor.show_line(segment.first_line)
        click_chip(episode, segment.stamp.source)
        assert abs(episode.playback.position_ms() - expected) <= 50
        qtbot.waitUntil(
            lambda at=expected: at + 100 < episode.playback.position_ms() < at + 15_000,
            timeout=15_000,
        )
    assert (tmp_path / seed.name).read_bytes() == seed.read_bytes()


def test_going_to_a_time(start: Start, engine: str, answers: Any, qtbot: QtBot) -> None:
    episode = opened(start(engine), qtbot)
    episode.actions.run("file.open_sample")
    ready(episode, qtbot)
    answers.put("time", "abc")
    episode.actions.run("playback.go_to")
    assert episode.window.bar.current().id == "playback"
    answers.put("time", "1:02.5")
    episode.actions.run("playback.go_to")
    assert episode.playback.position_ms() == 62_500
    assert episode.window.bar.current() is None


def test_another_engine_keeps_place_speed_and_silence(
    start: Start, engine: str, sample: Path, qtbot: QtBot
) -> None:
    episode = opened(start(engine), qtbot)
    episode.files.open_path(sample)
    ready(episode, qtbot)
    episode.playback.set_rate(1.5)
    episode.playback.set_muted(True)
    episode.playback.seek(60_000)
    other = "qt" if engine == "vlc" else "vlc"
    episode.controls.playing.choose_engine(other)
    episode.controls.playing.choose_engine(engine)
    episode.controls.playing.choose_engine(other)
    qtbot.waitUntil(lambda: episode.playback.position_ms() == 60_000, timeout=15_000)
    state = episode.playback.state
    assert (state.rate, state.muted, state.engine_name.lower()) == (1.5, True, other)
