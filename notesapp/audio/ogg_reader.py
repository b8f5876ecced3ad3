"""Blocks of sound out of Ogg, one for each page: Vorbis, Opus and FLAC."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from notesapp.audio.bare_decoder import bare_decoder
from notesapp.audio.blocks import Block
from notesapp.audio.ogg_pages import (
    NO_PACKET_ENDS,
    Pages,
    first_page,
    ogg_pages,
    packets_by_page,
    serial_of,
)
from notesapp.audio.samples import joined, samples_of

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator

    from av.audio.frame import AudioFrame

    from notesapp.audio.bare_decoder import Decode
    from notesapp.audio.samples import Samples

_MOST_HEADER_PACKETS = 200


@dataclass(frozen=True, slots=True)
class _Codec:
    """What the header packets say. ``skip`` samples at the start are the encoder's."""

    name: str
    rate: int
    channels: int
    skip: int
    extradata: bytes

    def decoder(self) -> Decode:
        """Return a new decoder for the packets behind the headers."""
        return bare_decoder(self.name, self.rate, self.channels, self.extradata)


class OggReader:
    """One Ogg stream, counted by its pages. Not safe for several threads at once."""

    claimed_ms: int | None = None

    def __init__(self, file: BinaryIO, codec: _Codec, pages: Pages, first: int) -> None:
        self._file = file
        self._codec = codec
        self._offsets = pages.offsets
        self._granules = pages.granules
        self._first = first  # the page on which the first sound ends
        self._ends = _filled(pages.granules)
        self._origin = codec.skip
        self.rate = codec.rate
        self.channels = min(2, codec.channels)
        self._blocks: Iterator[Block] = iter(())
        self._origin += self._start_of_stream()
        self.total = max(0, self._ends[-1] - self._origin)
        if pages.is_cut:
            self.total = self._decoded_end()

    def next_block(self) -> Block | None:
        """Return the next block; None at the end."""
        return next(self._blocks, None)

    def seek(self, sample: int) -> Block | None:
        """Return the first block from about ``sample`` on; it may begin before or after it."""
        number = max(self._first, bisect_right(self._ends, sample + self._origin))
        # Without the page before it the last one does not say where it begins.
        number = max(self._first, min(number, len(self._offsets) - 2))
        self._blocks = self._from_page(number)
        return self.next_block()

    def rewind(self) -> Block | None:
        """Return the very first block."""
        self._blocks = self._from_page(self._first)
        return self.next_block()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        self._blocks = iter(())

    def _start_of_stream(self) -> int:
        """The granule position of the first sample: not 0 where a live stream was recorded."""
        if len(self._offsets) - self._first < 2:
            return 0
        count = sum(frame.samples for frame in self._first_page())
        return max(0, self._ends[self._first] - count)

    def runs(self) -> Iterator[tuple[int, int, list[AudioFrame]]]:
        """Every frame from the very first on, as ``BlockReader`` says."""
        for start, frames in self._decoded_pages(self._first):
            yield start, sum(frame.samples for frame in frames), frames

    def converted(self, frame: AudioFrame) -> Samples:
        """A frame as samples of this reader's channels."""
        return samples_of(frame, self.channels)

    def _decoded_end(self) -> int:
        """Where the sound ends in a file that was cut within its last page."""
        blocks = self._from_page(max(self._first, len(self._offsets) - 2))
        return max((block.end for block in blocks), default=0)

    def _first_page(self) -> Iterator[AudioFrame]:
        decode = self._codec.decoder()
        for number, packets in packets_by_page(self._file, self._offsets, self._first):
            for packet in packets:
                yield from decode(packet)
            if self._granules[number] != NO_PACKET_ENDS:
                return

    def _from_page(self, number: int) -> Iterator[Block]:
        """Blocks from a page on, without those that are before the first sample."""
        for start, frames in self._decoded_pages(number):
            samples = joined([self.converted(frame) for frame in frames])
            samples = samples[max(0, -start) : max(0, self.total - start)]
            if len(samples):
                yield Block(max(0, start), samples)

    def _decoded_pages(self, number: int) -> Iterator[tuple[int, list[AudioFrame]]]:
        """The frames that end on each page from one on, and the number of their first sample."""
        decode = self._codec.decoder()
        found: list[AudioFrame] = []
        before: int | None = self._origin - self._codec.skip if number == self._first else None
        for here, packets in packets_by_page(self._file, self._offsets, number):
            found += [each for data in packets for each in decode(data)]
            if self._granules[here] == NO_PACKET_ENDS or not found:
                continue
            frames, found = found, []
            end = self._ends[here]
            is_last = here == len(self._offsets) - 1
            count = sum(frame.samples for frame in frames)
            start = before if is_last and before is not None else end - count
            before = end
            yield start - self._origin, frames


def open_ogg(file: BinaryIO) -> OggReader | None:
    """Return a reader for the sound in an Ogg file; it then owns ``file``.

    None where there is something else or something more in the file.
    """
    at = first_page(file)
    pages = ogg_pages(file, serial_of(file, at))
    if not pages.is_alone or len(pages.offsets) < 2:
        return None
    found = _headers(file, pages.offsets)
    if found is None:
        return None
    headers, first = found
    codec = _codec_of(headers)
    return OggReader(file, codec, pages, first) if codec else None


def _headers(file: BinaryIO, offsets: array[int]) -> tuple[list[bytes], int] | None:
    """Return the packets before the sound, and the page on which the sound begins."""
    headers: list[bytes] = []
    for number, packets in packets_by_page(file, offsets, 0):
        for packet in packets:
            if headers and not _is_header(packet, headers[0]):
                return headers, number
            headers.append(packet)
        if len(headers) > _MOST_HEADER_PACKETS:
            return None
    return None


def _is_header(packet: bytes, first: bytes) -> bool:
    if first.startswith(b"\x01vorbis"):
        return bool(packet[:1]) and packet[0] & 1 == 1
    if first.startswith(b"OpusHead"):
        return packet.startswith(b"OpusTags")
    return packet[:1] != b"\xff"


def _codec_of(headers: list[bytes]) -> _Codec | None:
    first = headers[0]
    if first.startswith(b"\x01vorbis") and len(headers) >= 3 and len(first) >= 16:
        extradata = b"\x02" + b"".join(_laced(each) for each in headers[:2])
        extradata += b"".join(headers[:3])
        return _checked("vorbis", int.from_bytes(first[12:16], "little"), first[11], 0, extradata)
    if first.startswith(b"OpusHead") and len(first) >= 19:
        skip = int.from_bytes(first[10:12], "little")
        # The decoder shall not skip by itself: it would do so after every jump.
        return _checked("opus", 48000, first[9], skip, first[:10] + bytes(2) + first[12:])
    if first.startswith(b"\x7fFLAC") and first[9:13] == b"fLaC" and len(first) >= 51:
        info = first[17:51]
        rate = int.from_bytes(info[10:13], "big") >> 4
        return _checked("flac", rate, (info[12] >> 1 & 7) + 1, 0, info)
    return None


def _checked(name: str, rate: int, channels: int, skip: int, extradata: bytes) -> _Codec | None:
    is_sane = 1000 <= rate <= 768_000 and 1 <= channels <= 64
    return _Codec(name, rate, channels, skip, extradata) if is_sane else None


def _laced(packet: bytes) -> bytes:
    return b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255])


def _filled(granules: array[int]) -> list[int]:
    """Granule positions that never go back, with those of the page before where there is none."""
    ends, highest = [], 0
    for granule in granules:
        if granule < 1 << 62:
            highest = max(highest, granule)
        ends.append(highest)
    return ends
