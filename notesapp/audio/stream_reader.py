"""Blocks of sound with their sample numbers, in the order in which a container gives them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from notesapp.audio.blocks import Block
from notesapp.audio.refusals import refusal
from notesapp.audio.samples import samples_of, stretched
from notesapp.audio.stream_container import open_container
from notesapp.errors import AudioTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.packet import Packet

    from notesapp.audio.samples import Samples

_LOOK_AT = 6
_LONGEST_RUN = 8
_SLACK_S = 0.02


@dataclass(frozen=True, slots=True)
class Grid:
    """How times in the file become sample numbers.

    ``origin`` is the time of sample 0 and ``scale`` how many samples a unit of time has. Where
    times are too coarse to name a sample, blocks of ``step`` samples begin at ``first`` and
    then regularly; ``step`` is 0 where times are exact or blocks irregular. Blocks not further
    than ``slack`` from the end of the one before follow it.
    """

    origin: int
    scale: Fraction
    first: int = 0
    step: int = 0
    slack: int = 0

    def sample_at(self, time: int) -> int:
        """Which sample sounds first at a time of the file."""
        if time <= self.origin:
            return 0
        at = round((time - self.origin) * self.scale)
        if not self.step:
            return at
        turn = round((at - self.first) / self.step)
        return max(0, self.first + turn * self.step) if turn >= 0 else 0

    def time_of(self, sample: int) -> int:
        """About when in the file a sample sounds, never later."""
        return self.origin + int(sample / self.scale)


class Reader:
    """One open container with its sound. Not safe for several threads at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._container, self._stream = open_container(path)
        self._blocks: Iterator[Block] = iter(())
        frames = list(islice(self._frames(), _LOOK_AT))
        if not frames:
            self._container.close()
            raise AudioTrouble(refusal(path), f"{path}: nothing can be decoded")
        self.rate = frames[-1].sample_rate
        self.channels = min(2, len(frames[-1].layout.channels))
        self._grid = _grid_of(frames, self._stream.time_base or Fraction(1, self.rate))
        self.claimed_ms = self._claimed_ms()

    def next_block(self) -> Block | None:
        """Return the next block; None at the end or where nothing more can be read."""
        return next(self._blocks, None)

    def seek(self, sample: int) -> Block | None:
        """Return the first block from about ``sample`` on: it may begin before or after it."""
        if self._jump(sample):
            self._blocks = self._numbered(None, self._grid.time_of(sample))
        else:
            self._blocks = iter(())
        return self.next_block()

    def rewind(self) -> Block | None:
        """Return the very first block, as after opening."""
        self._blocks = self._numbered(0) if self._reopen() else iter(())
        return self.next_block()

    def runs(self) -> Iterator[tuple[int, int, list[AudioFrame]]]:
        """Every frame from the very first on, as ``BlockReader`` says."""
        origin, is_plain, rate = self._grid.origin, self._grid.scale == 1, self.rate
        expected = begin = 0
        run: list[AudioFrame] = []
        for frame in self._frames() if self._reopen() else ():
            is_next = is_plain and frame.pts == origin + expected and frame.sample_rate == rate
            if not is_next or len(run) == _LONGEST_RUN:
                if run:
                    yield begin, expected - begin, run
                start = expected if is_next else self._start_of(frame, expected)
                run = []
                if start is None:
                    continue
                begin = expected = start
            run.append(frame)
            expected += frame.samples
            if frame.sample_rate != rate:
                expected = begin + round(frame.samples * rate / frame.sample_rate)
                yield begin, expected - begin, run
                run = []
                begin = expected
        if run:
            yield begin, expected - begin, run

    def converted(self, frame: AudioFrame) -> Samples:
        """A frame as samples of this reader's rate and channels."""
        samples = samples_of(frame, self.channels)
        if frame.sample_rate == self.rate:
            return samples
        return stretched(samples, frame.sample_rate, self.rate)

    def last_packet(self, sample: int) -> int | None:
        """Return the sample where the last packet from about ``sample`` on begins.

        Next to nothing is decoded. None where there is no packet.
        """
        times: list[int | None] = []
        if sample > 0:
            if not self._jump(sample):
                return None
        elif self._reopen():
            # What is to be skipped at the start would be skipped after the next jump instead.
            times = [frame.pts for frame in islice(self._frames(), 1)]
        times += [packet.pts for packet in self._packets()]
        last = max((time for time in times if time is not None), default=None)
        return None if last is None else self._grid.sample_at(last)

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()
        self._blocks = iter(())
        self._is_closed = True

    _is_closed = False

    def _reopen(self) -> bool:
        if self._is_closed:
            return False
        self._container.close()
        try:
            self._container, self._stream = open_container(self._path)
        except AudioTrouble:
            self.close()
        return not self._is_closed

    def _jump(self, sample: int) -> bool:
        from av.error import FFmpegError

        if self._is_closed:
            return False
        time = self._grid.time_of(sample)
        try:
            self._container.seek(time, stream=self._stream, backward=True)
        except (FFmpegError, ValueError, OverflowError):
            return False
        return True

    def _packets(self) -> Iterator[Packet[AudioStream]]:
        """Packets of the sound; what cannot be read ends them."""
        from av.error import FFmpegError

        try:
            yield from self._container.demux(self._stream)
        except (FFmpegError, ValueError):
            return

    def _frames(self, since: int | None = None) -> Iterator[AudioFrame]:
        """Decoded frames; a packet that cannot be decoded gives none.

        Packets that end before the time ``since`` are not decoded: some containers can only
        jump to places that are many seconds apart.
        """
        from av.error import FFmpegError

        for packet in self._packets():
            if since is not None and _ends_by(packet, since):
                continue
            try:
                frames = packet.decode()
            except (FFmpegError, ValueError):
                continue
            yield from frames

    def _numbered(self, expected: int | None, since: int | None = None) -> Iterator[Block]:
        for frame in self._frames(since):
            start = self._start_of(frame, expected)
            if start is None:
                continue
            block = Block(start, self.converted(frame))
            expected = block.end
            yield block

    def _start_of(self, frame: AudioFrame, expected: int | None) -> int | None:
        if frame.pts is None:
            return expected
        start = self._grid.sample_at(frame.pts)
        if expected is not None and abs(start - expected) <= self._grid.slack:
            return expected
        return start

    def _claimed_ms(self) -> int | None:
        time_base = self._stream.time_base
        if self._stream.duration is not None and time_base is not None:
            return round(self._stream.duration * time_base * 1000)
        duration: int | None = self._container.duration
        return None if duration is None else round(duration / 1000)


def _ends_by(packet: Packet[AudioStream], time: int) -> bool:
    return packet.pts is not None and packet.pts + (packet.duration or 0) <= time


def _grid_of(frames: list[AudioFrame], time_base: Fraction) -> Grid:
    """See from the first frames how times and samples go together.

    The first frame may be shortened by the encoder's delay, so it does not tell the step.
    """
    scale = time_base * frames[-1].sample_rate
    origin = next((frame.pts for frame in frames if frame.pts is not None), 0)
    if scale.numerator == 1:
        return Grid(origin, scale)
    lengths = {frame.samples for frame in frames[1:-1]}
    if len(lengths) == 1:
        step = lengths.pop()
        return Grid(origin, scale, frames[0].samples, step, slack=step // 2)
    return Grid(origin, scale, slack=round(_SLACK_S * frames[-1].sample_rate))
