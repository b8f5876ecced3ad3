"""What an output sounds after a pause is not known exactly: playing on repeats it, never skips."""

from __future__ import annotations

from pathlib import Path

import pytest

from notesapp.player.loading import Audio
from notesapp.player.session import Session
from notesapp.player.state import Phase
from notesapp.player.timings import Lag, Timing

TIMING = Timing(Lag(tail_ms=80, doubt_ms=50), Lag(tail_ms=80, doubt_ms=50))
PATH = Path("a.mp3")


@pytest.fixture
def session() -> Session:
    made = Session("test", TIMING, lambda state: None, now=lambda: 1.0)
    made.open(PATH)
    made.take_audio(Audio(PATH, None, 60_000))
    made.opened(60_000)
    return made


def pause_at(session: Session, ms: int) -> None:
    session.aim(ms)
    session.run()
    session.depart()
    session.halt()


def test_a_pause_stands_on_what_is_heard_last(session: Session):
    pause_at(session, 10_000)
    assert session.clock.position_ms() == 10_080


def test_playing_on_repeats_what_may_not_have_been_heard(session: Session):
    pause_at(session, 10_000)
    session.run()
    assert session.depart() == 10_030


def test_at_another_speed_the_same_time_holds_more_sound(session: Session):
    session.set_rate(2.0)
    pause_at(session, 10_000)
    assert session.clock.position_ms() == 10_160
    session.run()
    assert session.depart() == 10_060


def test_a_click_while_paused_is_played_from_exactly(session: Session):
    pause_at(session, 10_000)
    session.aim(20_000)
    session.run()
    assert session.depart() == 20_000


def test_after_the_end_it_begins_at_the_start(session: Session):
    pause_at(session, 59_990)
    session.run()
    session.end()
    assert session.state.phase is Phase.ENDED
    session.aim(0)
    session.run()
    assert session.depart() == 0
