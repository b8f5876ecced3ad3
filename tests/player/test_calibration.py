"""Taps of people: early, late, twice, not at all, and out of step."""

from __future__ import annotations

import io
import random
import struct
import wave

import pytest

from notesapp.player.calibration import (
    BEAT_MS,
    MOST_MS,
    WANTED_TAPS,
    Verdict,
    beat_wav,
    calibrate,
    next_beat_ms,
)


def taps(delay: float, count: int = 16, jitter: float = 25.0, seed: int = 1) -> list[float]:
    chance = random.Random(seed)
    return [i * BEAT_MS + delay + chance.gauss(0, jitter) for i in range(1, count + 1)]


@pytest.mark.parametrize("delay", [0, 40, 180, 390, 405, 560])
@pytest.mark.parametrize("seed", range(5))
def test_jittered_taps_give_the_delay(delay: int, seed: int) -> None:
    found = calibrate(taps(delay, seed=seed))
    assert found.verdict is Verdict.FOUND
    assert abs(found.delay_ms - delay) <= 30


def test_exact_taps_give_it_exactly() -> None:
    assert calibrate(taps(212, jitter=0)).delay_ms == 212


def test_who_taps_ahead_of_the_beat_has_no_delay() -> None:
    assert calibrate(taps(-35)).delay_ms == 0


def test_no_delay_is_beyond_what_a_beat_can_tell() -> None:
    assert 0 <= calibrate(taps(599, jitter=0)).delay_ms <= MOST_MS


def test_missed_taps_do_no_harm() -> None:
    some = [tap for i, tap in enumerate(taps(180, count=24)) if i % 3]
    found = calibrate(some)
    assert found.verdict is Verdict.FOUND
    assert abs(found.delay_ms - 180) <= 25


def test_double_taps_do_no_harm() -> None:
    single = taps(180)
    double = sorted([*single, *(tap + 110 for tap in single[::4])])
    assert abs(calibrate(double).delay_ms - 180) <= 25


def test_a_few_wild_taps_are_thrown_out() -> None:
    some = taps(180)
    some[5] += 300
    some[9] -= 250
    some[12] += 390
    found = calibrate(sorted(some))
    assert abs(found.delay_ms - 180) <= 25
    assert found.used < found.taps


def test_the_first_taps_only_find_the_beat() -> None:
    some = taps(180, count=WANTED_TAPS, jitter=0)
    some[0] += 200
    some[1] += 150
    assert calibrate(some).delay_ms == 180


def test_too_few_taps_ask_for_more() -> None:
    found = calibrate(taps(180, count=WANTED_TAPS - 1))
    assert (found.verdict, found.taps) == (Verdict.MORE, WANTED_TAPS - 1)
    assert calibrate([]).verdict is Verdict.MORE


def test_taps_that_drift_along_the_beat_say_nothing() -> None:
    drifting = [i * (BEAT_MS + 25) + 100 for i in range(20)]
    assert calibrate(drifting).verdict is Verdict.UNEVEN


@pytest.mark.parametrize("seed", range(5))
def test_taps_without_a_beat_say_nothing(seed: int) -> None:
    chance = random.Random(seed)
    wild = sorted(chance.uniform(0, 20 * BEAT_MS) for _ in range(24))
    assert calibrate(wild).verdict is not Verdict.FOUND


def test_the_beat_can_be_heard_where_it_is_said_to_be() -> None:
    with wave.open(io.BytesIO(beat_wav(4))) as file:
        assert (file.getframerate(), file.getnframes()) == (8000, 32_000)
        samples = struct.unpack("<32000h", file.readframes(32_000))
    loud = [i / 8 for i, sample in enumerate(samples) if abs(sample) > 500]
    assert {round(ms // BEAT_MS) for ms in loud} == {0, 1, 2, 3, 4}
    assert all(ms % BEAT_MS < 15 for ms in loud)


def test_the_next_beat_is_never_now() -> None:
    assert next_beat_ms(0) == BEAT_MS
    assert next_beat_ms(BEAT_MS - 1) == 1
