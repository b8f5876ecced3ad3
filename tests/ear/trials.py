"""Plans of what to play, and what the recording says about them. Times in milliseconds."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.ear.hearing import Recording, line_of
from tests.ear.play import Done

Steps = list[list[Any]]
Shift = Callable[[float], float]  # the file's own time -> the timecode's time, both in ms

SETTLED_S = 0.06  # a stamp is only judged when its sound is surely there
EVERY = 8  # of the positions polled, so many to one that is judged


def no_shift(ms: float) -> float:
    """The file's own time is the timecode's time."""
    return ms


@dataclass(frozen=True)
class Seek:
    """One seek while playing: what was asked for and what was heard.

    ``error_ms``: how far the first new sound is from the target. ``sound_ms``: how long after
    the click. ``stamps_ms``: positions claimed less what sounded then. ``at_once_ms``: the first
    claim after the click less the target. ``is_stalled``: the recorder was held up; no evidence.
    """

    target_ms: int
    is_stalled: bool
    has_ended: bool
    error_ms: float | None = None
    sound_ms: float | None = None
    stamps_ms: tuple[float, ...] = ()
    at_once_ms: float = 0.0

    @property
    def is_lost(self) -> bool:
        """Whether nothing new was heard."""
        return self.error_ms is None


def seek_steps(targets_ms: Sequence[int], hold_s: float = 1.0) -> Steps:
    """Play, then go to each target and stay there for a while."""
    steps: Steps = [["play"], ["wait", 1.0]]
    for target_ms in targets_ms:
        steps += [["again"], ["seek", target_ms], ["watch", hold_s]]
    return steps


def read_seeks(recording: Recording, done: Sequence[Done], shift: Shift = no_shift) -> list[Seek]:
    """Judge every seek that a watch follows."""
    pairs = itertools.pairwise(done)
    return [
        read_seek(recording, seek, watch, shift)
        for seek, watch in pairs
        if seek.name == "seek" and watch.name == "watch"
    ]


def read_seek(recording: Recording, seek: Done, watch: Done, shift: Shift) -> Seek:
    """Judge one seek by the sound until its watch ended."""
    target_ms = seek.arguments[0]
    is_stalled = recording.stalled(seek.asked_s, watch.ended_s)
    onset = recording.onset(seek.asked_s, watch.ended_s)
    if onset is None:
        return Seek(target_ms, is_stalled, watch.has_ended)
    apart_ms = shift(target_ms) - target_ms
    return Seek(
        target_ms,
        is_stalled,
        watch.has_ended,
        onset.source_s * 1000 - apart_ms - target_ms,
        (onset.at_s - seek.asked_s) * 1000,
        stamps(recording, watch, onset.at_s + SETTLED_S, apart_ms),
        watch.polls[0][1] - target_ms,
    )


def stamps(
    recording: Recording, watch: Done, from_s: float, apart_ms: float = 0.0
) -> tuple[float, ...]:
    """Compare positions claimed with what sounded then, where that can be heard."""
    errors = []
    for at_s, claim_ms in watch.polls[::EVERY]:
        source_s = recording.source_s(at_s) if at_s > from_s else None
        if source_s is not None:
            errors.append(claim_ms + apart_ms - source_s * 1000)
    return tuple(errors)


@dataclass(frozen=True)
class AtRate:
    """Playing at one speed. ``heard_rate`` is None where the sound could not be read."""

    rate: float
    is_stalled: bool
    heard_rate: float | None
    stamps_ms: tuple[float, ...] = ()


def rate_steps(rates: Sequence[float], from_ms: int, hold_s: float = 2.5) -> Steps:
    """Play a stretch at each speed."""
    steps: Steps = [["play"], ["wait", 0.5]]
    for number, rate in enumerate(rates):
        target_ms = from_ms + number * 1000
        steps += [["set_rate", rate], ["seek", target_ms], ["wait", 1.0], ["watch", hold_s]]
    return [*steps, ["set_rate", 1.0]]


def read_rates(recording: Recording, done: Sequence[Done], shift: Shift = no_shift) -> list[AtRate]:
    """Judge each watch by the speed set before it."""
    found = []
    rate, target_ms = 1.0, 0
    for step in done:
        if step.name == "set_rate":
            rate = step.arguments[0]
        elif step.name == "seek":
            target_ms = step.arguments[0]
        elif step.name == "watch":
            apart_ms = shift(target_ms) - target_ms
            found.append(read_rate(recording, step, rate, apart_ms))
    return found


def read_rate(recording: Recording, watch: Done, rate: float, apart_ms: float = 0.0) -> AtRate:
    """Judge one watch: stretched sound is read coarsely and averaged to a line."""
    is_stalled = recording.stalled(watch.asked_s, watch.ended_s)
    start_s = recording.at_s(recording.sample(watch.asked_s))
    line = line_of(recording.between(watch.asked_s, watch.ended_s), rate)
    if line is None:
        return AtRate(rate, is_stalled, None)
    heard, source_s = line
    errors = tuple(
        claim_ms + apart_ms - (source_s + heard * (at_s - start_s)) * 1000
        for at_s, claim_ms in watch.polls
    )
    return AtRate(rate, is_stalled, heard, errors)


@dataclass(frozen=True)
class Resume:
    """Playing on after a pause. ``missing_ms`` of sound were not heard, below 0: heard twice.

    ``stamp_ms``: the position claimed while paused less the last moment heard.
    """

    is_stalled: bool
    missing_ms: float | None
    stamp_ms: float = 0.0
    sound_ms: float = 0.0


def resume_steps(times: int, pause_s: float = 1.0, from_ms: int = 20_000) -> Steps:
    """Play, pause and play on, several times."""
    steps: Steps = [["play"], ["wait", 0.5], ["seek", from_ms], ["wait", 1.0]]
    for number in range(times):
        # Not always at the same place in the engine's own rhythm.
        steps += [["wait", 0.03 * (number % 5) + 0.01], ["pause"], ["watch", pause_s]]
        steps += [["play"], ["wait", 0.8]]
    return steps


def read_resumes(recording: Recording, done: Sequence[Done]) -> list[Resume]:
    """Judge each pause, watch, play, wait."""
    groups = zip(done, done[1:], done[2:], done[3:], strict=False)
    return [
        read_resume(recording, pause, watch, play, after)
        for pause, watch, play, after in groups
        if (pause.name, play.name) == ("pause", "play")
    ]


def read_resume(recording: Recording, pause: Done, watch: Done, play: Done, after: Done) -> Resume:
    """Judge one pause by the silence in it."""
    is_stalled = recording.stalled(pause.asked_s - 0.2, after.ended_s)
    stopped_s = recording.end_of_sound(pause.asked_s, play.asked_s)
    began_s = recording.start_of_sound(play.asked_s, after.ended_s)
    if stopped_s is None or began_s is None:
        return Resume(is_stalled, None)
    last_s = recording.source_s(stopped_s - 0.1)
    first_s = recording.source_s(began_s + 0.1)
    if last_s is None or first_s is None:
        return Resume(is_stalled, None)
    heard_s = last_s + 0.1
    return Resume(
        is_stalled,
        (first_s - 0.1 - heard_s) * 1000,
        watch.polls[-1][1] - heard_s * 1000,
        (began_s - play.asked_s) * 1000,
    )
