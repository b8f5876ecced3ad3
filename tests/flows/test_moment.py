"""The moment that a key stamps, with a reaction offset: never one that was not heard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from notesapp.storage.resources import resource
from notesapp.ui.episode.episode import Episode
from notesapp.ui.program import Program
from tests.flows.driving import opened, ready
from tests.flows.simulated import SimulatedPlayer

Start = Callable[..., Program]
Heard = tuple[Episode, SimulatedPlayer]


@pytest.fixture
def heard(start: Start, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Heard:
    player = SimulatedPlayer(20 * 60_000)
    shown = start()
    shown.services.settings.choose("stamp.reaction_ms", 500)
    monkeypatch.setattr(shown.services.engines, "make", lambda wanted: (player, ""))
    episode = opened(shown, qtbot)
    episode.actions.run("file.new")
    audio = tmp_path / "roof.mp3"
    audio.write_bytes(resource("sample", "sample-episode.mp3").read_bytes())
    episode.playback.load(audio)
    ready(episode, qtbot)
    episode.playback.set_rate(2.0)
    episode.playback.seek(60_000)
    episode.playback.toggle()
    return episode, player


def test_the_offset_is_real_time_at_the_speed(heard: Heard) -> None:
    episode, player = heard
    player.pass_time(3000)
    assert episode.playback.position_ms() == 66_000
    assert episode.segments.moment_ms() == 65_000


def test_right_after_a_jump_the_moment_is_not_before_it(heard: Heard) -> None:
    episode, player = heard
    player.pass_time(3000)
    episode.playback.seek(30_000)
    assert episode.segments.moment_ms() == 30_000
    player.pass_time(300)
    assert episode.segments.moment_ms() == 30_000
    player.pass_time(300)
    assert episode.segments.moment_ms() == 30_200


def test_right_after_a_pause_the_moment_is_not_before_where_it_went_on(heard: Heard) -> None:
    episode, player = heard
    player.pass_time(3000)
    episode.playback.toggle()
    assert episode.segments.moment_ms() == episode.playback.position_ms()
    episode.playback.toggle()
    at = episode.playback.since_ms
    player.pass_time(200)
    assert episode.segments.moment_ms() == at
