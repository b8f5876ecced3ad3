"""What a recording says: which moment of the file sounded when.

The file is timecode sound (tests/timecode.py). A recording's samples are put on the monotonic
clock by the recorder's marks; a mark can be late but never early, so the earliest count.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tests import timecode
from tests.ear.record import MARK, RATE, Recorder

Samples = npt.NDArray[np.float64]

PIECE_S = 2.0  # so long the recorder's clock is taken as steady
STALL_S = 0.06  # a longer hole between two marks is the recorder's trouble, not the player's
WINDOW = round(0.15 * RATE)  # always holds one whole frame of the timecode and more
STEP = round(0.01 * RATE)
BLOCK = 44  # 1 ms
NEAR_S = 0.02
TENTH = RATE // 10
SILENT = 0.02  # root mean square; the timecode has 0.18


@dataclass(frozen=True)
class Onset:
    """When a new stretch of sound began, and with which moment of the file."""

    at_s: float
    source_s: float


class Recording:
    """The sound of one output on the monotonic clock."""

    def __init__(self, samples: Samples, marks_s: Samples, counts: Samples) -> None:
        self.samples = samples
        self._marks_s = marks_s
        offsets = marks_s - counts / RATE
        pieces = np.unique(((marks_s - marks_s[0]) / PIECE_S).astype(int), return_index=True)[1]
        bounds = [*pieces.tolist(), len(marks_s)]
        spans = [slice(a, b) for a, b in itertools.pairwise(bounds)]
        self._middles = np.array([counts[span].mean() / RATE for span in spans])
        self._offsets = np.array([offsets[span].min() for span in spans])
        self._late = offsets

    @classmethod
    def of(cls, recorder: Recorder) -> Recording:
        """Read what a recorder wrote."""
        data = recorder.marks.read_bytes()
        marks = np.frombuffer(
            data[: len(data) // MARK.size * MARK.size], dtype=[("at", "<f8"), ("count", "<i8")]
        )[20:]
        raw = recorder.pcm.read_bytes()
        samples = np.frombuffer(raw[: len(raw) // 2 * 2], "<i2").astype(np.float64) / 32768
        return cls(samples, marks["at"].copy(), marks["count"].astype(np.float64))

    def at_s(self, sample: float) -> float:
        """When a sample was there."""
        seconds = sample / RATE
        return float(seconds + np.interp(seconds, self._middles, self._offsets))

    def sample(self, at_s: float) -> int:
        """Which sample was there at a time."""
        seconds = at_s - float(self._offsets.mean())
        for _ in range(2):
            seconds = at_s - float(np.interp(seconds, self._middles, self._offsets))
        return round(seconds * RATE)

    def between(self, start_s: float, end_s: float) -> Samples:
        """Give the samples of a stretch of time."""
        return self.samples[max(0, self.sample(start_s)) : max(0, self.sample(end_s))]

    def stalled(self, start_s: float, end_s: float) -> bool:
        """Whether the recorder itself missed something in this time."""
        inside = (self._marks_s >= start_s - 0.1) & (self._marks_s <= end_s + 0.1)
        if inside.sum() < 3:
            return True
        late = self._late[inside]
        return bool(
            np.diff(self._marks_s[inside]).max() > STALL_S or late.max() - late.min() > STALL_S
        )

    def source_s(self, at_s: float) -> float | None:
        """Which moment of the file sounds at a time; None where that cannot be heard."""
        for back in (0.5, 0.3, 0.7, 0.1):
            start = self.sample(at_s) - round(back * WINDOW)
            found = locate(self.samples[max(0, start) : start + WINDOW])
            if found is not None:
                return found + (self.sample(at_s) - max(0, start)) / RATE
        return None

    def onset(self, asked_s: float, until_s: float) -> Onset | None:
        """Find where sound begins that does not go on with what sounded when it was asked for."""
        first = self.sample(asked_s)
        last = min(self.sample(until_s), len(self.samples)) - WINDOW
        before = locate(self.samples[max(0, first - WINDOW) : first])
        old = None if before is None else before - max(0, first - WINDOW) / RATE
        for start in range(first, last, STEP):
            found = locate(self.samples[start : start + WINDOW])
            if found is None:
                continue
            line = found - start / RATE
            if old is None or abs(line - old) > NEAR_S:
                begin = self._begin(start, line, first)
                return Onset(self.at_s(begin), line + begin / RATE)
        return None

    def end_of_sound(self, start_s: float, until_s: float) -> float | None:
        """Find where 60 ms of silence begin; None where there are none."""
        loud = self._loud(start_s, until_s)
        run = 0
        for index, is_loud in enumerate(loud):
            run = 0 if is_loud else run + 1
            if run == 60:
                return self.at_s(self.sample(start_s) + (index - 59) * BLOCK)
        return None

    def start_of_sound(self, start_s: float, until_s: float) -> float | None:
        """Find where it is no longer silent; None where it stays so."""
        loud = self._loud(start_s, until_s)
        index = int(np.argmax(loud)) if loud.any() else -1
        return None if index < 0 else self.at_s(self.sample(start_s) + index * BLOCK)

    def _loud(self, start_s: float, until_s: float) -> npt.NDArray[np.bool_]:
        """Which milliseconds sound."""
        samples = self.between(start_s, until_s)
        blocks = samples[: len(samples) // BLOCK * BLOCK].reshape(-1, BLOCK)
        return np.sqrt((blocks**2).mean(1)) > SILENT

    def _begin(self, start: int, line: float, earliest: int) -> int:
        """Walk from where sample ``n`` sounds as ``n / RATE + line`` back to where that began."""
        begin = min(len(self.samples), start + WINDOW) // BLOCK * BLOCK
        low = max(0, earliest, start - WINDOW)
        x = self.samples[low:begin]
        wanted = expected(line + low / RATE, len(x))
        good = likeness(x, wanted) > 0.7
        last = len(good) - 1
        while last > 0 and not good[last]:
            last -= 1
        while last > 0 and good[max(0, last - 3) : last].any():
            last -= 1
        return low + last * BLOCK


def locate(samples: Samples) -> float | None:
    """Which moment of the file these samples begin with, in seconds."""
    if len(samples) < WINDOW // 2 or np.sqrt(np.mean(samples**2)) < SILENT:
        return None
    place = timecode.locate(samples, RATE)
    return None if place is None else place.sample / RATE


def expected(source_s: float, count: int) -> Samples:
    """What sounds from a moment of the file on."""
    start = round(source_s * RATE)
    first = start // TENTH
    sound = timecode.tenths(first, count // TENTH + 2, RATE).astype(np.float64)
    return sound[start - first * TENTH :][:count]


def likeness(heard: Samples, wanted: Samples, block: int = BLOCK) -> Samples:
    """How alike two stretches are, block by block; 1 is the same shape."""
    count = min(len(heard), len(wanted)) // block
    a = heard[: count * block].reshape(count, block)
    b = wanted[: count * block].reshape(count, block)
    return (a * b).sum(1) / (np.sqrt((a**2).sum(1) * (b**2).sum(1)) + 1e-6)


def line_of(samples: Samples, rate: float) -> tuple[float, float] | None:
    """Fit the moments heard in sound stretched to about ``rate``: (rate, source at the start).

    None where too little of it can be read.
    """
    readings = np.array(timecode.track(samples, RATE))
    if len(readings) < 20:
        return None
    errors = readings[:, 1] - rate * readings[:, 0]
    for limit_s in (0.4, 0.2, 0.15):
        near = np.abs(errors - np.median(errors)) < limit_s
        if near.sum() < 20:
            return None
        slope, start = np.polyfit(readings[near, 0], readings[near, 1], 1)
        errors = readings[:, 1] - (slope * readings[:, 0] + start)
    return float(slope), float(start)


def bad_windows(samples: Samples, size: int = 882) -> tuple[int, int, int]:
    """Count 20 ms windows: (all, silent, sounding but not the sound that should follow).

    Slow drift of the output against the file is followed, jumps over 50 ms are not.
    """
    line = first_line(samples)
    reach = round(0.05 * RATE)
    total = silent = wrong = lag = 0
    for start in range(0, len(samples) - size, size):
        total += 1
        window = samples[start : start + size]
        if np.sqrt(np.mean(window**2)) < SILENT:
            silent += 1
            continue
        if line is None:
            wrong += 1
            continue
        around = expected(line + (start + lag - reach) / RATE, size + 2 * reach)
        at, alike = best_lag(window, around)
        if alike > 0.7:
            lag += at - reach
        else:
            wrong += 1
    return total, silent, wrong


def first_line(samples: Samples) -> float | None:
    """The source time of sample 0, from the first stretch that can be read."""
    for start in range(0, min(RATE, len(samples)), STEP):
        found = locate(samples[start : start + WINDOW])
        if found is not None:
            return found - start / RATE
    return None


def best_lag(window: Samples, around: Samples) -> tuple[int, float]:
    """Where in ``around`` the window fits best, and how well."""
    size = 1 << (len(around) + len(window)).bit_length()
    spectrum = np.fft.rfft(around, size) * np.conj(np.fft.rfft(window, size))
    count = len(around) - len(window) + 1
    products = np.fft.irfft(spectrum, size)[:count]
    energy = np.concatenate(([0.0], np.cumsum(around**2)))
    here = energy[len(window) :][:count] - energy[:count]
    alike = products / (np.sqrt(here * np.sum(window**2)) + 1e-9)
    at = int(np.argmax(alike))
    return at, float(alike[at])
