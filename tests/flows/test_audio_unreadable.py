"""Audio that cannot be read: one sentence in the bar, and the notes go on without it."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.player.state import Phase
from notesapp.storage.resources import resource
from notesapp.ui.episode.episode import Episode
from notesapp.ui.files import audio_watch
from notesapp.ui.files.audio_memory import AudioAnswer, look_for
from notesapp.ui.program import Program
from tests.flows.driving import opened, ready

Start = Callable[..., Program]
NOBODY = 65534
NOTES = '---\naudio: "{0}"\n---\n\nTitle\n\nQ: Rye? [0:02]\n'
SAMPLE = resource("sample", "sample-episode.mp3")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("These are words and no sound at all.\n" * 90, "utf-8")


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)


def zeros(path: Path) -> None:
    path.write_bytes(bytes(100_000))


def only_tags(path: Path) -> None:
    path.write_bytes(b"ID3\x04\0\0\0\0\x0f\x00" + bytes(1920))


def cut_head(path: Path) -> None:
    path.write_bytes(b"\0\0\0\x1cftypM4A \0\0\x02\0M4A isommp42\0\0\0\0\0\x10\0\0mdat" + bytes(300))


def folder(path: Path) -> None:
    path.mkdir()


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


BAD = {
    "empty.mp3": empty,
    "words.mp3": text,
    "picture.wav": picture,
    "zeros.mp3": zeros,
    "tags.mp3": only_tags,
    "cut.m4a": cut_head,
    "folder.mp3": folder,
    "loop.mp3": link_to_itself,
    "gone.mp3": lambda _: None,
}


def said(episode: Episode, qtbot: QtBot, *names: str) -> str:
    def is_said() -> bool:
        current = episode.window.bar.current()
        return current is not None and current.id in names

    qtbot.waitUntil(is_said, timeout=20_000)
    current = episode.window.bar.current()
    assert current is not None
    assert episode.window.bar.isVisible()
    return current.sentence


def usable(episode: Episode) -> None:
    """Typing, stamping's refusal and saving work; nothing plays."""
    before = episode.document.text()
    QTest.keyClicks(episode.window.editor, "typed ")
    assert episode.document.text() != before
    assert not episode.playback.has_audio
    assert episode.playback.position_ms() == 0
    assert not episode.actions.actions["playback.toggle"].isEnabled()
    episode.session.forget_unsaved()
    episode.document.mark_saved(episode.document.text())


