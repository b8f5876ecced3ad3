"""The pages of an Ogg file and the packets on them.

FFmpeg guesses times after a jump from how long it takes packets to be, and is 10 ms off for
Vorbis with short blocks, 0.3 s for FLAC. The pages themselves say how many samples end on them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from notesapp.audio.frames import BLOCK, after_tag, read_at

_HEAD = 27
_LONGEST = 65_307
NO_PACKET_ENDS = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one stream: their places in the file, and their granule positions.

    A granule position is the number of samples that end on the page or before it;
    ``NO_PACKET_ENDS`` where only the middle of a packet is on it.
    """

    offsets: array[int]
    granules: array[int]
    is_alone: bool  # no other stream is in the file
    is_cut: bool  # the file ends within the last page


def ogg_pages(file: BinaryIO, serial: int) -> Pages:
    """Walk the whole file for the pages of stream ``serial``; damage is passed over."""
    offsets, granules = array("Q"), array("Q")
    is_alone = True
    end = file.seek(0, 2)
    at: int | None = first_page(file)
    while at is not None and at < end:
        data = read_at(file, at, BLOCK)
        i = 0
        while _begins_page(data, i):
            if int.from_bytes(data[i + 14 : i + 18], "little") == serial:
                offsets.append(at + i)
                granules.append(int.from_bytes(data[i + 6 : i + 14], "little"))
            else:
                is_alone = False
            i += _HEAD + data[i + 26] + sum(data[i + _HEAD : i + _HEAD + data[i + 26]])
        at = at + i if i else _next_page(file, at + 1, end)
    return Pages(offsets, granules, is_alone, at is not None and at > end)


def _begins_page(data: bytes, at: int) -> bool:
    """Whether a page begins here and all that says how long it is was read."""
    left = len(data) - at
    return data[at : at + 4] == b"OggS" and left >= _HEAD and left >= _HEAD + data[at + 26]


def first_page(file: BinaryIO) -> int:
    """Where the first page is, after tags that do not belong there."""
    end = file.seek(0, 2)
    at = 0
    while (after := after_tag(file, at, end)) != at:
        at = after
    return at


def serial_of(file: BinaryIO, at: int) -> int:
    """Which stream the page at ``at`` belongs to."""
    return int.from_bytes(read_at(file, at, 18)[14:], "little")


def packets_by_page(
    file: BinaryIO, offsets: array[int], number: int
) -> Iterator[tuple[int, list[bytes]]]:
    """Give for each page from ``number`` on the packets that end on it.

    What is left of a packet that began before the first page is left out, and so are packets
    of which a page is missing.
    """
    begun: bytes | None = None
    expected: int | None = None
    for here in range(number, len(offsets)):
        page = read_at(file, offsets[here], _LONGEST)
        if len(page) < _HEAD or page[:4] != b"OggS":
            begun = None
            continue
        sequence = int.from_bytes(page[18:22], "little")
        if not page[5] & 1:
            begun = b""
        elif expected != sequence:
            begun = None
        packets, begun = _split(page, begun)
        expected = sequence + 1
        yield here, packets


def _split(page: bytes, begun: bytes | None) -> tuple[list[bytes], bytes | None]:
    """Return the packets that end on a page, and the beginning of one that does not."""
    packets: list[bytes] = []
    lengths = page[_HEAD : _HEAD + page[26]]
    at = start = _HEAD + page[26]
    for length in lengths:
        at += length
        if at > len(page):  # the file is cut here
            return packets, None
        if length < 255:
            if begun is not None:
                packets.append(begun + page[start:at])
            begun, start = b"", at
    return packets, b"" if begun is None else begun + page[start:at]


def _next_page(file: BinaryIO, at: int, end: int) -> int | None:
    while at < end:
        data = read_at(file, at, BLOCK)
        found = data.find(b"OggS")
        if found >= 0:
            return at + found
        if len(data) < BLOCK:
            return None
        at += BLOCK - 3
    return None
