"""The interpolating clock, with a time of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.player.clock import PositionClock
from notesapp.player.timings import Lag, Timing


class Time:
    """A monotonic time in seconds that moves when told."""

    def __init__(self) -> None:
        self.ms = 1_000_000.0

    def __call__(self) -> float:
        return self.ms / 1000

    def pass_ms(self, ms: float) -> None:
        self.ms += ms


@pytest.fixture
def now() -> Time:
    return Time()


@pytest.fixture
def clock(now: Time) -> PositionClock:
    clock = PositionClock(now=now)
    clock.set_duration(60_000)
    return clock


def test_it_stands_still_until_the_engine_speaks(clock, now):
    clock.anchor(5000, running=True)
    now.pass_ms(180)
    assert clock.position_ms() == 5000
    clock.feed(5120, now())
    assert clock.position_ms() == 5120
    now.pass_ms(100)
    assert clock.position_ms() == 5220


def test_it_runs_once_the_engine_says_that_sound_runs(clock, now):
    clock.anchor(5000, running=True)
    now.pass_ms(20)
    clock.start(now())
    now.pass_ms(100)
    assert clock.position_ms() == 5100
    clock.feed(5088, now())
    assert clock.position_ms() == 5100
    now.pass_ms(50)
    assert clock.position_ms() == 5138


def test_it_carries_a_report_forward_from_when_it_was_made(clock, now):
    clock.anchor(0, running=True)
    now.pass_ms(250)
    made_s = now()
    now.pass_ms(30)
    clock.feed(240, made_s)
    assert clock.position_ms() == 270


def test_a_late_report_does_not_hold_it_back(clock, now):
    clock.anchor(0, running=True)
    now.pass_ms(100)
    clock.feed(100, now())
    now.pass_ms(350)
    clock.feed(350, now())
    assert clock.position_ms() in (449, 450)


def test_it_follows_a_slow_output_in_the_long_run(clock, now):
    clock.anchor(0, running=True)
    for step in range(1, 200):
        now.pass_ms(250)
        clock.feed(round(step * 249.8), now())
    assert clock.position_ms() == pytest.approx(199 * 249.8, abs=2)


def test_the_same_report_again_is_no_news(clock, now):
    clock.anchor(0, running=True)
    now.pass_ms(100)
    clock.feed(100, now())
    now.pass_ms(300)
    clock.feed(100, now())
    assert clock.position_ms() == 400


def test_a_report_far_ahead_is_a_new_anchor(clock, now):
    clock.anchor(2000, running=True)
    now.pass_ms(1000)
    clock.feed(3000, now())
    now.pass_ms(1000)
    clock.feed(30_000, now())
    assert clock.position_ms() == 30_000
    now.pass_ms(100)
    assert clock.position_ms() == 30_100


def test_a_report_far_behind_may_be_late_but_two_that_agree_are_a_new_anchor(clock, now):
    clock.anchor(2000, running=True)
    now.pass_ms(1000)
    clock.feed(3000, now())
    now.pass_ms(1000)
    clock.feed(500, now())
    assert clock.position_ms() == 4000
    now.pass_ms(250)
    clock.feed(750, now())
    assert clock.position_ms() == 750


def test_one_report_from_before_the_seek_is_not_believed(clock, now):
    clock.anchor(50_000, running=True)
    now.pass_ms(3)
    clock.feed(2310, now())
    assert clock.position_ms() == 50_000
    now.pass_ms(250)
    clock.feed(50_240, now())
    assert clock.position_ms() == 50_240


def test_two_reports_that_agree_are_believed_against_the_seek(clock, now):
    clock.anchor(50_000, running=True)
    now.pass_ms(100)
    clock.feed(2300, now())
    now.pass_ms(250)
    clock.feed(2550, now())
    assert clock.position_ms() == 2550


def test_a_report_made_before_the_anchor_is_dropped(clock, now):
    early_s = now()
    now.pass_ms(5)
    clock.anchor(7000, running=True)
    clock.feed(6900, early_s)
    clock.start(early_s)
    now.pass_ms(200)
    assert clock.position_ms() == 7000


def test_paused_it_is_frozen_and_deaf(clock, now):
    clock.anchor(1000, running=True)
    clock.start(now())
    now.pass_ms(500)
    clock.pause()
    now.pass_ms(500)
    clock.feed(9000, now())
    assert clock.position_ms() == 1500


def test_a_new_rate_moves_faster_but_not_at_once(clock, now):
    clock.anchor(1000, running=True)
    clock.start(now())
    now.pass_ms(500)
    clock.set_rate(2.0)
    assert clock.position_ms() == 1500
    now.pass_ms(500)
    assert clock.position_ms() == 2500


def test_bias_is_in_audio_time_and_holding_in_real_time(now):
    lag = Lag(bias_ms=50, ahead_ms=-100)
    clock = PositionClock(Timing(lag, lag), now=now)
    clock.set_rate(2.0)
    clock.anchor(0, running=True)
    now.pass_ms(500)
    clock.feed(1000, now())
    assert clock.position_ms() == 1000 - 50 - 2 * 100


@pytest.mark.parametrize(("ms", "position_ms"), [(-5, 0), (90_000, 60_000)])
def test_it_stays_inside_the_audio(clock, now, ms, position_ms):
    clock.anchor(ms, running=True)
    clock.start(now())
    now.pass_ms(0 if ms < 0 else 5000)
    assert clock.position_ms() == position_ms


STEPS = st.lists(
    st.tuples(
        st.floats(0, 400),  # real time that passes
        st.one_of(st.none(), st.floats(0, 300)),  # how late a report is, if one comes
        st.one_of(st.none(), st.sampled_from([0.5, 1.0, 1.5, 3.0])),  # a new rate
    ),
    max_size=60,
)


@given(start_ms=st.integers(0, 50_000), steps=STEPS)
def test_between_anchors_it_never_goes_back_nor_far_from_the_truth(start_ms, steps):
    now = Time()
    clock = PositionClock(now=now)
    clock.set_duration(60_000)
    clock.anchor(start_ms, running=True)
    clock.start(now())
    truth_ms, rate, last_ms = float(start_ms), 1.0, start_ms
    for passed_ms, late_ms, new_rate in steps:
        now.pass_ms(passed_ms)
        truth_ms += passed_ms * rate
        if late_ms is not None:
            clock.feed(round(truth_ms - min(late_ms / rate, 120)), now())
        if new_rate is not None:
            clock.set_rate(new_rate)
            rate = new_rate
        position_ms = clock.position_ms()
        assert last_ms <= position_ms <= 60_000
        assert position_ms <= min(truth_ms, 60_000) + 1
        last_ms = position_ms


@given(anchors=st.lists(st.integers(-1000, 70_000), min_size=1), running=st.booleans())
def test_right_after_an_anchor_it_answers_the_anchor(anchors, running):
    clock = PositionClock(now=Time())
    clock.set_duration(60_000)
    for ms in anchors:
        clock.anchor(ms, running=running)
        assert clock.position_ms() == min(max(ms, 0), 60_000)


@pytest.fixture
def late_clock(now: Time) -> PositionClock:
    """Of an engine whose first reports may be 50 ms late."""
    clock = PositionClock(Timing(Lag(late_ms=50), Lag()), now)
    clock.set_duration(60_000)
    clock.anchor(5000, running=True)
    clock.start(now())
    return clock


def test_a_first_report_that_is_a_little_late_does_not_move_it(late_clock, now):
    now.pass_ms(100)
    late_clock.feed(5060, now())
    assert late_clock.position_ms() == 5100
    now.pass_ms(100)
    late_clock.feed(5195, now())
    now.pass_ms(50)
    assert late_clock.position_ms() == 5250


def test_sound_that_came_much_later_than_due_is_followed(late_clock, now):
    now.pass_ms(200)
    late_clock.feed(5080, now())
    now.pass_ms(200)
    assert late_clock.position_ms() == 5280


def test_later_on_only_reports_count(late_clock, now):
    for _ in range(40):
        now.pass_ms(100)
        late_clock.feed(round((now() - 1000) * 1000) + 4980, now())
    assert late_clock.position_ms() == 5000 + 4000 - 20


def test_sound_that_came_earlier_than_due_is_followed(late_clock, now):
    now.pass_ms(100)
    late_clock.feed(5110, now())
    now.pass_ms(10)
    assert late_clock.position_ms() == 5120
