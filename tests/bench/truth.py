"""Where the timecode stands in a file, by decoding it from start to end with ffmpeg.

A file's own time is what listening straight through gives. It differs from the timecode by
a constant or by steps: an encoder's delay that no header mentions, or the join of two files.

ffmpeg leaves out what is damaged, so that all after it comes too early. The program keeps the
time of it as silence; there, its own source is read from start to end.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from tests.ear.hearing import RATE, WINDOW, locate

CHUNK = RATE * 2 * 60


class Truth:
    """The timecode's time of some moments of a file."""

    def __init__(self, path: Path, moments_ms: Iterable[int], by_source: bool = False) -> None:
        blocks = read_by_source(path) if by_source else read_by_ffmpeg(path)
        self._shifted = dict(located(blocks, sorted(set(moments_ms))))
        blocks.close()

    def shift(self, ms: float) -> float:
        """Return the timecode's time where the file's own time is ``ms``, one of the moments.

        Where the sound there cannot be read, the nearest moment says how far they are apart.
        """
        nearest = min(self._shifted, key=lambda known_ms: abs(known_ms - ms))
        return ms + self._shifted[nearest] - nearest


def located(blocks: Iterator[bytes], moments_ms: list[int]) -> list[tuple[int, float]]:
    """Locate the sound at each moment of a decode; unreadable ones are left out."""
    found = []
    buffer, base = b"", 0  # base: the number of the buffer's first sample
    pending = list(moments_ms)
    for block in blocks:
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
        if not pending:
            break
        drop = max(0, min(len(buffer) // 2, round(pending[0] * RATE / 1000) - base))
        buffer, base = buffer[drop * 2 :], base + drop
    return found


def read_by_ffmpeg(path: Path) -> Iterator[bytes]:
    """Decode with ffmpeg, mono at the timecode's rate."""
    command = ["ffmpeg", "-v", "quiet", "-i", str(path), "-map", "0:a:0", "-f", "s16le"]
    command += ["-ac", "1", "-ar", str(RATE), "-"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
    assert process.stdout
    try:
        while block := process.stdout.read(CHUNK):
            yield block
    finally:
        process.stdout.close()
        process.kill()  # it would first write what it holds
        process.wait()


def read_by_source(path: Path) -> Iterator[bytes]:
    """Read the program's own source straight through; only for mono at the timecode's rate."""
    from notesapp.audio.open_source import open_source

    source = open_source(path)
    assert (source.rate, source.channels) == (RATE, 1)
    try:
        for start in range(0, source.total, RATE):
            yield source.read(start, RATE)
    finally:
        source.close()
