"""Sound goes where it is sent, and comes back when that is pulled out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.ear.hearing import SILENT, Recording
from tests.ear.play import Done, play
from tests.ear.pulse import FRONT, SPARE, Pulse, first_in_line
from tests.ear.record import Recorder

FROM_MS = 20_000
HOLD_S = 1.5
Heard = tuple[Recording, Recording, list[Done]]


@pytest.fixture(scope="module")
def heard(
    engine: str, pulse: Pulse, no_xing: Path, tmp_path_factory: pytest.TempPathFactory
) -> Heard:
    """What FRONT and SPARE heard while sound was sent to SPARE and SPARE was pulled out."""
    folder = tmp_path_factory.mktemp("outputs")
    unplug = ["run", "pactl", "unload-module", pulse.module(SPARE)]
    steps = [["play"], ["wait", 0.5], ["seek", FROM_MS], ["watch", HOLD_S], ["choose", SPARE]]
    steps += [["watch", HOLD_S], ["seek", FROM_MS], ["watch", HOLD_S], unplug, ["watch", HOLD_S]]
    front = Recorder(pulse.environment, FRONT, folder, first_in_line())
    spare = Recorder(pulse.environment, SPARE, folder, first_in_line())
    try:
        with front, spare:
            done = play(pulse.environment, folder, engine, no_xing, steps, 60)
    finally:
        pulse.forget(SPARE)
        pulse.plug(SPARE)
    return Recording.of(front), Recording.of(spare), done


def is_loud(recording: Recording, watch: Done) -> bool:
    """Whether it sounds in the last half second of a watch."""
    samples = recording.between(watch.ended_s - 0.5, watch.ended_s)
    return len(samples) > 0 and bool(np.sqrt(np.mean(samples**2)) > SILENT)


def watches(done: list[Done]) -> list[Done]:
    return [step for step in done if step.name == "watch"]


def test_sound_goes_where_it_is_sent(heard: Heard):
    front, spare, done = heard
    before, chosen, _, _ = watches(done)
    assert is_loud(front, before)
    assert not is_loud(spare, before)
    assert is_loud(spare, chosen)
    assert not is_loud(front, chosen)


def test_it_stays_there_after_a_click(heard: Heard):
    front, spare, done = heard
    clicked = watches(done)[2]
    assert is_loud(spare, clicked)
    assert not is_loud(front, clicked)


def test_sound_comes_back_when_its_output_is_pulled_out(heard: Heard):
    front, _, done = heard
    unplugged = watches(done)[3]
    assert unplugged.phase == "playing"
    assert is_loud(front, unplugged)


def test_it_goes_on_from_where_it_was(heard: Heard):
    front, _, done = heard
    last = watches(done)[3]
    source_s = front.source_s(last.ended_s - 0.3)
    assert source_s is not None
    passed_s = last.ended_s - 0.3 - [s for s in done if s.name == "seek"][-1].asked_s
    # Changing takes its time, but nothing is skipped or begun again.
    assert FROM_MS / 1000 < source_s < FROM_MS / 1000 + passed_s + 0.3
    assert source_s > FROM_MS / 1000 + passed_s - 2.0
