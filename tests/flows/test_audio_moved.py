"""Audio that moved, was replaced or changes while it is open, through the real window."""

from __future__ import annotations

import os
import shutil
import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import APIC, ID3
from pytestqt.qtbot import QtBot

from notesapp.audio.identity import identify
from notesapp.storage.resources import resource
from notesapp.ui.episode import Episode
from notesapp.ui.message_bar import BarMessage
from notesapp.ui.program import Program
from tests.flows.driving import opened, ready

Start = Callable[..., Program]
NOTES = '---\naudio: "{0}"\n---\n\nTitle\n\nQ: Rye? [0:02]\n\nA: Yes. [0:04]\n'


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "shows" / "episode" / "notes.md"
    path.parent.mkdir(parents=True)
    path.write_text(NOTES.format("a.wav"), "utf-8")
    return path


def tone(path: Path, seconds: float = 8.0, pitch: int = 200) -> Path:
    """A saw of a pitch; another pitch is other sound."""
    rate = 8000
    path.parent.mkdir(parents=True, exist_ok=True)
    saw = array("h", (at % pitch * 40 for at in range(round(seconds * rate))))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(saw.tobytes())
    return path


def message(episode: Episode) -> BarMessage | None:
    return episode.window.bar.current()


def said(episode: Episode, qtbot: QtBot, name: str) -> str:
    def is_said() -> bool:
        current = message(episode)
        return current is not None and current.id == name

    qtbot.waitUntil(is_said, timeout=15_000)
    current = message(episode)
    assert current is not None
    return current.sentence


def known(episode: Episode, qtbot: QtBot, notes: Path) -> None:
    """The audio plays, and its sound is remembered for these notes."""
    ready(episode, qtbot)
    path = episode.playback.path
    assert path is not None
    digest = identify(path).digest

    def is_kept() -> bool:
        kept = episode._services.state.recall_audio(notes)
        return kept is not None and kept.digest == digest and kept.path == str(path)

    qtbot.waitUntil(is_kept, timeout=15_000)


def use(start: Start, notes: Path, qtbot: QtBot) -> Program:
    """A program that has had the notes open with their audio."""
    shown = start()
    episode = opened(shown, qtbot)
    episode.files.open_path(notes)
    known(episode, qtbot, notes)
    assert message(episode) is None
    assert episode.window.close()
    return shown


def again(shown: Program, notes: Path, qtbot: QtBot) -> Episode:
    episode = opened(shown, qtbot)
    episode.files.open_path(notes)
    return episode


def offer(episode: Episode) -> None:
    """The button of the message."""
    episode.window.bar.action.click()


# --- moved


@pytest.mark.parametrize(
    "place", ["audio/a.wav", "../other episode/a.wav", "../a.wav", "raw/deep/er/a.wav"]
)
def test_moved_audio_is_found_and_the_notes_keep_their_words(
    start: Start, notes: Path, qtbot: QtBot, place: str
) -> None:
    audio = tone(notes.with_name("a.wav"))
    shown = use(start, notes, qtbot)
    target = (notes.parent / place).resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    audio.rename(target)
    before = notes.read_bytes()
    episode = again(shown, notes, qtbot)
    sentence = said(episode, qtbot, "audio_found")
    assert sentence == f"a.wav has moved. It is open again, from “{target.parent.name}”."
    known(episode, qtbot, notes)
    assert episode.playback.path.resolve() == target
    episode.session.flush()
    assert notes.read_bytes() == before
    offer(episode)
    expected = Path(os.path.relpath(target, notes.parent)).as_posix()
    assert episode.document.notes.header.text("audio") == expected
    episode.session.flush()
    assert episode.window.close()
    episode = again(shown, notes, qtbot)
    known(episode, qtbot, notes)
    assert message(episode) is None


def test_a_second_opening_says_nothing_of_the_move(start: Start, notes: Path, qtbot: QtBot) -> None:
    audio = tone(notes.with_name("a.wav"))
    shown = use(start, notes, qtbot)
    (notes.parent / "audio").mkdir()
    audio.rename(notes.parent / "audio" / "a.wav")
    episode = again(shown, notes, qtbot)
    said(episode, qtbot, "audio_found")
    known(episode, qtbot, notes)
    assert episode.window.close()
    episode = again(shown, notes, qtbot)
    known(episode, qtbot, notes)
    assert message(episode) is None


def test_renamed_audio_is_known_by_its_sound(start: Start, notes: Path, qtbot: QtBot) -> None:
    audio = tone(notes.with_name("a.wav"))
    tone(notes.with_name("b.wav"), pitch=90)
    shown = use(start, notes, qtbot)
    audio.rename(notes.with_name("final mix.wav"))
    episode = again(shown, notes, qtbot)
    sentence = said(episode, qtbot, "audio_found")
    assert sentence == "a.wav is now called final mix.wav. It is open again."
    known(episode, qtbot, notes)


def test_notes_that_name_no_audio_are_not_asked_to(start: Start, notes: Path, qtbot: QtBot) -> None:
    text = "Title\n\nQ: Rye? [0:02]\n"
    notes.write_text(text, "utf-8")
    audio = tone(notes.with_suffix(".wav"))
    shown = use(start, notes, qtbot)
    (notes.parent / "audio").mkdir()
    audio.rename(notes.parent / "audio" / "b.wav")
    episode = again(shown, notes, qtbot)
    said(episode, qtbot, "audio_found_here")
    assert not episode.window.bar.action.isVisible()
    known(episode, qtbot, notes)
    assert notes.read_text("utf-8") == text


