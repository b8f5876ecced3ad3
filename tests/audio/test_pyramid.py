"""Levels at any zoom: right against the plain sum, and the same after a rest on the disk."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from notesapp.audio.pyramid import (
    BUCKET_MS,
    DEPTH,
    Pyramid,
    amplitudes,
    empty_pyramid,
    encode,
    level_sizes,
    pyramid_from_bytes,
)
from notesapp.audio.pyramid_builder import PyramidBuilder

ROUNDING = 0.023  # half a step of 0.375 dB, and a little
Floats = NDArray[np.float32]


def noise(count: int, seed: int = 1) -> tuple[Floats, Floats]:
    """Peak and mean square of so many buckets, from loud to very quiet."""
    chance = np.random.default_rng(seed)
    peak = (10 ** chance.uniform(-3, 0, count)).astype(np.float32)
    return peak, (peak * chance.uniform(0.05, 1, count).astype(np.float32)) ** 2


def built(peak: Floats, power: Floats, step: int = 400) -> PyramidBuilder:
    builder = PyramidBuilder()
    for at in range(0, len(peak), step):
        builder.add(peak[at : at + step], power[at : at + step])
    return builder


def whole(peak: Floats, power: Floats) -> Pyramid:
    return Pyramid(len(peak) * BUCKET_MS, built(peak, power).finish())


@pytest.fixture(scope="module")
def an_hour() -> tuple[Pyramid, Floats, Floats]:
    peak, power = noise(360_000)
    return whole(peak, power), peak, power


def test_a_code_is_within_half_a_step_of_the_amplitude():
    amplitude = np.geomspace(10 ** (-95 / 20), 1, 5000).astype(np.float32)
    read = amplitudes()[encode(amplitude)]
    assert np.abs(read / amplitude - 1).max() < ROUNDING


def test_silence_quiet_and_full_scale_are_told_apart():
    codes = encode(np.array([0, 1 / 32768, 0.001, 0.01, 1, 3], np.float32))
    assert codes[0] == 0
    assert (np.diff(codes[:5].astype(int)) > 10).all()
    assert codes[4] == codes[5] == 255
    assert amplitudes()[0] == 0
    assert amplitudes()[255] == 1


@pytest.mark.parametrize("width_ms", [10, 20, 50, 320, 330, 1000, 3000, 21_000])
def test_columns_on_the_edges_are_the_plain_sums(an_hour, width_ms: int):
    pyramid, peak, power = an_hour
    start = 7 * 5120
    count = min(500, (3_600_000 - start) // width_ms)
    got = pyramid.columns(start, start + count * width_ms, count)
    for number in range(count):
        low = (start + number * width_ms) / BUCKET_MS
        high = low + width_ms / BUCKET_MS
        # Coarser levels spill over by less than a quarter of a column on each side.
        spill = width_ms / BUCKET_MS / 4 if width_ms >= 320 else 0
        most = slice(int(low - spill), int(np.ceil(high + spill)))
        least = slice(int(low), int(np.ceil(high)))
        assert got.peak[number] >= peak[least].max() * (1 - ROUNDING)
        assert got.peak[number] <= peak[most].max() * (1 + ROUNDING)
        if not spill:
            expected = np.sqrt(power[least].mean())
            assert got.mean[number] == pytest.approx(expected, rel=ROUNDING)


def test_the_mean_of_the_whole_is_the_mean_of_all(an_hour):
    pyramid, _, power = an_hour
    got = pyramid.columns(0, 3_600_000, 200)
    together = np.sqrt(np.mean(np.square(got.mean)))
    assert together == pytest.approx(np.sqrt(power.mean()), rel=0.01)


def test_columns_finer_than_a_bucket_repeat_it(an_hour):
    pyramid, peak, _ = an_hour
    got = pyramid.columns(1000, 1020, 20)
    assert got.peak[:10] == pytest.approx([peak[100]] * 10, rel=ROUNDING)
    assert got.peak[10:] == pytest.approx([peak[101]] * 10, rel=ROUNDING)


def test_outside_of_the_file_nothing_is_known(an_hour):
    pyramid, _, _ = an_hour
    got = pyramid.columns(-1000, 3_601_000, 3602)
    assert list(got.peak[:1]) == [-1]
    assert list(got.mean[-1:]) == [-1]
    assert min(got.peak[1:3601]) > 0
    assert set(pyramid.columns(4e6, 5e6, 9).peak) == {-1}
    assert set(pyramid.columns(-5e6, -4e6, 9).mean) == {-1}
    assert len(pyramid.columns(5, 5, 3).peak) == 3
    assert len(pyramid.columns(0, 5, 0).peak) == 0


def test_an_empty_one_knows_nothing():
    empty = empty_pyramid(5000)
    assert (empty.known_ms, empty.exact_ms, empty.is_exact) == (0, 0, False)
    assert set(empty.columns(0, 5000, 50).peak) == {-1}


def test_a_snapshot_does_not_change_while_more_comes():
    peak, power = noise(40_000)
    builder = built(peak[:9000], power[:9000])
    early = Pyramid(400_000, builder.levels())
    before = early.columns(0, 400_000, 777)
    assert early.known_ms == 90_000
    assert before.peak[-1] == -1
    builder.add(peak[9000:], power[9000:])
    builder.finish()
    assert early.columns(0, 400_000, 777) == before


def test_the_exact_part_covers_the_guess_and_the_rest_stays():
    loud, quiet = np.full(2000, 0.5, np.float32), np.full(1000, 0.125, np.float32)
    guess = built(loud, loud * loud).levels()
    pyramid = Pyramid(20_000, built(quiet, quiet * quiet).levels(), guess)
    got = pyramid.columns(0, 20_000, 20)
    assert got.peak[:10] == pytest.approx([0.125] * 10, rel=ROUNDING)
    assert got.peak[10:] == pytest.approx([0.5] * 10, rel=ROUNDING)
    assert (pyramid.exact_ms, pyramid.known_ms) == (10_000, 20_000)


@given(
    count=st.integers(1, 1500),
    steps=st.lists(st.integers(1, 700), min_size=1, max_size=5),
    is_asked=st.booleans(),
)
def test_the_pieces_it_comes_in_make_no_difference(count: int, steps: list[int], is_asked: bool):
    peak, power = noise(count)
    builder = PyramidBuilder()
    at = 0
    for step in [*steps, count]:
        builder.add(peak[at : at + step], power[at : at + step])
        at += step
        if is_asked:
            builder.levels()
    levels = builder.finish()
    expected = built(peak, power).finish()
    assert [len(row) for row in levels.peak] == level_sizes(count)
    for row, other in zip(levels.peak, expected.peak, strict=True):
        assert np.array_equal(row, other)
    for row, other in zip(levels.mean, expected.mean, strict=True):
        assert np.abs(row.astype(int) - other.astype(int)).max() <= 1
    assert len(levels.mean) == DEPTH
    for row, coarser in pairwise(levels.peak):
        padded = np.append(row, np.zeros(-len(row) % 8, np.uint8))
        assert np.array_equal(padded.reshape(-1, 8).max(axis=1), coarser)


@given(count=st.integers(0, 1200))
def test_bytes_and_back_is_the_same(count: int):
    pyramid = whole(*noise(count))
    back = pyramid_from_bytes(pyramid.to_bytes())
    assert back.duration_ms == pyramid.duration_ms
    assert back.is_exact
    assert back.columns(0, 12_000, 99) == pyramid.columns(0, 12_000, 99)


def test_damaged_and_foreign_bytes_are_refused():
    data = whole(*noise(100)).to_bytes()
    for at in range(len(data)):
        with pytest.raises(ValueError):
            pyramid_from_bytes(data[:at] + bytes([data[at] ^ 16]) + data[at + 1 :])
    for other in (b"", data[:-1], data + b"\0", data[:20], bytes(len(data)), b"PNG" * 40):
        with pytest.raises(ValueError):
            pyramid_from_bytes(other)


def test_only_complete_levels_can_be_kept():
    with pytest.raises(ValueError):
        Pyramid(100, built(*noise(10)).levels()).to_bytes()
