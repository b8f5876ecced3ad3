from __future__ import annotations

from notesapp.player.resuming import LAST_WORDS_MS, resume_ms
from notesapp.player.state import Phase


def test_after_a_pause_playing_starts_a_little_earlier() -> None:
    assert resume_ms(Phase.PAUSED, 10_000, 10_000, 2000) == 8000
    assert resume_ms(Phase.PAUSED, 500, 500, 2000) == 0
    assert resume_ms(Phase.PAUSED, 10_000, 10_000, 0) == 10_000


def test_after_a_jump_it_starts_where_the_jump_led() -> None:
    assert resume_ms(Phase.PAUSED, 10_000, None, 2000) == 10_000
    assert resume_ms(Phase.PAUSED, 10_000, 4000, 2000) == 10_000
    assert resume_ms(Phase.READY, 10_000, None, 2000) == 10_000


def test_a_loop_is_not_left() -> None:
    assert resume_ms(Phase.PAUSED, 10_000, 10_000, 2000, floor_ms=9500) == 9500
    assert resume_ms(Phase.PAUSED, 9000, 9000, 2000, floor_ms=9500) == 9000


def test_the_end_of_the_file_is_a_pause() -> None:
    assert resume_ms(Phase.ENDED, 60_000, None, 2000) == 58_000
    assert resume_ms(Phase.ENDED, 60_000, None, 0) == 60_000 - LAST_WORDS_MS
    assert resume_ms(Phase.ENDED, 400, None, 0) == 0
    assert resume_ms(Phase.PAUSED, 60_000, None, 2000, duration_ms=60_000) == 58_000
    assert resume_ms(Phase.PAUSED, 59_000, None, 2000, duration_ms=60_000) == 59_000
    assert (
        resume_ms(Phase.PAUSED, 60_000, None, 2000, floor_ms=59_500, duration_ms=60_000) == 59_500
    )
