"""A pause loses no sound, is stamped with the moment last heard, and keeps the output running."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.ear import trials
from tests.ear.conftest import Perform
from tests.ear.play import play
from tests.ear.pulse import Pulse

REPEATED_MS = 200
MISSING_MS = 20
STAMP_MS = 100
ENOUGH = 3


@pytest.fixture(scope="module")
def resumes(engine: str, perform: Perform, no_xing: Path) -> list[trials.Resume]:
    recording, done = perform(engine, no_xing, trials.resume_steps(5))
    found = [each for each in trials.read_resumes(recording, done) if not each.is_stalled]
    if len(found) < ENOUGH:
        pytest.skip("the recorder was held up too often; this machine is too busy to listen")
    return found


def test_what_follows_a_pause_is_what_it_cut_off(resumes: list[trials.Resume]):
    missing = [each.missing_ms for each in resumes if each.missing_ms is not None]
    assert len(missing) >= ENOUGH
    assert median(missing) >= -REPEATED_MS, missing
    swallowed = [ms for ms in missing if ms > MISSING_MS]
    assert len(swallowed) <= 1, missing  # one may meet a busy moment


def test_a_paused_position_is_the_moment_last_heard(
    resumes: list[trials.Resume], no_xing_apart_ms: float
):
    errors = [each.stamp_ms - no_xing_apart_ms for each in resumes if each.missing_ms is not None]
    assert abs(median(errors)) <= STAMP_MS, errors


def test_the_output_is_kept_running_if_asked(
    engine: str, pulse: Pulse, no_xing: Path, tmp_path: Path
):
    """One more stream runs through a pause; Qt's own always does, libVLC's never."""

    def note(name: str) -> list[Any]:
        return ["run", "sh", "-c", f"pactl list sink-inputs >'{tmp_path / name}'"]

    steps: list[list[Any]] = []
    for seconds in (0, 30):
        steps += [["set_warm", seconds], ["play"], ["wait", 0.8]]
        steps += [["pause"], ["wait", 0.8], note(f"after {seconds}")]
    play(pulse.environment, tmp_path, engine, no_xing, steps, 60)
    cold, warm = (
        (tmp_path / f"after {seconds}").read_text("utf-8").count("Corked: no")
        for seconds in (0, 30)
    )
    assert warm == cold + 1
