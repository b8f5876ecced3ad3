"""Exact sound from a frame index and a bare decoder: MP3 and raw AAC."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, BinaryIO

from notesapp.audio.bare_decoder import bare_decoder
from notesapp.audio.frames import FrameIndex, read_at
from notesapp.audio.samples import joined, samples_of, silence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from notesapp.audio.bare_decoder import Decode
    from notesapp.audio.samples import Samples

LEAD_IN_FRAMES = 10
_MOST_LEAD_IN = 60
_RESERVOIR = 511 + 2 * 40  # bytes a frame may take from those before, and their headers
_LONGEST_FRAME = 8192


class FrameSource:
    """A ``PcmSource`` over frames that follow each other without a container.

    Each jump decodes some frames before the asked one, so that what a frame takes from those
    before it is there. The file is read, never mapped: one that another program cuts short is
    silence.
    """

    def __init__(self, file: BinaryIO, index: FrameIndex) -> None:
        self._file: BinaryIO | None = file
        self._index = index
        self._lock = threading.Lock()
        self._decoder: Decode | None = self._new_decoder()
        self._next = 0  # the frame that the decoder expects
        self._block: Samples = silence(0, index.channels)
        self._block_at = 0  # the sample that the block begins with, encoder delay included

    @property
    def rate(self) -> int:
        """Samples a second."""
        return self._index.rate

    @property
    def channels(self) -> int:
        """1 or 2."""
        return self._index.channels

    @property
    def total(self) -> int:
        """Samples of each channel."""
        return self._index.total

    @property
    def claimed_ms(self) -> int | None:
        """What the file says."""
        return self._index.claimed_ms

    def read(self, start: int, count: int) -> bytes:
        """Return samples as ``PcmSource`` says."""
        with self._lock:
            start = max(0, start)
            count = max(0, min(count, self.total - start))
            return b"".join(piece.tobytes() for piece in self._pieces(start, count))

    def close(self) -> None:
        """Let go of the file and the decoder."""
        with self._lock:
            if self._file is not None:
                self._file.close()
            self._file = None
            self._decoder = None
            self._block = silence(0, self.channels)

    def _pieces(self, start: int, count: int) -> Iterator[Samples]:
        at, end = start + self._index.skip, start + self._index.skip + count
        while at < end:
            inside = at - self._block_at
            if not 0 <= inside < len(self._block):
                self._load(at // self._index.samples_per_frame)
                inside = at - self._block_at
            piece = self._block[inside : inside + end - at]
            at += len(piece)
            yield piece

    def _load(self, number: int) -> None:
        """Make frame ``number`` the current block."""
        if self._decoder is None or not 0 <= number - self._next <= LEAD_IN_FRAMES:
            self._decoder = self._new_decoder()
            self._next = self._lead_in_from(number)
        while self._next < number:
            self._decode(self._next)
            self._next += 1
        self._block = self._decode(number)
        self._block_at = number * self._index.samples_per_frame
        self._next = number + 1

    def _lead_in_from(self, number: int) -> int:
        offsets = self._index.offsets
        first = max(0, number - LEAD_IN_FRAMES)
        last = max(0, number - _MOST_LEAD_IN)
        while first > last and offsets[number] - offsets[first] - 40 * LEAD_IN_FRAMES < _RESERVOIR:
            first -= 1
        return first

    def _new_decoder(self) -> Decode:
        return bare_decoder(self._index.codec, self.rate, self.channels)

    def _decode(self, number: int) -> Samples:
        length = self._index.samples_per_frame
        frames = self._decoder(self._frame_bytes(number)) if self._decoder else []
        found = [samples_of(frame, self.channels) for frame in frames]
        missing = length - sum(len(block) for block in found)
        if missing > 0:
            found.append(silence(missing, self.channels))
        return joined(found)[:length]

    def _frame_bytes(self, number: int) -> bytes:
        if self._file is None:
            return b""
        offsets = self._index.offsets
        at = offsets[number]
        length = offsets[number + 1] - at if number + 1 < len(offsets) else _LONGEST_FRAME
        data = read_at(self._file, at, min(length, _LONGEST_FRAME))
        return data[: self._index.size_of(data)]
