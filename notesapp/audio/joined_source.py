"""Files of different sample rates joined into one: an advertisement before an episode."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from notesapp.audio.source import PcmSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notesapp.audio.samples import Samples


class JoinedSource:
    """A ``PcmSource`` over others, one after the other, at the rate of the longest.

    What has another rate is stretched by straight lines between its samples, each sample for
    itself, so that it does not depend on what was read before.
    """

    def __init__(self, parts: Sequence[PcmSource]) -> None:
        self._parts = parts
        self._lock = threading.Lock()
        self.rate = max(parts, key=lambda part: part.total / part.rate).rate
        self.channels = max(part.channels for part in parts)
        lengths = [part.total * self.rate // part.rate for part in parts]
        self._starts = [0, *accumulate(lengths)]
        self.total = self._starts[-1]
        self.claimed_ms = parts[0].claimed_ms

    def read(self, start: int, count: int) -> bytes:
        """Return samples as ``PcmSource`` says."""
        with self._lock:
            start = max(0, start)
            end = start + max(0, min(count, self.total - start))
            return b"".join(piece.tobytes() for piece in self._pieces(start, end))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            for part in self._parts:
                part.close()

    def _pieces(self, start: int, end: int) -> Iterator[Samples]:
        for number, part in enumerate(self._parts):
            first, after = self._starts[number], self._starts[number + 1]
            low, high = max(start, first) - first, min(end, after) - first
            if low < high:
                yield self._of(part, low, high)

    def _of(self, part: PcmSource, low: int, high: int) -> Samples:
        import numpy as np

        if part.rate == self.rate:
            table = _table(part, low, high - low)
        else:
            at = np.arange(low, high) * (part.rate / self.rate)
            base = int(at[0])
            known = _table(part, base, int(at[-1]) - base + 2)
            here = np.arange(base, base + len(known))
            columns = [np.interp(at, here, column) for column in known.T]
            table = np.rint(np.stack(columns, axis=1)).astype(np.int16)
        return np.repeat(table, self.channels // part.channels, axis=1)


def _table(part: PcmSource, start: int, count: int) -> Samples:
    import numpy as np

    return np.frombuffer(part.read(start, count), "<i2").reshape(-1, part.channels)
