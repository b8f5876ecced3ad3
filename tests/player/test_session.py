"""Clock and session against an output that is calculated: what is claimed and what sounds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.player.loading import Audio, cut_off_warning
from notesapp.player.session import FIRST_TICKS, SILENT_TICKS, Session
from notesapp.player.state import Phase
from notesapp.player.timings import Lag, Timing

LAG = Lag(bias_ms=50, ahead_ms=-40, onset_ms=15)
STRETCHED = replace(LAG, ahead_ms=-110)
TIMING = Timing(LAG, STRETCHED)
LONG_MS = 36_000_000
REPORT_MS = 100


class Stage:
    """A session and an output that does what it is told, in a time of its own.

    The output sounds ``onset_ms`` after an order; the ear hears that ``delay_ms`` later.
    """

    def __init__(self) -> None:
        self.now_ms = 5_000_000.0
        self.session = Session("Paper", TIMING, lambda _: None, lambda: self.now_ms / 1000)
        self.session.open(Path("paper.wav"))
        self.session.take_audio(Audio(Path("paper.wav"), None, LONG_MS))
        self.session.opened(0)
        self.from_ms, self.due_ms = 0.0, 0.0
        self.is_stuck = False

    @property
    def rate(self) -> float:
        return self.session.state.rate

    def go(self) -> None:
        """What the player does to play on from the position there is."""
        self.from_ms = self.session.depart()
        self.due_ms = self.now_ms + LAG.onset_ms

    def play(self) -> None:
        self.session.run()
        self.go()

    def seek(self, ms: int) -> None:
        self.session.aim(ms)
        if self.session.state.is_playing:
            self.go()

    def set_rate(self, rate: float) -> None:
        self.session.set_rate(rate)
        if self.session.state.is_playing:
            self.go()

    def heard_ms(self) -> float:
        """What the ear hears now."""
        delay_ms = self.session.state.delay_ms
        return self.from_ms + max(0.0, self.now_ms - delay_ms - self.due_ms) * self.rate

    def report(self, late_ms: float = 0) -> None:
        """The engine says where it stands, or where it stood."""
        sounding = self.from_ms + (self.now_ms - late_ms - self.due_ms) * self.rate
        claim = sounding + TIMING.at(self.rate).of_reports_ms(self.rate)
        if self.now_ms - late_ms > self.due_ms and not self.is_stuck:
            self.session.hear(round(claim), self.now_ms / 1000)

    def run(self, ms: float, late_ms: float = 0) -> list[int]:
        """Let time pass with a report every tenth of a second; return the positions seen."""
        seen = []
        for step in range(round(ms / 20)):
            self.now_ms += 20
            if step % 5 == 4:
                self.report(late_ms)
            if step % 2:
                self.session.tick()
            seen.append(self.session.clock.position_ms())
        return seen


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_a_stamp_right_after_a_click_is_the_click_and_then_what_sounds(stage):
    stage.play()
    stage.run(3000)
    stage.seek(600_000)
    assert stage.session.clock.position_ms() == 600_000
    stage.now_ms += 60
    assert stage.session.clock.position_ms() == 600_045  # no report yet: since the sound was due
    stage.run(1000)
    assert stage.session.clock.position_ms() == pytest.approx(stage.heard_ms(), abs=1)


@pytest.mark.parametrize("delay_ms", [0, 250])
@pytest.mark.parametrize("rate", [1.0, 0.5, 3.0])
def test_a_stamp_in_a_pause_is_the_moment_last_heard(stage, delay_ms, rate):
    stage.session.set_delay(delay_ms)
    stage.set_rate(rate)
    stage.play()
    stage.run(2000)
    heard_ms = stage.heard_ms()
    stage.session.halt()
    assert stage.session.clock.position_ms() == pytest.approx(heard_ms, abs=2)
    paused_ms = stage.session.clock.position_ms()
    stage.now_ms += 5000
    stage.report()
    assert stage.session.clock.position_ms() == paused_ms
    stage.play()
    assert stage.from_ms == paused_ms  # nothing swallowed, nothing twice
    stage.run(1000)
    assert stage.session.clock.position_ms() == pytest.approx(stage.heard_ms(), abs=2)


def test_what_the_output_still_has_in_it_is_heard_after_the_pause():
    lag = Lag(tail_ms=80)
    session = Session("Paper", Timing(lag, lag), lambda _: None, lambda: 50.0)
    session.open(Path("paper.wav"))
    session.take_audio(Audio(Path("paper.wav"), None, 10_000))
    session.opened(0)
    session.aim(2000)
    session.run()
    session.depart()
    session.halt()
    assert session.clock.position_ms() == 2080
    session.halt()
    assert session.clock.position_ms() == 2080


def test_stuck_sound_does_not_run_on(stage):
    stage.play()
    stage.run(2000)
    stage.is_stuck = True
    stage.run(SILENT_TICKS * 40)
    stuck_ms = stage.session.clock.position_ms()
    assert stage.run(3000)[-1] == stuck_ms
    stage.is_stuck = False
    stage.due_ms += SILENT_TICKS * 40 + 3000  # it goes on where it stuck
    seen = stage.run(2500)
    assert stage.session.clock.position_ms() == pytest.approx(stage.heard_ms(), abs=2)
    assert seen[-1] > stuck_ms


@pytest.mark.parametrize("rate", [1.0, 3.0])
def test_an_output_that_wakes_up_slowly_is_not_run_ahead_of(stage, rate):
    """As one nobody has played on for a while: the first sound is a second late."""
    stage.set_rate(rate)
    stage.is_stuck = True
    stage.play()
    seen = stage.run(1250)
    assert seen[-1] <= (FIRST_TICKS + 1) * 40 * rate
    stage.is_stuck = False
    stage.due_ms += 1250
    seen += stage.run(3000)
    assert seen == sorted(seen)
    assert stage.session.clock.position_ms() == pytest.approx(stage.heard_ms(), abs=2)


def test_a_window_that_was_busy_is_not_stuck_sound(stage):
    stage.play()
    stage.run(2000)
    stage.now_ms += 4000  # neither ticks nor reports: nobody was there to take them
    assert stage.session.clock.position_ms() == pytest.approx(stage.heard_ms(), abs=2)


def test_a_small_step_back_is_not_undone_by_a_report_from_before_it(stage):
    stage.play()
    stage.run(2000)
    position_ms = stage.session.clock.position_ms()
    old_ms = position_ms + LAG.bias_ms
    stage.seek(position_ms - 200)
    stage.now_ms += 8
    stage.session.hear(old_ms + 8, stage.now_ms / 1000)
    stage.run(1000)
    assert stage.session.clock.position_ms() == pytest.approx(stage.heard_ms(), abs=2)


def test_a_changed_delay_counts_at_once(stage):
    stage.play()
    stage.run(2000)
    before_ms = stage.session.clock.position_ms()
    stage.session.set_delay(300)
    assert stage.session.clock.position_ms() == before_ms - 300
    stage.run(500)
    assert stage.session.clock.position_ms() == pytest.approx(stage.heard_ms(), abs=2)


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("seek"), st.integers(0, LONG_MS - 600_000)),
        st.tuples(st.just("rate"), st.sampled_from([0.5, 0.8, 1.0, 1.25, 2.0, 3.0])),
        st.tuples(st.just("delay"), st.integers(0, 400)),
        st.tuples(st.just("pause"), st.none()),
        st.tuples(st.just("play"), st.none()),
        st.tuples(st.just("run"), st.floats(0, 3000)),
        st.tuples(st.just("late"), st.floats(0, 350)),
    ),
    max_size=30,
)


@given(acts=ACTS)
def test_whatever_is_done_the_position_is_what_is_heard(acts):
    stage = Stage()
    stage.play()
    for act, value in acts:
        position_ms = stage.session.clock.position_ms()
        if act == "seek":
            stage.seek(value)
            assert stage.session.clock.position_ms() == value
        elif act == "rate":
            stage.set_rate(value)
            assert abs(stage.session.clock.position_ms() - position_ms) <= 1
        elif act == "delay":
            stage.session.set_delay(value)
        elif act == "pause" and stage.session.state.is_playing:
            stage.session.halt()
            assert stage.run(100) == [position_ms] * 5
        elif act == "play" and not stage.session.state.is_playing:
            stage.play()
        elif act in ("run", "late"):
            seen = stage.run(600, late_ms=value) if act == "late" else stage.run(value)
            assert seen == sorted(seen)
            assert all(0 <= ms <= LONG_MS for ms in seen)
    if not stage.session.state.is_playing:
        stage.play()
    stage.run(4000)
    assert stage.session.clock.position_ms() == pytest.approx(stage.heard_ms(), abs=3)


@pytest.mark.parametrize(
    ("real_ms", "claimed_ms", "after"),
    [
        (180_000, 3_600_000, "3 minutes"),
        (60_400, 80_000, "1 minute"),
        (811, 3000, "1 second"),
        (20_000, 25_000, "20 seconds"),
        (180_000, 181_500, None),
        (3_600_000, 3_700_000, None),
        (3_600_000, 60_000, None),
        (5000, None, None),
    ],
)
def test_a_file_that_says_far_more_than_it_has_is_warned_of(real_ms, claimed_ms, after):
    warning = cut_off_warning(real_ms, claimed_ms)
    start = f"This file ends after {after}." if after else ""
    assert warning.startswith(start)
    assert bool(warning) is bool(after)


def test_an_end_is_a_pause_at_the_end(stage):
    stage.seek(LONG_MS - 1000)
    stage.play()
    stage.run(900)
    assert stage.session.end()
    assert stage.session.state.phase is Phase.ENDED
    assert stage.session.clock.position_ms() == LONG_MS
    assert stage.session.aim(5000)
    assert (stage.session.state.phase, stage.session.clock.position_ms()) == (Phase.PAUSED, 5000)


def test_an_end_from_before_an_order_is_outrun_once(stage):
    stage.seek(LONG_MS - 1000)
    stage.play()
    stage.session.take_target_ms()
    stage.run(900)
    came_s = stage.now_ms / 1000
    assert not stage.session.outruns_end(came_s)
    stage.now_ms += 30
    stage.seek(5000)
    assert stage.session.outruns_end(came_s)
    assert not stage.session.outruns_end(came_s)


def test_an_end_that_crosses_an_order_on_its_way_is_outrun_once_and_a_later_one_counts(stage):
    stage.play()
    stage.seek(5000)
    stage.session.take_target_ms()
    stage.now_ms += 20
    assert stage.session.outruns_end(stage.now_ms / 1000)
    stage.go()
    assert not stage.session.outruns_end(stage.now_ms / 1000)
    stage.seek(9000)
    stage.session.take_target_ms()
    stage.run(1000)
    assert not stage.session.outruns_end(stage.now_ms / 1000)
