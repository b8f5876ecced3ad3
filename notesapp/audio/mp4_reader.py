"""Blocks of sound out of an ordinary MP4, by an index of its own and a bare decoder.

FFmpeg's own reading keeps dozens of bytes for each frame, which is much in ten hours, and takes
a quarter of the time that decoding takes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO

from notesapp.audio.bare_decoder import bare_decoder
from notesapp.audio.blocks import Block
from notesapp.audio.frames import read_at
from notesapp.audio.mp4_boxes import ReadAt
from notesapp.audio.mp4_track import Track, ordinary_track
from notesapp.audio.samples import samples_of, stretched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.audio.frame import AudioFrame

    from notesapp.audio.samples import Samples

_FRAMES_A_TIME = 64
_LOOK_AT = 6
_RUN = 16


class Mp4Reader:
    """The sound of an ordinary MP4. Not safe for several threads at once."""

    def __init__(self, file: BinaryIO, track: Track) -> None:
        self._file = file
        self._track = track
        self._is_closed = False
        self._blocks: Iterator[Block] = iter(())
        self.rate = track.codec.rate
        self.channels = 2
        self.claimed_ms: int | None = round(track.duration * 1000 / self.rate)
        self._look_at_start()
        self.total = self._measured()

    def next_block(self) -> Block | None:
        """Return the next block; None at the end."""
        return next(self._blocks, None)

    def seek(self, sample: int) -> Block | None:
        """Return the first block from about ``sample`` on; it may begin before it."""
        self._blocks = self._from_frame(self._track.times.number_at(sample + self._track.skip))
        return self.next_block()

    def rewind(self) -> Block | None:
        """Return the very first block."""
        self._blocks = self._from_frame(0)
        return self.next_block()

    def runs(self) -> Iterator[tuple[int, int, list[AudioFrame]]]:
        """Every frame from the very first on, as ``BlockReader`` says."""
        rate = self.rate
        start = expected = 0
        run: list[AudioFrame] = []
        for here, frames in self._decoded(0):
            if run and (here != expected or len(run) >= _RUN):
                yield start, expected - start, run
                run = []
            if not run:
                start = expected = here
            for frame in frames:
                run.append(frame)
                expected += frame.samples
                if frame.sample_rate != rate:
                    expected += round(frame.samples * rate / frame.sample_rate) - frame.samples
            if expected <= 0:  # nothing of it sounds
                run = []
        if run:
            yield start, expected - start, run

    def converted(self, frame: AudioFrame) -> Samples:
        """A frame as samples of this reader's rate and channels."""
        samples = samples_of(frame, self.channels)
        if frame.sample_rate == self.rate:
            return samples
        return stretched(samples, frame.sample_rate, self.rate)

    def close(self) -> None:
        """Let go of the file."""
        self._is_closed = True
        self._file.close()
        self._blocks = iter(())

    def _look_at_start(self) -> None:
        """Raises ValueError if the first frames are not what the track says."""
        codec = self._track.codec
        count = min(self._track.used, self._track.skip // codec.frame + _LOOK_AT)
        last = self._track.times.start_of(len(self._track.frames) - 1) - self._track.skip
        for start, frames in self._decoded(0):
            is_last = start == last
            if [frame.samples for frame in frames] != [codec.frame] and not is_last:
                raise ValueError("frames of another length")
            if not frames or frames[0].sample_rate != self.rate:
                raise ValueError("another rate")
            self.channels = min(2, len(frames[0].layout.channels))
            count -= 1
            if not count:
                return
        raise ValueError("frames are missing")

    def _measured(self) -> int:
        """Where the last frame ends; only the decoder knows how long it is."""
        length = self._track.codec.frame
        tail = self._track.used - 1 - 2 * self.rate // length
        return max((block.end for block in self._from_frame(max(0, tail))), default=0)

    def _from_frame(self, number: int) -> Iterator[Block]:
        """Blocks from a frame on, without those that are before the first sample."""
        for start, frames in self._decoded(number):
            for frame in frames:
                samples = self.converted(frame)[max(0, -start) :]
                start = max(0, start)
                if len(samples):
                    yield Block(start, samples)
                start += len(samples)

    def _decoded(self, number: int) -> Iterator[tuple[int, list[AudioFrame]]]:
        """Each frame from one on as decoded, and its first sample; none for one that is damaged."""
        codec = self._track.codec
        decode = bare_decoder(codec.name, codec.rate, extradata=codec.extradata)
        for start, data in self._data(number):
            if frames := decode(data):
                yield start, frames

    def _data(self, number: int) -> Iterator[tuple[int, bytes]]:
        """The first sample and the bytes of each frame, up to where no more can be read."""
        skip = self._track.skip
        for first in range(number, self._track.used, _FRAMES_A_TIME):
            last = min(first + _FRAMES_A_TIME, self._track.used)
            starts = iter(self._track.times.between(first, last))
            for offsets in self._track.frames.places(first, last):
                begin = offsets[0]
                data = b"" if self._is_closed else read_at(self._file, begin, offsets[-1] - begin)
                for at, end in pairwise(offsets):
                    if len(data) < end - begin:
                        return
                    yield next(starts) - skip, data[at - begin : end - begin]


def open_mp4(file: BinaryIO) -> Mp4Reader | None:
    """Return a reader for the sound in an MP4 file; it then owns ``file``.

    None where anything is out of the ordinary: FFmpeg then reads the file.
    """
    try:
        reader = Mp4Reader(file, ordinary_track(_reading(file), file.seek(0, 2)))
    except (ValueError, OSError, MemoryError):
        return None
    return reader if reader.total > 0 else None


def _reading(file: BinaryIO) -> ReadAt:
    def read(at: int, count: int) -> bytes:
        return read_at(file, at, count)

    return read
