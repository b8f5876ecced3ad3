"""A file decoded from its start to its end, once, straight into levels.

Every sample is counted at the number that the exact source has for it.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO

from notesapp.audio.bare_decoder import bare_decoder
from notesapp.audio.frames import read_at
from notesapp.audio.peaks_buckets import Buckets, sound_of_frame, sound_of_samples
from notesapp.audio.samples import samples_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from av.audio.fifo import AudioFifo
    from av.audio.frame import AudioFrame

    from notesapp.audio.blocks import BlockReader
    from notesapp.audio.frames import FrameIndex
    from notesapp.audio.pyramid_builder import PyramidBuilder
    from notesapp.audio.samples import Samples

_FRAMES_A_TIME = 160
_RUNS_A_TIME = 8
_MOST_A_TIME = 1 << 20
_LONGEST_FRAME = 8192


def decode_index(file: BinaryIO, index: FrameIndex, builder: PyramidBuilder) -> Iterator[None]:
    """Count the frames of a file without a container; pauses some times a second of work."""
    gather = _Gather(
        Buckets(builder, index.rate, index.total, index.skip),
        lambda frame: samples_of(frame, index.channels),
        index.rate,
    )
    decode = bare_decoder(index.codec, index.rate, index.channels)
    expected = index.samples_per_frame
    number = 0
    while number < len(index.offsets):
        end = _end_of_read(index, number)
        for data in _frames_between(file, index, number, end):
            frames = decode(data)
            if len(frames) == 1 and frames[0].samples == expected:
                gather.put(frames[0], expected)
            else:
                gather.put_padded(frames, expected)
        number = end
        yield
    gather.finish()


def decode_stream(reader: BlockReader, total: int, builder: PyramidBuilder) -> Iterator[None]:
    """Count the sound of a container; pauses some times a second of work."""
    gather = _Gather(Buckets(builder, reader.rate, total), reader.converted, reader.rate)
    at = 0
    for number, (start, count, frames) in enumerate(reader.runs()):
        if start == at:
            gather.put_run(frames, count)
            at += count
        else:
            gather.put_silence(min(start, total) - at)
            for frame in frames:
                samples = reader.converted(frame)
                late = max(0, at - start)
                start += len(samples)
                at = max(at, start)
                gather.put_samples(samples[late:])
        if number % _RUNS_A_TIME == 0:
            yield
            if at >= total:
                break
    gather.finish()


class _Gather:
    """Puts frames together to some seconds, which cost little more to count than one frame."""

    def __init__(
        self, buckets: Buckets, convert: Callable[[AudioFrame], Samples], rate: int
    ) -> None:
        self._buckets = buckets
        self._convert = convert
        self._rate = rate
        self._queue: AudioFifo | None = None
        self._held = 0
        self._wanted = buckets.wanted

    def put(self, frame: AudioFrame, count: int) -> None:
        """Count a frame of ``count`` samples, of any kind."""
        frame.pts = None
        try:
            if self._queue is None:
                self._queue = self._new_queue(frame)
            self._queue.write(frame)
        except ValueError:  # another kind of sound than before
            self.put_samples(self._convert(frame))
            return
        self._held += count
        if self._held >= self._wanted:
            self._count(self._wanted)

    def put_run(self, frames: list[AudioFrame], count: int) -> None:
        """Count frames that have ``count`` samples together."""
        done = 0
        if self._queue is not None:
            write = self._queue.write
            with suppress(ValueError):
                for frame in frames:
                    frame.pts = None
                    write(frame)
                    done += 1
        if done == len(frames):
            self._held += count
            while self._held >= self._wanted:
                self._count(self._wanted)
            return
        self._held += sum(frame.samples for frame in frames[:done])
        for frame in frames[done:]:
            self.put(frame, frame.samples)

    def put_samples(self, samples: Samples) -> None:
        """Count samples that are decoded already."""
        self._drain()
        self._buckets.add(sound_of_samples(samples))
        self._wanted = self._buckets.wanted

    def put_padded(self, frames: list[AudioFrame], expected: int) -> None:
        """Count ``expected`` samples, whatever a damaged frame gave."""
        left = expected
        for frame in frames:
            samples = self._convert(frame)[:left]
            self.put_samples(samples)
            left -= len(samples)
        self.put_silence(left)

    def put_silence(self, count: int) -> None:
        """Count samples without sound; no more than 0 is nothing."""
        if count <= 0:
            return
        self._drain()
        self._buckets.add_silence(count)
        self._wanted = self._buckets.wanted

    def finish(self) -> None:
        """Count what is left; what is missing at the end is silence."""
        self._drain()
        self._buckets.finish()

    def _new_queue(self, frame: AudioFrame) -> AudioFifo:
        from av.audio.fifo import AudioFifo

        if frame.sample_rate != self._rate:
            raise ValueError("to be converted")
        return AudioFifo()

    def _drain(self) -> None:
        if self._held:
            self._count(self._held)
        # A new one takes another kind of sound.
        self._queue = None

    def _count(self, samples: int) -> None:
        assert self._queue is not None
        block = self._queue.read(samples)
        self._held -= samples
        if block is not None:
            self._buckets.add(sound_of_frame(block))
        self._wanted = self._buckets.wanted


def _end_of_read(index: FrameIndex, number: int) -> int:
    """Up to which frame one read of the file goes."""
    end = min(len(index.offsets), number + _FRAMES_A_TIME)
    while end > number + 1 and index.offsets[end - 1] - index.offsets[number] > _MOST_A_TIME:
        end = number + (end - number) // 2
    return end


def _frames_between(file: BinaryIO, index: FrameIndex, number: int, end: int) -> Iterator[bytes]:
    """The bytes of each frame; none where damage is."""
    size_of = index.size_of
    places = index.offsets[number : end + 1].tolist()
    if end == len(index.offsets):
        places.append(places[-1] + _LONGEST_FRAME)
    first = places[0]
    data = read_at(file, first, places[-2] - first + _LONGEST_FRAME)
    for at, after in pairwise(places):
        here = at - first
        size = size_of(data[here : here + 8])
        yield data[here : here + min(size, after - at)]