def test_other_sound_of_the_same_name_is_offered_and_not_taken(
    start: Start, notes: Path, qtbot: QtBot
) -> None:
    tone(notes.with_name("a.wav"))
    shown = use(start, notes, qtbot)
    notes.with_name("a.wav").unlink()
    other = tone(notes.parent / "audio" / "a.wav", pitch=90)
    episode = again(shown, notes, qtbot)
    sentence = said(episode, qtbot, "audio_other")
    assert sentence == "a.wav is not where it was. The one in “audio” has other sound."
    assert episode.playback.path is None
    offer(episode)
    ready(episode, qtbot)
    assert episode.playback.path == other
    assert "other sound" in said(episode, qtbot, "audio_differs")
    offer(episode)
    known(episode, qtbot, notes)


def test_missing_audio_is_asked_for_once_and_comes_back_by_itself(
    start: Start, notes: Path, answers: Any, qtbot: QtBot
) -> None:
    audio = tone(notes.with_name("a.wav"))
    shown = use(start, notes, qtbot)
    away = notes.parents[2] / "far" / "away" / "a.wav"
    away.parent.mkdir(parents=True)
    audio.rename(away)
    episode = again(shown, notes, qtbot)
    sentence = said(episode, qtbot, "audio_missing")
    assert sentence == "a.wav is not where it was. Stamps and text are fine."
    assert episode.window.bar.action.text() == "Find audio…"
    episode.files.remember()
    kept = shown.services.state.recall(notes)
    assert kept is not None
    assert kept.audio_path == str(audio)
    answers.put("open_audio", away)
    offer(episode)
    known(episode, qtbot, notes)
    assert message(episode) is None
    assert episode.window.close()
    # A disk that is plugged in later: the window only has to be looked at.
    away.rename(away.with_name("b.wav"))
    shutil.rmtree(away.parent)
    episode = again(shown, notes, qtbot)
    said(episode, qtbot, "audio_missing")
    tone(audio)
    episode.window.activated.emit()
    known(episode, qtbot, notes)
    assert message(episode) is None


def test_the_place_in_the_audio_survives_its_absence(
    start: Start, notes: Path, qtbot: QtBot
) -> None:
    audio = tone(notes.with_name("a.wav"))
    shown = start()
    episode = again(shown, notes, qtbot)
    known(episode, qtbot, notes)
    episode.playback.seek(3000)
    assert episode.window.close()
    audio.rename(audio.with_name("a"))
    episode = again(shown, notes, qtbot)
    said(episode, qtbot, "audio_missing")
    assert episode.window.close()
    audio.with_name("a").rename(audio)
    episode = again(shown, notes, qtbot)
    ready(episode, qtbot)
    qtbot.waitUntil(lambda: abs(episode.playback.position_ms() - 3000) < 150, timeout=15_000)


# --- replaced


@pytest.mark.parametrize(
    ("seconds", "pitch", "sentence"),
    [
        (50.0, 200, "The audio is 42 s longer than last time. Check the stamps."),
        (7.5, 200, "The audio is 0.5 s shorter than last time. Check the stamps."),
        (8.0, 90, "The audio is as long as last time, but has other sound. Check the stamps."),
    ],
)
def test_replaced_audio_is_said_until_it_is_right(
    start: Start, notes: Path, qtbot: QtBot, seconds: float, pitch: int, sentence: str
) -> None:
    tone(notes.with_name("a.wav"))
    shown = use(start, notes, qtbot)
    tone(notes.with_name("a.wav"), seconds, pitch)
    episode = again(shown, notes, qtbot)
    assert said(episode, qtbot, "audio_differs") == sentence
    ready(episode, qtbot)
    episode.files.save()
    assert episode.window.close()
    episode = again(shown, notes, qtbot)
    assert said(episode, qtbot, "audio_differs") == sentence
    assert episode.window.bar.action.text() == "It is right"
    offer(episode)
    assert episode.window.close()
    episode = again(shown, notes, qtbot)
    known(episode, qtbot, notes)
    assert message(episode) is None


def test_notes_without_stamps_take_any_audio(start: Start, notes: Path, qtbot: QtBot) -> None:
    notes.write_text(NOTES.format("a.wav").replace(" [0:02]", "").replace(" [0:04]", ""), "utf-8")
    tone(notes.with_name("a.wav"))
    shown = use(start, notes, qtbot)
    tone(notes.with_name("a.wav"), 4.0)
    episode = again(shown, notes, qtbot)
    known(episode, qtbot, notes)
    assert message(episode) is None


def test_rewritten_tags_say_nothing(start: Start, notes: Path, qtbot: QtBot) -> None:
    notes.write_text(NOTES.format("a.mp3"), "utf-8")
    audio = notes.with_name("a.mp3")
    shutil.copy(resource("sample", "sample-episode.mp3"), audio)
    shown = use(start, notes, qtbot)
    add_art(audio)
    episode = again(shown, notes, qtbot)
    known(episode, qtbot, notes)
    assert message(episode) is None


def add_art(audio: Path) -> None:
    size = audio.stat().st_size
    tags = ID3(audio)
    tags.add(APIC(encoding=0, mime="image/png", type=3, desc="", data=bytes(300_000)))
    tags.save(audio)
    assert audio.stat().st_size > size


# --- while it is open


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
    sentence = "The audio is 5 s longer than last time. Check the stamps."
    assert said(episode, qtbot, "audio_differs") == sentence
    ready(episode, qtbot)
    assert episode.playback.state.duration_ms == 13_000
