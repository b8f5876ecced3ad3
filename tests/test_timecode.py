"""The ruler itself: it must measure right before anything is measured with it."""

from __future__ import annotations

import numpy as np
import pytest

from tests import timecode


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 48000, 96000])
def test_a_piece_is_found_to_the_sample(rate):
    sound = timecode.whole(12, rate)
    for start in (0, 1, rate // 7, 5 * rate + 321, 11 * rate):
        place = timecode.locate(sound[start : start + rate // 5], rate)
        assert place is not None
        assert (place.sample, round(place.likeness, 3)) == (start, 1.0)


def test_numbers_far_apart_are_not_mixed_up():
    for number in (0, 1, 599, 600, 35_999, 65_000):
        place = timecode.locate(timecode.tenths(number, 2))
        assert place is not None
        assert place.sample == number * 4410


def test_sixteen_bits_of_noise_do_not_hide_it():
    sound = timecode.as_int16(timecode.whole(12, hiss=0.05))
    place = timecode.locate(sound[460_000:470_000])
    assert place is not None
    assert place.sample == 460_000


@pytest.mark.parametrize("sound", [np.zeros(20_000), np.random.default_rng(1).random(20_000)])
def test_other_sound_is_nowhere(sound):
    assert timecode.locate(sound) is None


def test_a_jump_is_seen_in_the_track():
    sound = np.concatenate([timecode.tenths(10, 5), timecode.tenths(300, 5)])
    places = timecode.track(sound)
    assert min(where for _, where in places) == pytest.approx(1.05)
    assert max(where for _, where in places) == pytest.approx(30.45)
    assert all(abs(where - at - (1 if at < 0.5 else 29.5)) <= 0.075 for at, where in places)
