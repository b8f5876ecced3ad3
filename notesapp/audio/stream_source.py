"""Exact sound out of a container: M4A, Ogg, FLAC, WAV, Matroska and whatever else FFmpeg reads."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from notesapp.audio.blocks import Block, BlockReader
from notesapp.audio.samples import silence
from notesapp.audio.stream_reader import Reader
from notesapp.audio.stream_total import measured_total

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from notesapp.audio.samples import Samples


_LEAD_INS_S = (0.35, 2.0, 12.0, 60.0, 300.0, 1500.0)
_RUN_ON_S = 1.0
_SETTLE_S = 0.3


def open_stream(path: Path) -> StreamSource:
    """Open the best sound of a file. Raises AudioTrouble."""
    reader = Reader(path)
    try:
        total = measured_total(reader)
        return StreamSource(reader, total)
    except BaseException:
        reader.close()
        raise


class StreamSource:
    """A ``PcmSource`` over a container.

    Each jump goes to a moment before the asked one and throws away what comes too early by the
    times in the file, so that positions do not depend on how a container seeks.
    """

    def __init__(self, reader: BlockReader, total: int) -> None:
        self._reader = reader
        self._total = total
        self._lock = threading.Lock()
        self._block = Block(0, silence(0, reader.channels))
        self._is_placed = False
        self._from = 0  # from this sample up to the end of the block all is known

    @property
    def reader(self) -> BlockReader:
        """What is read with; for one who needs the source for nothing else."""
        return self._reader

    @property
    def rate(self) -> int:
        """Samples a second."""
        return self._reader.rate

    @property
    def channels(self) -> int:
        """1 or 2."""
        return self._reader.channels

    @property
    def total(self) -> int:
        """Samples of each channel."""
        return self._total

    @property
    def claimed_ms(self) -> int | None:
        """What the file says."""
        return self._reader.claimed_ms

    def read(self, start: int, count: int) -> bytes:
        """Return samples as ``PcmSource`` says."""
        with self._lock:
            start = max(0, start)
            count = max(0, min(count, self._total - start))
            return b"".join(piece.tobytes() for piece in self._pieces(start, start + count))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._reader.close()
            self._is_placed = False

    def _pieces(self, at: int, end: int) -> Iterator[Samples]:
        while at < end:
            if not self._is_placed or at < self._from or self._is_far(at):
                self._go(at)
            while self._block.end <= at:
                self._advance()
            if self._block.start > at:  # a hole in the file
                piece = silence(min(self._block.start, end) - at, self.channels)
            else:
                inside = at - self._block.start
                piece = self._block.samples[inside : inside + end - at]
            at += len(piece)
            yield piece

    def _is_far(self, at: int) -> bool:
        return at - self._block.end > _RUN_ON_S * self.rate

    def _advance(self) -> None:
        """Take the next block; after the last one comes silence up to the end."""
        after = self._block.end
        self._from = max(self._from, after)
        block = self._reader.next_block()
        self._block = block or Block(after, silence(self._total + self.rate, self.channels))

    def _go(self, at: int) -> None:
        """Aim the reader so that the current block is before ``at``, or as near as can be."""
        self._is_placed = True
        settle = round(_SETTLE_S * self.rate)
        for lead_in_s in _LEAD_INS_S:
            target = at - round(lead_in_s * self.rate)
            if target <= 0:
                break
            block = self._reader.seek(target)
            if block is not None and block.start + settle <= at:
                self._block, self._from = block, block.start + settle
                return
        self._from = 0
        self._block = self._reader.rewind() or Block(
            0, silence(self._total + self.rate, self.channels)
        )
