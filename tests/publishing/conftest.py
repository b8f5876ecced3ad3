"""An episode in a folder: notes with a pair each, and a real recording."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from notesapp.audio.facts import probe
from notesapp.core.parser import parse
from notesapp.formats.base import AudioInfo
from notesapp.publishing.plan import Episode
from tests.storage.conftest import as_plain_user, plain_folder

__all__ = ["as_plain_user", "plain_folder"]

TONE = Path(__file__).parents[1] / "player" / "media" / "tone.mp3"
NOTES = (
    '---\ntitle: Rye\naudio: "tone.mp3"\naudio_url: "https://example.com/tone.mp3"\n'
    'guid: "rye-1"\n---\n\nAll about rye.\n\nQ: Why rye? [0:01]\n\nA: It keeps. [0:02]\n\n'
    "Q: And salt? [0:02.500]\n\nA: Two per cent.\n"
)

MakeEpisode = Callable[..., Episode]


@pytest.fixture
def make_episode(tmp_path: Path) -> MakeEpisode:
    def make(text: str = NOTES, *, audio: bool = True) -> Episode:
        path = tmp_path / "rye.md"
        path.write_text(text, "utf-8")
        sound = tmp_path / "tone.mp3"
        if not audio:
            return Episode(parse(text), "rye", AudioInfo("tone.mp3"), path)
        shutil.copy(TONE, sound)
        facts = probe(sound)
        info = AudioInfo(sound.name, facts.duration_ms, facts.size_bytes, facts.mime)
        return Episode(parse(text), "rye", info, path, sound)

    return make


@pytest.fixture
def episode(make_episode: MakeEpisode) -> Episode:
    return make_episode()
