"""Audio that moved or was replaced while nobody looked, through the real window."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from notesapp.storage.resources import resource
from tests.flows.audio_steps import (
    NOTES,
    Start,
    add_art,
    again,
    known,
    message,
    offer,
    said,
    tone,
    use,
)
from tests.flows.driving import opened, ready


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "shows" / "episode" / "notes.md"
    path.parent.mkdir(parents=True)
    path.write_text(NOTES.format("a.wav"), "utf-8")
    return path


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


def test_the_size_is_known_without_another_look(start: Start, notes: Path, qtbot: QtBot) -> None:
    audio = tone(notes.with_name("a.wav"))
    size = audio.stat().st_size
    episode = opened(start(), qtbot)
    episode.files.open_path(notes)
    known(episode, qtbot, notes)
    audio.unlink()
    assert episode.audio_info().size_bytes == size


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
        (50.0, 200, "The audio is 42 s longer than last time. Check the stamps, or shift them."),
        (7.5, 200, "The audio is 0.5 s shorter than last time. Check the stamps, or shift them."),
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


def test_notes_saved_elsewhere_keep_the_question(
    start: Start, notes: Path, answers: Any, qtbot: QtBot
) -> None:
    tone(notes.with_name("a.wav"))
    shown = use(start, notes, qtbot)
    tone(notes.with_name("a.wav"), 10.0)
    episode = again(shown, notes, qtbot)
    said(episode, qtbot, "audio_differs")
    copy = notes.with_name("copy.md")
    answers.put("save_notes", copy)
    assert episode.files.save_as()
    assert shown.services.state.recall_audio(copy) == shown.services.state.recall_audio(notes)
    assert episode.window.close()
    episode = again(shown, copy, qtbot)
    said(episode, qtbot, "audio_differs")


def test_opening_the_same_path_again_sees_what_is_there_now(
    start: Start, notes: Path, answers: Any, qtbot: QtBot
) -> None:
    audio = tone(notes.with_name("a.wav"))
    episode = opened(start(), qtbot)
    episode.files.open_path(notes)
    known(episode, qtbot, notes)
    audio.write_bytes(b"")
    answers.put("open_audio", audio)
    episode.files.open_audio()
    assert "is empty" in said(episode, qtbot, "audio")
    tone(audio, 18.0)
    answers.put("open_audio", audio)
    offer(episode)
    assert "10 s longer" in said(episode, qtbot, "audio_differs")
    ready(episode, qtbot)


def test_a_copy_cut_short_is_said(start: Start, notes: Path, qtbot: QtBot) -> None:
    notes.write_text(NOTES.format("a.mp3"), "utf-8")
    audio = Path(shutil.copy(resource("sample", "sample-episode.mp3"), notes.with_name("a.mp3")))
    shown = use(start, notes, qtbot)
    os.truncate(audio, audio.stat().st_size // 2)
    episode = again(shown, notes, qtbot)
    found: list[str] = []

    def is_said() -> bool:
        current = message(episode)
        if current is not None:
            found.append(current.sentence)
            episode.window.bar.drop(current.id)
        return any("shorter than last time" in sentence for sentence in found)

    qtbot.waitUntil(is_said, timeout=15_000)


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
