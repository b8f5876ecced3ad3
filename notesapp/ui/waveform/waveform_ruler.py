"""Where the ruler has ticks and what stands beside them. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

from notesapp.core.timecode import format_time
from notesapp.ui.waveform.waveform_scale import Scale

LABELS_APART_PX = 90
_MINUTE, _HOUR = 60_000, 3_600_000
STEPS_MS = (
    *(1, 2, 5, 10, 20, 50, 100, 200, 500),
    *(1000, 2000, 5000, 10_000, 15_000, 30_000),
    *(_MINUTE, 2 * _MINUTE, 5 * _MINUTE, 10 * _MINUTE, 15 * _MINUTE, 30 * _MINUTE),
    *(_HOUR, 2 * _HOUR, 5 * _HOUR, 10 * _HOUR),
)
PARTS = 5


@dataclass(frozen=True, slots=True)
class Tick:
    """One tick; ``label`` is empty for the small ones."""

    ms: float
    label: str = ""


def step_for(per_px: float, apart_px: int = LABELS_APART_PX) -> int:
    """The milliseconds from label to label, so that labels stand far enough apart."""
    wanted = per_px * apart_px
    return next((step for step in STEPS_MS if step >= wanted), STEPS_MS[-1])


def ticks_of(scale: Scale, from_x: float = 0, to_x: float | None = None) -> list[Tick]:
    """The ticks from one place of the view to another, the label left of it included."""
    step = step_for(scale.per_px)
    start = scale.start_ms + from_x * scale.per_px
    end = scale.end_ms if to_x is None else scale.start_ms + to_x * scale.per_px
    first = max(0, math.floor(start / step) * PARTS)
    last = math.floor(min(end, scale.duration_ms) * PARTS / step)
    return [
        Tick(n * step / PARTS, "" if n % PARTS else label_of(n // PARTS * step, step))
        for n in range(first, last + 1)
    ]


def label_of(ms: int, step_ms: int) -> str:
    """A time with as many digits as the step needs to tell it from the next."""
    digits = next((d for d, unit in ((0, 1000), (1, 100), (2, 10)) if step_ms % unit == 0), 3)
    return time_with_digits(ms, digits)


def time_with_digits(ms: int, digits: int) -> str:
    """A time with some digits of a second, cut and never rounded."""
    tail = f".{ms % 1000:03d}"[: digits + 1] if digits else ""
    return format_time(ms) + tail


def digits_for(per_px: float) -> int:
    """How many digits of a second a pointer can tell apart at a zoom; tenths at the least."""
    return 1 if per_px > 10 else 2 if per_px > 1 else 3
