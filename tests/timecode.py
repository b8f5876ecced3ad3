"""Sound that says where it is: a piece of it is located in the whole to the sample.

Every tenth of a second has a number. It sounds as eight tones at once, one out of eight
neighbours in each of eight bands, which makes 24 bits: the number, scrambled so that neighbours
differ much, and a check. Each tone has a phase of its own in each tenth, so that after the
number is read the exact sample is where the piece and the tenths around it agree best.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]

RATE = 44100
BANDS = 8
CHOICES = 8
LEVEL = 0.09  # of one tone; eight of them are never beyond full scale
FADE_S = 0.002
LOWEST_HZ = 320.0
HIGHEST_HZ = 6900.0
WINDOW_S = 0.05


@dataclass(frozen=True)
class Place:
    """Where a piece of sound was found.

    ``sample`` is the number in the whole of the first sample of the piece; ``likeness`` is 1.0
    for a perfect copy.
    """

    sample: int
    rate: int
    likeness: float

    @property
    def ms(self) -> float:
        return self.sample * 1000 / self.rate


def tenths(first: int, count: int, rate: int = RATE) -> Sound:
    """Return ``count`` tenths of a second from number ``first``; negative ones are silent."""
    return np.concatenate([_tenth(number, rate) for number in range(first, first + count)])


def whole(seconds: float, rate: int = RATE, hiss: float = 0.0) -> Sound:
    """Return the sound from its start; ``hiss`` makes bit rates that follow need vary."""
    return np.concatenate(list(blocks(seconds, rate, hiss)))


def blocks(seconds: float, rate: int = RATE, hiss: float = 0.0) -> Iterator[Sound]:
    """Give the sound ten seconds at a time; hiss is in every second of these blocks."""
    noise = np.random.default_rng(5)
    left = round(seconds * rate)
    for number in range(0, int(seconds * 10) + 1, 100):
        block = tenths(number, min(100, -(-left * 10 // rate)), rate)[:left]
        if hiss and number // 100 % 2:
            block = block + noise.normal(0, hiss, len(block)).astype(np.float32)
        left -= len(block)
        yield block
        if left <= 0:
            return


def as_int16(sound: Sound) -> NDArray[np.int16]:
    return np.clip(np.rint(sound * 32767), -32768, 32767).astype(np.int16)


def locate(sound: NDArray[np.generic], rate: int = RATE, least: float = 0.6) -> Place | None:
    """Find where ``sound`` (one channel, at least 70 ms, at its own speed) is in the whole.

    None where no number can be read or the sound there is another.
    """
    piece = _as_float(sound)
    best = max(_readings(piece, rate, WINDOW_S, 0.01), key=lambda each: each[2], default=None)
    if best is None:
        return None
    at, number, _ = best
    part = piece[max(0, at - rate // 10) : at + rate // 4]
    first = number - 4
    around = tenths(first, 10, rate)
    lag, likeness = _best_lag(around, part)
    if likeness < least:
        return None
    start = -(-first * rate // 10) + lag - max(0, at - rate // 10)
    return Place(start, rate, likeness)


def track(
    sound: NDArray[np.generic], rate: int = RATE, window_s: float = 0.03, step_s: float = 0.01
) -> list[tuple[float, float]]:
    """Read numbers out of sound that was stretched or squeezed with its pitch kept.

    Returns pairs of a time in ``sound`` and the time in the whole, in seconds, each within
    half a tenth.
    """
    half = window_s / 2
    readings = _readings(_as_float(sound), rate, window_s, step_s)
    return [(at / rate + half, number / 10 + 0.05) for at, number, sure in readings if sure > 1.5]


def _tenth(number: int, rate: int) -> Sound:
    first, last = -(-number * rate // 10), -(-(number + 1) * rate // 10)
    if number < 0:
        return np.zeros(last - first, np.float32)
    at_s = np.arange(first, last) / rate - number / 10
    turns = np.outer(_tones(rate)[np.arange(BANDS), _digits(number)], at_s)
    phases = np.random.default_rng(number).random(BANDS)[:, None]
    fade = np.clip(np.minimum(at_s, 0.1 - at_s) / FADE_S, 0, 1)
    return (LEVEL * fade * np.cos(2 * np.pi * (turns + phases)).sum(axis=0)).astype(np.float32)


@cache
def _tones(rate: int) -> NDArray[np.float64]:
    """Frequencies in hertz, one row a band; shifted a little, so that they are no harmonics."""
    steps = np.arange(BANDS * CHOICES)
    width = (min(HIGHEST_HZ, 0.43 * rate) - LOWEST_HZ) / len(steps)
    shifted = LOWEST_HZ + width * (steps + 0.3 * np.modf(steps * 0.618034)[0])
    return shifted.reshape(BANDS, CHOICES)


def _digits(number: int) -> list[int]:
    mixed = number * 40503 & 0xFFFF
    word = mixed << 8 | _check(mixed)
    return [word >> 3 * band & 7 for band in range(BANDS)]


def _number(digits: NDArray[np.int64]) -> int | None:
    word = sum(int(digit) << 3 * band for band, digit in enumerate(digits))
    mixed = word >> 8
    return mixed * pow(40503, -1, 65536) & 0xFFFF if _check(mixed) == word & 0xFF else None


def _check(mixed: int) -> int:
    rest = mixed << 8
    for bit in range(23, 7, -1):
        if rest >> bit & 1:
            rest ^= 0x11D << (bit - 8)
    return rest & 0xFF


@cache
def _probe(rate: int, window: int) -> NDArray[np.complex128]:
    at_s = np.arange(window) / rate
    waves = np.exp(-2j * np.pi * np.outer(_tones(rate).reshape(-1), at_s))
    return np.asarray(waves * np.hanning(window))


def _readings(
    piece: NDArray[np.float64], rate: int, window_s: float, step_s: float
) -> Iterator[tuple[int, int, float]]:
    """Give sample, number and how sure it is, wherever a window has a number with its check."""
    window = round(window_s * rate)
    probe = _probe(rate, window)
    for at in range(0, len(piece) - window + 1, round(step_s * rate)):
        heard = np.abs(probe @ piece[at : at + window]).reshape(BANDS, CHOICES)
        ordered = np.sort(heard, axis=1)
        sure = float(np.min(ordered[:, -1] / (ordered[:, -2] + 1e-9)))
        number = _number(np.argmax(heard, axis=1)) if ordered[:, -1].min() > 1e-6 else None
        if number is not None:
            yield at, number, sure


def _best_lag(whole_part: Sound, piece: NDArray[np.float64]) -> tuple[int, float]:
    size = 1 << int(np.ceil(np.log2(len(whole_part) + len(piece))))
    spectrum = np.fft.rfft(whole_part, size) * np.conj(np.fft.rfft(piece, size))
    agreement = np.fft.irfft(spectrum, size)[: len(whole_part) - len(piece) + 1]
    sums = np.concatenate([[0.0], np.cumsum(whole_part.astype(np.float64) ** 2)])
    energy = sums[len(piece) :] - sums[: len(sums) - len(piece)]
    own = np.sum(piece**2)
    likeness = agreement / (np.sqrt(np.maximum(energy, 0.05 * own) * own) + 1e-9)
    lag = int(np.argmax(likeness))
    return lag, float(likeness[lag])


def _as_float(sound: NDArray[np.generic]) -> NDArray[np.float64]:
    scale = 1 / 32768 if sound.dtype == np.int16 else 1.0
    return np.asarray(sound, np.float64) * scale
