"""The delay of an output, from taps on a beat that is heard through it."""

from __future__ import annotations

import cmath
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

BEAT_MS = 800
WANTED_TAPS = 12
MOST_MS = BEAT_MS - 200
_EARLY_MS = -200  # nobody taps further ahead of a beat; a delay is never above MOST_MS
_WARM_UP = 2  # the first taps only find the beat
_FEWEST = 8
_FAR_MS = 60.0
_UNEVEN_MS = 70.0
_DRIFT_MS = 90.0
_RATE_HZ = 8000
_CLICK_MS = 12


class Verdict(StrEnum):
    """What the taps say."""

    MORE = "more"
    FOUND = "found"
    UNEVEN = "uneven"


@dataclass(frozen=True, slots=True)
class Calibration:
    """``delay_ms`` only counts when FOUND. ``used`` of ``taps`` taps were on the beat."""

    verdict: Verdict
    delay_ms: int = 0
    used: int = 0
    taps: int = 0


def calibrate(taps_ms: Sequence[float]) -> Calibration:
    """The delay from taps, given as positions of the beat's clock without any delay.

    Beats are at every whole BEAT_MS. Double and missed taps do no harm; taps that keep no
    distance to the beat, or wander along it, are UNEVEN.
    """
    count = len(taps_ms)
    if count < WANTED_TAPS:
        return Calibration(Verdict.MORE, taps=count)
    offsets = _unrolled(_without_doubles(taps_ms)[_WARM_UP:])
    middle = median(offsets)
    spread = median(abs(offset - middle) for offset in offsets)
    limit = max(_FAR_MS, 3 * 1.4826 * spread)
    kept = [offset for offset in offsets if abs(offset - middle) <= limit]
    even = 1.4826 * spread <= _UNEVEN_MS and abs(_drift(kept)) <= _DRIFT_MS
    if len(kept) < _FEWEST or not even:
        return Calibration(Verdict.UNEVEN, used=len(kept), taps=count)
    delay = min(MOST_MS, max(0, round(median(kept))))
    return Calibration(Verdict.FOUND, delay, len(kept), count)


def next_beat_ms(position_ms: float) -> float:
    """Milliseconds of audio until the next beat."""
    return BEAT_MS - position_ms % BEAT_MS


def beat_wav(seconds: int) -> bytes:
    """A WAV file with a short click at every beat, the first at 0; mono, 8 kHz."""
    total = seconds * _RATE_HZ
    frames = bytearray(2 * total)
    click = _click()
    for start in range(0, total, BEAT_MS * _RATE_HZ // 1000):
        end = min(start + len(click) // 2, total)
        frames[2 * start : 2 * end] = click[: 2 * (end - start)]
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", 36 + len(frames), b"WAVE", b"fmt ", 16),
        *(1, 1, _RATE_HZ, 2 * _RATE_HZ, 2, 16, b"data", len(frames)),
    )
    return head + bytes(frames)


def _click() -> bytes:
    count = _CLICK_MS * _RATE_HZ // 1000
    samples = (
        round(20_000 * math.sin(2 * math.pi * 1500 * i / _RATE_HZ) * (1 - i / count))
        for i in range(count)
    )
    return b"".join(struct.pack("<h", sample) for sample in samples)


def _without_doubles(taps_ms: Sequence[float]) -> list[float]:
    """A second tap within the same beat is a slip of the finger; the first one counts."""
    kept: list[float] = []
    for tap in taps_ms:
        if not kept or abs(tap - kept[-1]) >= BEAT_MS / 3:
            kept.append(tap)
    return kept


def _unrolled(taps_ms: Sequence[float]) -> list[float]:
    """Distances to the beat, all on the same side of the seam between two beats."""
    turns = [cmath.exp(2j * math.pi * tap / BEAT_MS) for tap in taps_ms]
    middle = cmath.phase(sum(turns)) / (2 * math.pi) * BEAT_MS
    middle = (middle - _EARLY_MS) % BEAT_MS + _EARLY_MS
    half = BEAT_MS / 2
    return [(tap - middle + half) % BEAT_MS - half + middle for tap in taps_ms]


def _drift(offsets: Sequence[float]) -> float:
    """How far the later half of the taps lies from the earlier one."""
    half = len(offsets) // 2
    if half == 0:
        return 0.0
    return median(offsets[half:]) - median(offsets[:half])
