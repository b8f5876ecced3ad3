"""After a click the right moment sounds at once, and a stamp is what sounds.

Bounds are wide enough for a machine that does other things as well; the figures are for
tests/bench/bench_ear.py. Medians, because one trial may meet a busy moment.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from tests.ear import trials
from tests.ear.conftest import Perform
from tests.ear.naive import NAIVE_VLC

TARGETS_MS = (61_000, 12_345, 83_210, 40_007, 70_770, 25_500, 55_055)
SEEK_MS = 40
SOUND_MS = 250
STAMP_MS = 60
ENOUGH = 4


def seeks_of(perform: Perform, name: str, path: Path, apart_ms: float) -> list[trials.Seek]:
    recording, done = perform(name, path, trials.seek_steps(TARGETS_MS, 0.8))
    seeks = trials.read_seeks(recording, done, lambda ms: ms - apart_ms)
    valid = [seek for seek in seeks if not seek.is_stalled]
    if len(valid) < ENOUGH:
        pytest.skip("the recorder was held up too often; this machine is too busy to listen")
    return valid


@pytest.fixture(scope="module")
def seeks(
    engine: str, perform: Perform, no_xing: Path, no_xing_apart_ms: float
) -> list[trials.Seek]:
    return seeks_of(perform, engine, no_xing, no_xing_apart_ms)


def lands(seeks: list[trials.Seek]) -> bool:
    """Whether most seeks sound, and where they should."""
    errors = [abs(seek.error_ms) for seek in seeks if seek.error_ms is not None]
    return len(errors) >= ENOUGH and median(errors) <= SEEK_MS


def test_the_moment_asked_for_sounds(seeks: list[trials.Seek]):
    assert not any(seek.has_ended for seek in seeks)
    assert lands(seeks), [seek.error_ms for seek in seeks]


def test_it_sounds_at_once(seeks: list[trials.Seek]):
    waits = [seek.sound_ms for seek in seeks if seek.sound_ms is not None]
    assert median(waits) <= SOUND_MS, waits


def test_a_stamp_is_what_sounds(seeks: list[trials.Seek]):
    errors = [abs(stamp) for seek in seeks for stamp in seek.stamps_ms]
    assert len(errors) >= ENOUGH
    assert median(errors) <= STAMP_MS, errors


def test_a_stamp_right_after_a_click_is_the_click_s(seeks: list[trials.Seek]):
    assert median(abs(seek.at_once_ms) for seek in seeks) <= 5


def test_the_same_check_catches_a_naive_engine(
    perform: Perform, no_xing: Path, no_xing_apart_ms: float, libvlc_trouble: str
):
    if libvlc_trouble:
        pytest.skip(libvlc_trouble)
    assert not lands(seeks_of(perform, NAIVE_VLC, no_xing, no_xing_apart_ms))