@pytest.mark.parametrize("name", list(BAD))
def test_opening_what_cannot_be_read(
    start: Start, engine: str, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    bad = tmp_path / name
    BAD[name](bad)
    episode = opened(start(engine), qtbot)
    episode.files.open_path(bad)
    sentence = said(episode, qtbot, "audio")
    assert name in sentence
    assert sentence.count(". ") <= 1
    assert episode.window.bar.action.text() == "Open audio…"
    qtbot.waitUntil(lambda: episode.playback.state.phase is Phase.FAILED, timeout=15_000)
    usable(episode)


@pytest.mark.parametrize("name", list(BAD))
def test_notes_whose_audio_cannot_be_read(
    start: Start, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    notes = tmp_path / "own" / "notes.md"
    notes.parent.mkdir()
    notes.write_text(NOTES.format(name), "utf-8")
    BAD[name](notes.with_name(name))
    episode = opened(start(), qtbot)
    episode.files.open_path(notes)
    assert name in said(episode, qtbot, "audio", "audio_missing")
    usable(episode)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder whose parents anyone may enter."""
    place = Path(tempfile.mkdtemp(prefix="notesapp-test-"))
    place.chmod(0o777)
    yield place
    shutil.rmtree(place)


@contextmanager
def as_plain_user() -> Iterator[None]:
    """Within it, permissions count also where tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_audio_that_may_not_be_read(start: Start, open_folder: Path, qtbot: QtBot) -> None:
    locked = Path(shutil.copy(SAMPLE, open_folder / "locked.mp3"))
    episode = opened(start(), qtbot)
    episode.files.open_path(locked)
    ready(episode, qtbot)
    locked.chmod(0)
    os.utime(locked)
    with as_plain_user():
        with pytest.raises(PermissionError):
            locked.read_bytes()
        episode.window.activated.emit()
        assert "locked.mp3" in said(episode, qtbot, "audio")
    usable(episode)
    # Once it may be read, looking at the window again opens it.
    locked.chmod(0o644)
    episode.window.activated.emit()
    ready(episode, qtbot)
    qtbot.waitUntil(lambda: episode.window.bar.current() is None, timeout=15_000)


def test_a_file_cut_short_plays_what_is_there(
    start: Start, engine: str, tmp_path: Path, qtbot: QtBot
) -> None:
    cut = tmp_path / "cut.mp3"
    cut.write_bytes(SAMPLE.read_bytes()[: SAMPLE.stat().st_size // 2])
    episode = opened(start(engine), qtbot)
    episode.files.open_path(cut)
    ready(episode, qtbot)
    episode.playback.seek(10_000)
    QTest.keyClicks(episode.window.editor, "typed")
    assert episode.document.text() == "typed"
    episode.session.forget_unsaved()
    episode.document.mark_saved("typed")


def test_bad_audio_after_good_leaves_no_old_sound(
    start: Start, engine: str, tmp_path: Path, qtbot: QtBot
) -> None:
    good = Path(shutil.copy(SAMPLE, tmp_path / "good.mp3"))
    bad = tmp_path / "bad.mp3"
    text(bad)
    episode = opened(start(engine), qtbot)
    episode.files.open_path(good)
    ready(episode, qtbot)
    episode.files.open_path(bad)
    assert "bad.mp3" in said(episode, qtbot, "audio")
    assert not episode.playback.has_audio
    episode.files.open_path(good)
    ready(episode, qtbot)
    qtbot.waitUntil(lambda: episode.window.bar.current() is None, timeout=15_000)


def test_a_pipe_never_holds_the_window(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    """Reading one waits for ever, as a network disk does that went away."""
    pipe = tmp_path / "pipe.mp3"
    os.mkfifo(pipe)
    episode = opened(start(), qtbot)
    episode.watch._slow_timer.setInterval(300)
    episode.files.open_path(pipe)
    assert "pipe.mp3" in said(episode, qtbot, "audio", "audio_slow")
    usable(episode)


def test_a_disk_that_does_not_answer_is_said_and_waited_for(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES.format("a.mp3"), "utf-8")
    shutil.copy(SAMPLE, tmp_path / "a.mp3")
    answers = threading.Event()

    def late(*wish: Any, **how: Any) -> AudioAnswer:
        assert answers.wait(60)
        return look_for(*wish, **how)

    monkeypatch.setattr(audio_watch, "look_for", late)
    episode = opened(start(), qtbot)
    episode.watch._slow_timer.setInterval(300)
    episode.files.open_path(notes)
    sentence = said(episode, qtbot, "audio_slow")
    assert sentence == ("a.mp3 takes long to open: its disk may be away. Go on writing meanwhile.")
    usable(episode)
    answers.set()
    ready(episode, qtbot)
    assert episode.window.bar.current() is None


def test_a_disk_that_never_answers_holds_no_end(
    start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text(NOTES.format("a.mp3"), "utf-8")
    answers, asked = threading.Event(), threading.Event()

    def never(*_: Any, **__: Any) -> AudioAnswer:
        asked.set()
        answers.wait(60)
        return AudioAnswer()

    monkeypatch.setattr(audio_watch, "look_for", never)
    shown = start()
    episode = opened(shown, qtbot)
    episode.files.open_path(notes)
    assert asked.wait(60)
    assert episode.window.close()
    other = opened(shown, qtbot)
    other.files.open_path(SAMPLE)
    ready(other, qtbot)
    shown.abandon()
    answers.set()
