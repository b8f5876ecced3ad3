"""The checks know the episode before, the audio's tags and the sizes, and never wait for a disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from notesapp.checking.subject import AudioTags, Subject
from notesapp.storage.resources import resource
from notesapp.ui.episode.episode import Episode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "e49.md").write_text(
        "---\nnumber: 49\n---\nEpisode 49: Before\n\nQ: a? [0:10]\n", "utf-8"
    )
    (tmp_path / "e50.md").write_text(
        "---\nnumber: 50\n---\nEpisode 50: After\n\nQ: b? [0:10]\n", "utf-8"
    )
    shutil.copy(resource("sample", "sample-episode.mp3"), tmp_path / "e50.mp3")
    return tmp_path


@pytest.fixture
def opened(open_notes: Callable[[str, tuple[int, int]], Episode], folder: Path) -> Episode:
    episode = open_notes("", (1200, 800))
    episode.features.get("problems")
    episode.session.open(folder / "e50.md")
    return episode


def subject(episode: Episode) -> Subject:
    return episode.live.subject_maker(episode.document.fresh_notes())()


def test_the_episode_before_is_found_beside_these_notes(opened: Episode, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: subject(opened).previous is not None, timeout=10_000)
    found = subject(opened).previous
    assert found is not None and found.number == 49


def test_tags_are_those_of_the_audio_that_is_open(
    opened: Episode, qtbot: QtBot, folder: Path
) -> None:
    assert subject(opened).tags is None
    opened.playback.load(folder / "e50.mp3")
    qtbot.waitUntil(lambda: subject(opened).tags is not None, timeout=15_000)
    tags = subject(opened).tags
    assert isinstance(tags, AudioTags) and tags.kind == "mp3"


def test_sizes_belong_to_the_notes_they_were_measured_of(
    opened: Episode, qtbot: QtBot, folder: Path
) -> None:
    opened.previewing.sizes_changed.emit({"apple": 4001})
    assert dict(subject(opened).sizes) == {"apple": 4001}
    opened.session.open(folder / "e49.md")
    assert dict(subject(opened).sizes) == {}
