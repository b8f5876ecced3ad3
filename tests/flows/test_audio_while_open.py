"""Audio that vanishes or changes while it is open, through the real window."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from notesapp.storage.resources import resource
from tests.flows.audio_steps import (
    NOTES,
    Start,
    add_art,
    known,
    message,
    said,
    tone,
)
from tests.flows.driving import opened, ready


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "shows" / "episode" / "notes.md"
    path.parent.mkdir(parents=True)
    path.write_text(NOTES.format("a.wav"), "utf-8")
    return path


def test_audio_that_vanishes_while_open_is_found_or_said(
    start: Start, notes: Path, qtbot: QtBot
) -> None:
    audio = tone(notes.with_name("a.wav"))
    episode = opened(start(), qtbot)
    episode.files.open_path(notes)
    known(episode, qtbot, notes)
    (notes.parent / "audio").mkdir()
    moved = audio.rename(notes.parent / "audio" / "a.wav")
    episode.window.activated.emit()
    assert "has moved" in said(episode, qtbot, "audio_found")
    qtbot.waitUntil(lambda: episode.playback.path == moved, timeout=15_000)
    known(episode, qtbot, notes)
    episode.window.bar.drop("audio_found")
    kept = moved.read_bytes()
    moved.unlink()
    episode.window.activated.emit()
    assert "is not where it was" in said(episode, qtbot, "audio_missing")
    episode.window.editor.insertPlainText("Still typing. ")
    moved.write_bytes(kept)
    os.utime(moved, ns=(0, 0))
    episode.window.activated.emit()
    qtbot.waitUntil(lambda: message(episode) is None, timeout=15_000)
    ready(episode, qtbot)
    episode.session.flush()


def test_what_plays_goes_on_without_its_file(
    start: Start, engine: str, notes: Path, qtbot: QtBot
) -> None:
    audio = tone(notes.with_name("a.wav"), 30)
    episode = opened(start(engine), qtbot)
    episode.files.open_path(notes)
    known(episode, qtbot, notes)
    episode.playback.toggle()
    qtbot.waitUntil(lambda: episode.playback.position_ms() > 300, timeout=15_000)
    audio.unlink()
    episode.watch.look()
    at = episode.playback.position_ms()
    qtbot.waitUntil(lambda: episode.playback.position_ms() > at + 800, timeout=15_000)
    assert episode.playback.state.is_playing
    assert message(episode) is None
    episode.playback.pause()
    said(episode, qtbot, "audio_missing")
    assert episode.playback.has_audio


def test_tags_rewritten_while_open_open_it_again_at_its_place(
    start: Start, notes: Path, qtbot: QtBot
) -> None:
    """The sound lies elsewhere in the file then; what was read before would play as noise."""
    notes.write_text(NOTES.format("a.mp3"), "utf-8")
    audio = notes.with_name("a.mp3")
    shutil.copy(resource("sample", "sample-episode.mp3"), audio)
    episode = opened(start(), qtbot)
    episode.files.open_path(notes)
    known(episode, qtbot, notes)
    episode.playback.seek(20_000)
    add_art(audio)
    with qtbot.waitSignal(episode.playback.audio_changed, timeout=15_000):
        episode.window.activated.emit()
    ready(episode, qtbot)
    qtbot.waitUntil(lambda: abs(episode.playback.position_ms() - 20_000) < 150, timeout=15_000)
    size = audio.stat().st_size

    def is_kept() -> bool:
        kept = episode._services.state.recall_audio(notes)
        return kept is not None and kept.size_bytes == size

    qtbot.waitUntil(is_kept, timeout=15_000)
    assert message(episode) is None


def test_audio_replaced_while_open_is_said(start: Start, notes: Path, qtbot: QtBot) -> None:
    audio = tone(notes.with_name("a.wav"))
    episode = opened(start(), qtbot)
    episode.files.open_path(notes)
    known(episode, qtbot, notes)
    tone(audio, 13.0)
    episode.window.activated.emit()
    sentence = "The audio is 5 s longer than last time. Check the stamps, or shift them."
    assert said(episode, qtbot, "audio_differs") == sentence
    ready(episode, qtbot)
    assert episode.playback.state.duration_ms == 13_000


def test_the_waveform_is_of_the_file_that_is_there_now(
    start: Start, notes: Path, qtbot: QtBot
) -> None:
    audio = tone(notes.with_name("a.wav"))
    episode = opened(start(), qtbot)
    episode.files.open_path(notes)
    known(episode, qtbot, notes)
    lengths: list[int] = []
    episode.waveforms.feed.levels_changed.connect(
        lambda levels: lengths.append(levels.duration_ms if levels is not None else 0)
    )
    tone(audio, 13.0)
    episode.window.activated.emit()
    qtbot.waitUntil(lambda: 13_000 in lengths, timeout=15_000)
    tone(audio, 4.0)
    episode.files.open_path(audio)
    qtbot.waitUntil(lambda: 4_000 in lengths, timeout=15_000)
    ready(episode, qtbot)
    qtbot.waitUntil(lambda: episode.playback.state.duration_ms == 4_000, timeout=15_000)
