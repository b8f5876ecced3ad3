"""Levels straight from samples."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from notesapp.audio.detail import detail
from notesapp.audio.open_source import open_source
from tests import media

RATE = 8000


@pytest.fixture
def source(tmp_path: Path):
    """Two seconds in which sample n has the size n, loud to the left and half to the right."""
    ramp = np.arange(2 * RATE)
    sound = np.stack([ramp, -ramp // 2], axis=1).astype(np.int16)
    kind = media.Kind(".wav", "pcm_s16le", RATE, 2)
    opened = open_source(media.encode(tmp_path / "ramp.wav", sound, kind))
    yield opened
    opened.close()


def test_a_column_has_the_samples_that_begin_in_it(source):
    got = detail(source, 100, 200, 50)  # 16 samples a column
    for number in range(50):
        samples = np.arange(800 + 16 * number, 816 + 16 * number)
        assert got.peak[number] == pytest.approx(samples.max() / 32768)
        power = (samples**2.0 + np.ceil(samples / 2) ** 2).mean() / 2
        assert got.mean[number] == pytest.approx(np.sqrt(power) / 32768, rel=1e-4)


def test_columns_between_samples_show_the_one_before(source):
    got = detail(source, 1000, 1000.5, 8)  # two columns a sample
    assert [round(value * 32768) for value in got.peak] == [
        *(8000, 8000, 8001, 8001, 8002, 8002, 8003, 8003)
    ]


def test_outside_of_the_file_nothing_is_known(source):
    got = detail(source, -100, 2100, 22)
    assert (got.peak[0], got.mean[0], got.peak[-1]) == (-1, -1, -1)
    assert min(got.peak[1:21]) >= 0
    assert set(detail(source, 5000, 6000, 3).peak) == {-1}
    assert set(detail(source, -5000, -4000, 3).peak) == {-1}


def test_no_range_and_one_too_long_are_not_known(source):
    assert list(detail(source, 5, 5, 2).peak) == [-1, -1]
    assert list(detail(source, 0, 3_600_000, 2).peak) == [-1, -1]
    assert len(detail(source, 0, 10, 0).peak) == 0


def test_a_closed_source_is_silent(source):
    source.close()
    assert set(detail(source, 0, 1000, 10).peak) == {0}
