"""Steps of flows with audio that comes and goes: a tone, what the bar says, what is remembered."""

from __future__ import annotations

import wave
from array import array
from collections.abc import Callable
from pathlib import Path

from mutagen.id3 import APIC, ID3
from pytestqt.qtbot import QtBot

from notesapp.audio.identity import identify
from notesapp.ui.episode.episode import Episode
from notesapp.ui.kit.message_bar import BarMessage
from notesapp.ui.program import Program
from tests.flows.driving import opened, ready

Start = Callable[..., Program]
NOTES = '---\naudio: "{0}"\n---\n\nTitle\n\nQ: Rye? [0:02]\n\nA: Yes. [0:04]\n'


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


def add_art(audio: Path) -> None:
    size = audio.stat().st_size
    tags = ID3(audio)
    tags.add(APIC(encoding=0, mime="image/png", type=3, desc="", data=bytes(300_000)))
    tags.save(audio)
    assert audio.stat().st_size > size
