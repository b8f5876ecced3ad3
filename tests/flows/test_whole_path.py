"""The whole path through the real window with real audio, in both engines."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.core.parser import parse
from notesapp.core.query import segment_at_line
from notesapp.player.state import Phase
from notesapp.storage.recovery import RecoveryStore
from notesapp.storage.resources import resource
from notesapp.ui.episode import Episode
from notesapp.ui.program import Program

Start = Callable[..., Program]
CTRL = Qt.KeyboardModifier.ControlModifier


def opened(shown: Program, qtbot: QtBot) -> Episode:
    episode = shown.new_window()
    episode.window.show()
    qtbot.waitExposed(episode.window)
    return episode


def ready(episode: Episode, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: episode.playback.has_audio, timeout=15_000)


def click_chip(episode: Episode, source: str) -> None:
    editor = episode.window.editor
    editor.grab()
    chip = next(c for c in editor.mouse.chips if c.mark.source == source)
    at = chip.rect.center().toPoint()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=at)


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

    written = again.publishing.write(
        ("markdown", "html", "text", "description", "json"), tmp_path, replace=False
    )
    assert sorted(row.path.name for row in written) == [
        "loaf.chapters.json",
        "loaf.description.txt",
        "loaf.html",
        "loaf.notes.md",
        "loaf.notes.txt",
    ]
    chapters = json.loads((tmp_path / "loaf.chapters.json").read_text("utf-8"))["chapters"]
    assert chapters[-1]["title"] == "Why is rye flat?"
    assert path.read_text("utf-8") == before


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


def test_autosave_writes_after_a_pause_and_the_header_stays(
    start: Start, sample: Path, qtbot: QtBot
) -> None:
    shown = start()
    shown.services.settings.choose("editor.autosave_delay_ms", 200)
    episode = opened(shown, qtbot)
    episode.files.open_path(sample)
    header = sample.read_text("utf-8").split("---")[1]
    QTest.keyClicks(episode.window.editor, "New words. ")
    qtbot.waitUntil(lambda: "New words." in sample.read_text("utf-8"), timeout=10_000)
    assert sample.read_text("utf-8").split("---")[1] == header
    assert not episode.document.dirty


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


def test_another_program_changes_the_file(start: Start, sample: Path, qtbot: QtBot) -> None:
    episode = opened(start(), qtbot)
    episode.files.open_path(sample)
    other = sample.read_text("utf-8").replace("Four letters", "Five letters")
    sample.write_text(other, "utf-8")
    episode.session.look_at_disk()
    assert episode.document.text() == other
    QTest.keyClicks(episode.window.editor, "mine ")
    sample.write_text(other + "theirs\n", "utf-8")
    episode.session.look_at_disk()
    message = episode.window.bar.current()
    assert message is not None
    assert message.id == "disk"
    assert sample.read_text("utf-8").endswith("theirs\n")
    episode.session.forget_unsaved()
    episode.document.mark_saved(episode.document.text())


def left_behind(places: Any, text: str, path: Path | None = None) -> None:
    """A recovery copy of a program that is no longer there."""
    store = RecoveryStore(places.recovery_folder)
    store.keep("doc-gone", text, path)
    kept = next(places.recovery_folder.glob("*"))
    kept.write_text(kept.read_text("utf-8").replace(str(os.getpid()), "999999999"), "utf-8")


def test_untitled_notes_survive_a_stop(start: Start, qtbot: QtBot, places: Any) -> None:
    shown = start()
    left_behind(places, "Words nobody saved")
    opened(shown, qtbot)
    shown.recover()
    assert [e.document.text() for e in shown.episodes] == ["Words nobody saved"]
    assert shown.services.recovery.list_left_over() == ()
    assert any(places.recovery_folder.iterdir())


def test_what_a_stop_left_is_shown_but_not_written_over_the_file(
    start: Start, sample: Path, qtbot: QtBot, places: Any
) -> None:
    shown = start()
    before = sample.read_text("utf-8")
    left_behind(places, before + "left behind\n", sample)
    episode = opened(shown, qtbot)
    shown.recover()
    assert episode.session.path == sample
    assert episode.document.text() == before + "left behind\n"
    ready(episode, qtbot)
    episode.session.flush()
    assert sample.read_text("utf-8") == before
    episode.actions.run("edit.undo")
    assert episode.document.text() == before
    episode.actions.run("edit.redo")
    episode.actions.run("file.save")
    assert sample.read_text("utf-8") == before + "left behind\n"


def test_a_file_that_is_no_audio_is_said_and_notes_stay_usable(
    start: Start, engine: str, tmp_path: Path, qtbot: QtBot
) -> None:
    episode = opened(start(engine), qtbot)
    bad = tmp_path / "noise.mp3"
    bad.write_bytes(b"this is no audio at all" * 50)
    episode.files.open_path(bad)
    qtbot.waitUntil(lambda: episode.playback.state.phase is Phase.FAILED, timeout=15_000)
    message = episode.window.bar.current()
    assert message is not None
    assert "noise.mp3" in message.sentence
    QTest.keyClicks(episode.window.editor, "still typing")
    assert episode.document.text() == "still typing"
    episode.session.forget_unsaved()
    episode.document.mark_saved("still typing")


def test_notes_find_audio_of_the_same_name(
    start: Start, engine: str, sample: Path, qtbot: QtBot
) -> None:
    plain = sample.with_suffix(".txt")
    plain.write_text("Title\n\nQ: Rye? [0:20]\n", "utf-8")
    episode = opened(start(engine), qtbot)
    episode.files.open_path(plain)
    ready(episode, qtbot)
    assert episode.playback.path == sample.with_suffix(".mp3")
    assert plain.read_text("utf-8") == "Title\n\nQ: Rye? [0:20]\n"


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


def test_the_seed_keeps_its_bytes_through_the_window(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    seed = Path(__file__).resolve().parents[3] / "shared" / "seed" / "episode-50.txt"
    if not seed.is_file():
        pytest.skip("the real document is only beside a developer's checkout")
    path = tmp_path / "episode-50.txt"
    path.write_bytes(seed.read_bytes())
    episode = opened(start(), qtbot)
    episode.files.open_path(path)
    assert parse(episode.document.text()).pair_count == 3
    episode.actions.run("file.save")
    assert path.read_bytes() == seed.read_bytes()
    assert episode.document.text().encode() == seed.read_bytes()


def test_plain_text_is_offered_as_markdown_before_it_gets_details(
    start: Start, answers: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Title\n\nQ: Rye? [0:20]\n", "utf-8")
    episode = opened(start(), qtbot)
    episode.files.open_path(path)
    details = episode.window.panel.details
    details.header_changed.emit("podcast", "Loaf")
    assert episode.document.text() == "Title\n\nQ: Rye? [0:20]\n"
    assert episode.window.bar.current().id == "plain_text"
    details.header_changed.emit("title", "Another title")
    assert episode.document.text() == "Another title\n\nQ: Rye? [0:20]\n"
    answers.put("save_notes", path.with_suffix(".md"))
    episode.window.bar.action_requested.emit("plain_text")
    details.header_changed.emit("podcast", "Loaf")
    episode.session.flush()
    assert 'podcast: "Loaf"' in path.with_suffix(".md").read_text("utf-8")


def test_audio_for_notes_without_a_header_changes_no_text_until_asked(
    start: Start, sample: Path, qtbot: QtBot
) -> None:
    path = sample.parent / "own.md"
    path.write_text("Title\n\nQ: Rye? [0:20]\n", "utf-8")
    shown = start()
    episode = opened(shown, qtbot)
    episode.files.open_path(path)
    episode.files.open_path(sample.with_suffix(".mp3"))
    ready(episode, qtbot)
    assert episode.document.text() == "Title\n\nQ: Rye? [0:20]\n"
    assert episode.window.close()
    again = opened(shown, qtbot)
    again.files.open_path(path)
    ready(again, qtbot)
    assert again.playback.path == sample.with_suffix(".mp3")
    again.actions.run("file.keep_audio")
    assert 'audio: "sample-episode.mp3"' in again.document.text()


def test_opening_in_a_used_window_opens_another(start: Start, sample: Path, qtbot: QtBot) -> None:
    shown = start()
    first = opened(shown, qtbot)
    first.actions.run("file.open_sample")
    first.files.open_path(sample)
    assert len(shown.episodes) == 2
    assert shown.episodes[1].session.path == sample
    assert first.session.path is None
    first.files.open_path(sample)
    assert len(shown.episodes) == 2


def test_unsaved_untitled_notes_are_asked_about(
    start: Start, answers: Any, tmp_path: Path, qtbot: QtBot
) -> None:
    episode = opened(start(), qtbot)
    episode.actions.run("file.new")
    QTest.keyClicks(episode.window.editor, "Words")
    answers.put("unsaved", "cancel")
    assert not episode.window.close()
    answers.put("unsaved", "save")
    answers.put("save_notes", tmp_path / "kept.md")
    assert episode.window.close()
    assert (tmp_path / "kept.md").read_text("utf-8") == "Words"


def test_the_window_remembers_where_it_stood(start: Start, qtbot: QtBot, places: Any) -> None:
    from notesapp.storage.state_file import StateFile

    shown = start()
    episode = opened(shown, qtbot)
    episode.window.resize(760, 640)
    assert episode.window.close()
    again = opened(shown, qtbot)
    kept = StateFile(places.state_file).window()
    assert again.window.restoreGeometry(QByteArray.fromBase64(kept.encode()))
    assert (again.window.width(), again.window.height()) == (760, 640)


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
