"""Where playing leads, and what is a jump."""

from __future__ import annotations

from dataclasses import replace

from notesapp.remote.showing import Showing, has_jumped

PLAYING = Showing(
    track=1, duration_ms=60_000, is_playing=True, rate=2.0, position_ms=10_000, at_s=5.0
)


def test_the_position_runs_with_the_speed_and_ends_with_the_audio() -> None:
    assert PLAYING.position_at(6.5) == 13_000
    assert PLAYING.position_at(500) == 60_000
    assert replace(PLAYING, is_playing=False).position_at(500) == 10_000


def test_playing_on_is_no_jump() -> None:
    assert not has_jumped(PLAYING, replace(PLAYING, position_ms=12_100, at_s=6.0))
    assert has_jumped(PLAYING, replace(PLAYING, position_ms=10_000, at_s=6.0))
    assert has_jumped(PLAYING, replace(PLAYING, position_ms=20_000, at_s=6.0))


def test_other_audio_is_no_jump() -> None:
    assert not has_jumped(PLAYING, replace(PLAYING, track=2, position_ms=0, at_s=6.0))
    assert not has_jumped(PLAYING, Showing())
