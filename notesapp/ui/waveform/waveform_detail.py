"""Levels finer than the pyramid's steps, where they have been read from the samples."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass

from notesapp.audio.pyramid import Columns
from notesapp.ui.waveform.waveform_image import Levels

FINER_THAN_MS = 10.0
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Stretch:
    """Columns of one stretch of the audio, read from its samples."""

    start_ms: float
    end_ms: float
    columns: Columns

    @property
    def step_ms(self) -> float:
        """Milliseconds a column stands for."""
        return (self.end_ms - self.start_ms) / max(1, len(self.columns.peak))

    def covers(self, start_ms: float, end_ms: float, step_ms: float) -> bool:
        """Whether it shows all of a stretch at least as finely as asked."""
        slack = self.step_ms * 0.5
        inside = self.start_ms - slack <= start_ms and end_ms <= self.end_ms + slack
        return inside and self.step_ms <= step_ms * (1 + _SAME)


@dataclass(frozen=True, slots=True)
class Detailed:
    """A pyramid with one stretch known better; coarse views leave the stretch aside."""

    rough: Levels
    stretch: Stretch | None = None

    def columns(self, start_ms: float, end_ms: float, count: int) -> Columns:
        """Levels of ``count`` columns, from the stretch where it reaches."""
        rough = self.rough.columns(start_ms, end_ms, count)
        step = (end_ms - start_ms) / max(1, count)
        if self.stretch is None or step >= FINER_THAN_MS:
            return rough
        peak, mean = array("f", rough.peak), array("f", rough.mean)
        _lay_over(self.stretch, start_ms, step, peak, mean)
        return Columns(peak, mean)


def _lay_over(
    stretch: Stretch, start_ms: float, step: float, peak: array[float], mean: array[float]
) -> None:
    """Put a stretch's levels over columns of another step, as far as it reaches."""
    fine = stretch.step_ms
    known = len(stretch.columns.peak)
    first = max(0, math.ceil((stretch.start_ms - start_ms) / step - 0.5))
    last = min(len(peak), math.floor((stretch.end_ms - start_ms) / step + 0.5))
    for column in range(first, last):
        from_ms = start_ms + column * step - stretch.start_ms
        low = min(known - 1, max(0, math.floor(from_ms / fine + 0.01)))
        high = min(known, max(low + 1, math.ceil((from_ms + step) / fine - 0.01)))
        highest = max(stretch.columns.peak[low:high])
        if highest < 0:
            continue
        peak[column] = highest
        powers = sum(max(0.0, value) ** 2 for value in stretch.columns.mean[low:high])
        mean[column] = math.sqrt(powers / (high - low))
