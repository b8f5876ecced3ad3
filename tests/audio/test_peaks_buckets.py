"""Counting samples: whatever they come as, each counts for its own 10 ms."""

from __future__ import annotations

from itertools import pairwise

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.audio.peaks_buckets import Buckets, Sound, sound_of_frame
from notesapp.audio.pyramid import Levels, encode
from notesapp.audio.pyramid_builder import PyramidBuilder


def counted(pieces: list[Sound], rate: int, total: int, skip: int = 0) -> Levels:
    builder = PyramidBuilder()
    buckets = Buckets(builder, rate, total, skip)
    for piece in pieces:
        buckets.add(piece)
    buckets.finish()
    return builder.finish()


def noise(count: int) -> np.ndarray:
    return np.random.default_rng(count).uniform(-0.9, 0.9, count).astype(np.float32)


def expected(samples: np.ndarray, rate: int) -> tuple[list[int], list[int]]:
    owner = np.arange(len(samples)) * 100 // rate
    parts = [samples[owner == number] for number in range(owner[-1] + 1)]
    peaks = np.array([np.abs(part).max() for part in parts], np.float32)
    means = np.array([np.sqrt((part.astype(float) ** 2).mean()) for part in parts], np.float32)
    return encode(peaks).tolist(), encode(means).tolist()


@given(
    rate=st.sampled_from([8000, 11025, 22050, 44100, 44056, 48000]),
    cuts=st.lists(st.integers(0, 9000), max_size=6),
    skip=st.integers(0, 2500),
)
def test_pieces_of_any_length_make_the_same_levels(rate: int, cuts: list[int], skip: int):
    samples = noise(9000 + skip)
    edges = [0, *sorted(cuts), len(samples)]
    pieces = [Sound([samples[low:high]], 1, 1.0) for low, high in pairwise(edges)]
    levels = counted(pieces, rate, 9000, skip)
    peaks, means = expected(samples[skip:], rate)
    assert levels.peak[0].tolist() == peaks
    assert np.abs(levels.mean[0].astype(int) - means).max() <= 1


def test_what_is_beyond_the_end_is_left_out_and_what_is_missing_is_silent():
    samples = noise(4000)
    long = counted([Sound([samples], 1, 1.0)], 8000, 3000)
    assert long.peak[0].tolist() == expected(samples[:3000], 8000)[0]
    short = counted([Sound([samples], 1, 1.0)], 8000, 8000 * 60)
    assert len(short.peak[0]) == 6000
    assert short.peak[0][50:].max() == 0


FORMATS = [
    *(("u8", np.uint8), ("s16", np.int16), ("s32", np.int32), ("flt", np.float32)),
    *(("dbl", np.float64), ("u8p", np.uint8), ("s16p", np.int16), ("s32p", np.int32)),
    *(("fltp", np.float32), ("dblp", np.float64)),
]


@pytest.mark.parametrize(("name", "kind"), FORMATS)
def test_every_kind_of_sample_has_its_full_scale(name: str, kind: type):
    sides = np.stack([noise(4800), 0.25 * noise(4800)])
    if kind is np.uint8:
        values = np.rint(sides * 128 + 128).clip(0, 255).astype(kind)
    elif np.issubdtype(kind, np.integer):
        values = (sides * -float(np.iinfo(kind).min)).astype(kind)
    else:
        values = sides.astype(kind)
    data = values if name.endswith("p") else np.ascontiguousarray(values.T.reshape(1, -1))
    frame = av.AudioFrame.from_ndarray(data, name, "stereo")
    levels = counted([sound_of_frame(frame)], 48000, 4800)
    peaks = encode(np.abs(sides).max(axis=0).reshape(-1, 480).max(axis=1)).astype(int)
    assert np.abs(levels.peak[0].astype(int) - peaks).max() <= (2 if kind is np.uint8 else 1)
    power = (sides.astype(float) ** 2).mean(axis=0).reshape(-1, 480).mean(axis=1)
    means = encode(np.sqrt(power).astype(np.float32)).astype(int)
    assert np.abs(levels.mean[0].astype(int) - means).max() <= 1


def test_the_most_negative_sample_is_full_scale():
    samples = np.full(480, -32768, np.int16)
    assert counted([Sound([samples], 1, 2.0**15)], 48000, 480).peak[0].tolist() == [255]


def test_numbers_that_are_none_do_not_spread():
    samples = noise(1600)
    samples[100] = np.nan
    samples[900] = np.inf
    got = counted([Sound([samples], 1, 1.0)], 8000, 1600).peak[0].tolist()
    peaks, _ = expected(noise(1600), 8000)
    peaks[1], peaks[11] = 0, 255
    assert got == peaks
