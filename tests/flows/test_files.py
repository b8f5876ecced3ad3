"""Files through the real window: saving, other programs, stops, and audio that is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.core.parser import parse
from notesapp.player.state import Phase
from notesapp.storage.journal_format import read_journal
from notesapp.ui.program import Program
from tests.flows.driving import opened, ready

Start = Callable[..., Program]
CTRL = Qt.KeyboardModifier.ControlModifier


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
    qtbot.waitUntil(lambda: not episode.document.dirty, timeout=10_000)
    known = shown.services.state.recall(sample)
    assert known is not None
    assert known.caret == episode.window.editor.textCursor().position()
    assert sample.read_text("utf-8").split("---")[1] == header
    assert not episode.document.dirty


def test_autosave_does_not_wait_for_a_pause_that_never_comes(
    start: Start, sample: Path, qtbot: QtBot
) -> None:
    shown = start()
    shown.services.settings.choose("editor.autosave_delay_ms", 800)
    episode = opened(shown, qtbot)
    episode.files.open_path(sample)

    def typed_and_saved() -> bool:
        QTest.keyClicks(episode.window.editor, "w ")
        return "w w " in sample.read_text("utf-8")

    qtbot.waitUntil(typed_and_saved, timeout=30_000)


def test_what_cannot_be_saved_is_kept_for_the_next_start(
    start: Start, sample: Path, places: Any, qtbot: QtBot
) -> None:
    episode = opened(start(), qtbot)
    episode.files.open_path(sample)
    QTest.keyClicks(episode.window.editor, "mine ")
    sample.parent.rename(sample.parent.with_name("away"))
    assert not episode.files.save()
    assert episode.window.bar.current().id == "save"
    (kept,) = places.recovery_folder.iterdir()
    replay = read_journal(kept.read_bytes()).replay
    assert replay is not None
    assert "mine " in replay.units.text()


def test_another_program_changes_the_file(start: Start, sample: Path, qtbot: QtBot) -> None:
    episode = opened(start(), qtbot)
    episode.files.open_path(sample)
    other = sample.read_text("utf-8").replace("Four letters", "Five letters")
    sample.write_text(other, "utf-8")
    qtbot.waitUntil(lambda: episode.document.text() == other)
    QTest.keyClicks(episode.window.editor, "mine ")
    sample.write_text(other + "theirs\n", "utf-8")
    qtbot.waitUntil(lambda: episode.session.disk.in_conflict)
    message = episode.window.bar.current()
    assert message is not None
    assert message.id == "disk"
    assert sample.read_text("utf-8").endswith("theirs\n")
    mine = episode.document.text()
    episode.actions.run("file.reload")
    assert episode.document.text() == other + "theirs\n"
    assert not episode.document.dirty
    episode.actions.run("edit.undo")
    assert episode.document.text() == mine
    episode.session.forget_unsaved()
    episode.document.mark_saved(episode.document.text())


def test_what_another_program_wrote_is_not_written_back_changed(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    """The editor has no U+2029 and says so before it saves, also after a reload."""
    path = tmp_path / "notes.txt"
    path.write_text("Q: Rye? [0:20]\n", "utf-8")
    episode = opened(start(), qtbot)
    episode.files.open_path(path)
    theirs = "Q: Rye? [0:20]\n\nA: One\u2029two. [0:30]\n".encode()
    path.write_bytes(theirs)
    qtbot.waitUntil(lambda: "two. [0:30]" in episode.document.text())
    assert episode.window.bar.current().id == "loss"
    QTest.keyClicks(episode.window.editor, "w")
    episode.session.flush()
    assert path.read_bytes() == theirs
    episode.session.forget_unsaved()


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


def test_a_file_has_one_window_also_by_another_name(
    start: Start, sample: Path, qtbot: QtBot
) -> None:
    shown = start()
    opened(shown, qtbot).files.open_path(sample)
    link = sample.with_name("link.md")
    link.symlink_to(sample)
    for path in (sample, link):
        empty = opened(shown, qtbot)
        empty.files.open_path(path)
        assert empty.session.path is None


def test_notes_are_never_saved_over_audio(
    start: Start, sample: Path, answers: Any, qtbot: QtBot
) -> None:
    episode = opened(start(), qtbot)
    episode.files.open_path(sample)
    audio = sample.with_suffix(".mp3")
    before = audio.read_bytes()
    answers.put("save_notes", audio)
    assert not episode.files.save_as()
    assert audio.read_bytes() == before
    assert episode.session.path == sample
    assert episode.window.bar.current().id == "save"


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


def test_a_new_window_leaves_room_for_its_frame(start: Start, qtbot: QtBot) -> None:
    window = opened(start(), qtbot).window
    room = window.screen().availableSize()
    assert window.height() < room.height() or window.height() == window.minimumHeight()
    assert window.width() < room.width() or window.width() == window.minimumWidth()
