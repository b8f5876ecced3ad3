"""At other speeds the pitch is kept, and a stamp still is what sounds."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from tests.ear import trials
from tests.ear.conftest import Perform

RATES = (0.8, 1.5, 2.0)
STAMP_MS = 150


@pytest.fixture(scope="module")
def speeds(
    engine: str, perform: Perform, no_xing: Path, no_xing_apart_ms: float
) -> list[trials.AtRate]:
    recording, done = perform(engine, no_xing, trials.rate_steps(RATES, 20_000, 2.0))
    found = trials.read_rates(recording, done, lambda ms: ms - no_xing_apart_ms)
    valid = [at for at in found if not at.is_stalled]
    if not valid:
        pytest.skip("the recorder was held up each time; this machine is too busy to listen")
    return valid


def test_the_pitch_is_kept(speeds: list[trials.AtRate]):
    """The timecode's tones could not be read at another pitch."""
    assert all(at.heard_rate is not None for at in speeds)


def test_it_plays_as_fast_as_asked(speeds: list[trials.AtRate]):
    assert [at.heard_rate for at in speeds] == pytest.approx([at.rate for at in speeds], rel=0.05)


def test_a_stamp_is_what_sounds(speeds: list[trials.AtRate]):
    for at in speeds:
        assert abs(median(at.stamps_ms)) <= STAMP_MS * at.rate, at.rate
