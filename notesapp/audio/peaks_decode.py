"""A file decoded from its start to its end, once, straight into levels.

Every sample is counted at the number that the exact source has for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from notesapp.audio.frames import read_at
from notesapp.audio.peaks_buckets import Buckets, sound_of_frame, sound_of_samples
from notesapp.audio.samples import samples_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from av.audio.codeccontext import AudioCodecContext
    from av.audio.frame import AudioFrame

    from notesapp.audio.blocks import BlockReader
    from notesapp.audio.frames import FrameIndex
    from notesapp.audio.pyramid_builder import PyramidBuilder
    from notesapp.audio.samples import Samples

_FRAMES_A_TIME = 160
_MOST_A_TIME = 1 << 20
_LONGEST_FRAME = 8192


def decode_index(file: BinaryIO, index: FrameIndex, builder: PyramidBuilder) -> Iterator[None]:
    """Count the frames of a file without a container; pauses some times a second of work."""
    gather = _Gather(
        Buckets(builder, index.rate, index.total, index.skip),
        lambda frame: samples_of(frame, index.channels),
    )
    decoder = _new_decoder(index)
    number = 0
    while number < len(index.offsets):
        end = _end_of_read(index, number)
        for data in _frames_between(file, index, number, end):
            _decode_one(decoder, data, index.samples_per_frame, gather)
        number = end
        yield
    gather.finish()


def decode_stream(reader: BlockReader, total: int, builder: PyramidBuilder) -> Iterator[None]:
    """Count the sound of a container; pauses some times a second of work."""
    gather = _Gather(Buckets(builder, reader.rate, total), reader.converted)
    at = 0
    for number, (start, frame) in enumerate(reader.numbered_frames(), 1):
        if start == at and frame.sample_rate == reader.rate:
            at += frame.samples
            gather.put(frame)
        else:
            gather.put_silence(min(start, total) - at)
            samples = reader.converted(frame)[max(0, at - start) :]
            at = max(at, start) + len(samples)
            gather.put_samples(samples)
        if number % _FRAMES_A_TIME == 0:
            yield
        if at >= total:
            break
    gather.finish()


class _Gather:
    """Puts frames together to some seconds, which cost little more to count than one frame."""

    def __init__(self, buckets: Buckets, convert: Callable[[AudioFrame], Samples]) -> None:
        from av.audio.fifo import AudioFifo

        self._buckets = buckets
        self.converted = convert
        self._new_queue = AudioFifo
        self._queue = AudioFifo()
        self._wanted = buckets.wanted

    def put(self, frame: AudioFrame) -> None:
        """Count a frame, of any number of channels."""
        frame.pts = None
        try:
            self._queue.write(frame)
        except ValueError:  # another kind of sound than before
            self.put_samples(self.converted(frame))
            return
        if self._queue.samples >= self._wanted:
            self._count(self._wanted)

    def put_samples(self, samples: Samples) -> None:
        """Count samples that are decoded already."""
        self._drain()
        self._buckets.add(sound_of_samples(samples))
        self._wanted = self._buckets.wanted

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

    def _drain(self) -> None:
        if self._queue.samples:
            self._count(self._queue.samples)
        # An empty one takes another kind of sound.
        self._queue = self._new_queue()

    def _count(self, samples: int) -> None:
        block = self._queue.read(samples)
        if block is not None:
            self._buckets.add(sound_of_frame(block))
        self._wanted = self._buckets.wanted


def _new_decoder(index: FrameIndex) -> AudioCodecContext:
    from av.audio.codeccontext import AudioCodecContext
    from av.codec.context import CodecContext

    decoder = CodecContext.create(index.codec, "r")
    assert isinstance(decoder, AudioCodecContext)
    decoder.sample_rate = index.rate
    decoder.layout = "mono" if index.channels == 1 else "stereo"
    return decoder


def _decode_one(decoder: AudioCodecContext, data: bytes, expected: int, gather: _Gather) -> None:
    """Decode a frame; whatever comes out, ``expected`` samples are counted."""
    from av.error import FFmpegError
    from av.packet import Packet

    frames: list[AudioFrame] = []
    if data:
        try:
            frames = decoder.decode(Packet(data))
        except (FFmpegError, ValueError):
            frames = []
    if len(frames) == 1 and frames[0].samples == expected:
        gather.put(frames[0])
        return
    left = expected
    for frame in frames:
        samples = gather.converted(frame)[:left]
        gather.put_samples(samples)
        left -= len(samples)
    gather.put_silence(left)


def _end_of_read(index: FrameIndex, number: int) -> int:
    """Up to which frame one read of the file goes."""
    end = min(len(index.offsets), number + _FRAMES_A_TIME)
    while end > number + 1 and index.offsets[end - 1] - index.offsets[number] > _MOST_A_TIME:
        end = number + (end - number) // 2
    return end


def _frames_between(file: BinaryIO, index: FrameIndex, number: int, end: int) -> Iterator[bytes]:
    """The bytes of each frame; none where damage is."""
    offsets, size_of = index.offsets, index.size_of
    first = offsets[number]
    data = read_at(file, first, offsets[end - 1] - first + _LONGEST_FRAME)
    for this in range(number, end):
        at = offsets[this] - first
        length = offsets[this + 1] - offsets[this] if this + 1 < len(offsets) else _LONGEST_FRAME
        frame = data[at : at + min(length, _LONGEST_FRAME)]
        yield frame[: size_of(frame)]
