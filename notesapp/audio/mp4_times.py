"""When each frame of an MP4's sound begins."""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from notesapp.audio.mp4_boxes import Box, ReadAt, inside

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_ENTRIES = 1 << 14


@dataclass(frozen=True, slots=True)
class Times:
    """Frames in runs: run ``n`` begins with frame ``firsts[n]`` at the time ``starts[n]``.

    From there on a frame begins every ``lengths[n]``. Times are in samples.
    """

    firsts: list[int]
    starts: list[int]
    lengths: list[int]

    def start_of(self, number: int) -> int:
        """When a frame begins."""
        run = bisect_right(self.firsts, number) - 1
        return self.starts[run] + (number - self.firsts[run]) * self.lengths[run]

    def number_at(self, time: int) -> int:
        """The frame that has begun last at a time; the first one for all times before."""
        run = max(0, bisect_right(self.starts, time) - 1)
        return self.firsts[run] + max(0, time - self.starts[run]) // self.lengths[run]

    def between(self, first: int, last: int) -> Iterable[int]:
        """When each frame from ``first`` up to ``last`` begins."""
        turns: list[range] = []
        run = bisect_right(self.firsts, first) - 1
        while first < last:
            after = self.firsts[run + 1] if run + 1 < len(self.firsts) else last
            count, length = min(after, last) - first, self.lengths[run]
            start = self.starts[run] + (first - self.firsts[run]) * length
            turns.append(range(start, start + count * length, length))
            first += count
            run += 1
        return chain(*turns)


def times_of(read: ReadAt, stts: Box, count: int, length: int) -> Times:
    """The times of ``count`` frames. Raises ValueError where most are not ``length`` apart.

    Joined files have some that are not; recorders that stamp each frame with the clock have many.
    """
    data = inside(read, stts, 8 + 8 * _MOST_ENTRIES)
    entries = list(struct.iter_unpack(">II", data[8 : len(data) // 8 * 8]))
    if len(entries) != struct.unpack(">I", data[4:8])[0] or not entries:
        raise ValueError("durations are missing")
    firsts, starts = [0], [0]
    for frames, each in entries:
        if not frames or not 0 < each < 1 << 31:
            raise ValueError("an odd duration")
        firsts.append(firsts[-1] + frames)
        starts.append(starts[-1] + frames * each)
    if firsts.pop() != count or starts.pop() >= 1 << 48:
        raise ValueError("not as many durations as frames")
    lengths = [each for _, each in entries]
    usual = sum(frames for frames, each in entries if each == length)
    if usual < count - 1 and (lengths[0] != length or 2 * usual < count):
        raise ValueError("frames of other lengths")
    return Times(firsts, starts, lengths)
