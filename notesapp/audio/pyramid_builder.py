"""Levels put together piece by piece, from the start of a file to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.audio.pyramid import DEPTH, FACTOR, Levels, encode

if TYPE_CHECKING:
    from notesapp.audio.pyramid import Codes, Floats

_FIRST_CAPACITY = 1 << 14
_MOST_WAITING = 1 << 15


class PyramidBuilder:
    """Takes levels of 10 ms in order; gives what is known so far at any moment, uncopied.

    Used by one thread. What ``levels`` returned stays as it was: behind its end the arrays grow,
    and what is in them is never written again.
    """

    def __init__(self) -> None:
        self._rows = [_Row() for _ in range(DEPTH)]
        # Not coded yet: many at once cost little more than a few.
        self._peaks: list[Floats] = []
        self._powers: list[Floats] = []
        self._waiting = 0

    def add(self, peak: Floats, power: Floats) -> None:
        """Append buckets: the largest amplitude and the mean square of each, linear."""
        self._peaks.append(peak)
        self._powers.append(power)
        self._waiting += len(peak)
        if self._waiting > _MOST_WAITING:
            self._take()

    def finish(self) -> Levels:
        """The levels to the end of the file; nothing can be added after this."""
        self._take()
        for number in range(1, DEPTH):
            below = self._rows[number - 1]
            if len(below.rest_peak):
                self._add(number, below.rest_peak.max(keepdims=True), below.rest_power_mean())
                below.forget_rest()
        return self._levels(is_complete=True)

    def levels(self) -> Levels:
        """What is known so far."""
        self._take()
        return self._levels(is_complete=False)

    def _levels(self, *, is_complete: bool) -> Levels:
        return Levels(
            tuple(row.peak[: row.size] for row in self._rows),
            tuple(row.mean[: row.size] for row in self._rows),
            is_complete,
        )

    def _take(self) -> None:
        import numpy as np

        if self._peaks:
            self._add(0, np.concatenate(self._peaks), np.concatenate(self._powers))
        self._peaks, self._powers, self._waiting = [], [], 0

    def _add(self, number: int, peak: Floats, power: Floats) -> None:
        """Append to one level, and every full group of it to the next."""
        import numpy as np

        row = self._rows[number]
        row.append(encode(peak), encode(np.sqrt(power)))
        if number + 1 == DEPTH:
            return
        peak = np.concatenate((row.rest_peak, peak))
        power = np.concatenate((row.rest_power, power))
        full = len(peak) // FACTOR * FACTOR
        row.rest_peak, row.rest_power = peak[full:], power[full:]
        if full:
            groups_peak = peak[:full].reshape(-1, FACTOR).max(axis=1)
            self._add(number + 1, groups_peak, power[:full].reshape(-1, FACTOR).mean(axis=1))


class _Row:
    """One level: its codes, and what does not fill a group of the next level yet."""

    def __init__(self) -> None:
        import numpy as np

        self.size = 0
        self.peak: Codes = np.zeros(_FIRST_CAPACITY, np.uint8)
        self.mean: Codes = np.zeros(_FIRST_CAPACITY, np.uint8)
        self.forget_rest()

    def forget_rest(self) -> None:
        import numpy as np

        self.rest_peak: Floats = np.zeros(0, np.float32)
        self.rest_power: Floats = np.zeros(0, np.float32)

    def rest_power_mean(self) -> Floats:
        mean: Floats = self.rest_power.mean(keepdims=True)
        return mean

    def append(self, peak: Codes, mean: Codes) -> None:
        end = self.size + len(peak)
        if end > len(self.peak):
            self.peak, self.mean = _longer(self.peak, end), _longer(self.mean, end)
        self.peak[self.size : end] = peak
        self.mean[self.size : end] = mean
        self.size = end


def _longer(codes: Codes, needed: int) -> Codes:
    import numpy as np

    out: Codes = np.zeros(max(needed, len(codes) * 2), np.uint8)
    out[: len(codes)] = codes
    return out
