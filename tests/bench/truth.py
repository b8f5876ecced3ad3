"""Where the timecode stands in a file, by decoding it from start to end with ffmpeg.

A file's own time is what listening straight through gives. It differs from the timecode by
a constant or by steps: an encoder's delay that no header mentions, the join of two files, damage.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from tests.ear.hearing import RATE, WINDOW, locate

CHUNK = RATE * 2 * 60


class Truth:
    """The timecode's time of some moments of a file."""

    def __init__(self, path: Path, moments_ms: Iterable[int]) -> None:
        wanted = sorted(set(moments_ms))
        self._shifted = dict(decoded(path, wanted))

    def shift(self, ms: float) -> float:
        """Return the timecode's time where the file's own time is ``ms``, one of the moments.

        Where the sound there is damaged, the nearest moment says how far they are apart.
        """
        nearest = min(self._shifted, key=lambda known_ms: abs(known_ms - ms))
        return ms + self._shifted[nearest] - nearest


def decoded(path: Path, moments_ms: list[int]) -> list[tuple[int, float]]:
    """Locate the sound at each moment of a decode; unreadable ones are left out."""
    command = ["ffmpeg", "-v", "quiet", "-i", str(path), "-map", "0:a:0", "-f", "s16le"]
    command += ["-ac", "1", "-ar", str(RATE), "-"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
    assert process.stdout
    found = []
    buffer, base = b"", 0  # base: the number of the buffer's first sample
    pending = list(moments_ms)
    while pending:
        block = process.stdout.read(CHUNK)
        buffer += block
        while pending:
            start = round(pending[0] * RATE / 1000) - base
            if start + WINDOW > len(buffer) // 2:
                break
            samples = np.frombuffer(buffer, "<i2", WINDOW, start * 2).astype(np.float64) / 32768
            source_s = locate(samples)
            if source_s is not None:
                found.append((pending[0], source_s * 1000))
            pending.pop(0)
        if not block:
            break
        keep = max(0, len(buffer) // 2 - WINDOW)
        if pending:
            keep = min(keep, max(0, round(pending[0] * RATE / 1000) - base))
        buffer, base = buffer[keep * 2 :], base + keep
    process.stdout.close()
    process.kill()  # it would first write what it holds
    process.wait()
    return found
