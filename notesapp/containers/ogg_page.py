"""One page of an Ogg file: its header, its checksum, and packets laid out on new pages."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from notesapp.audio.frames import BLOCK, read_at

CONTINUED, FIRST, LAST = 1, 2, 4
LONGEST_PAGE = 27 + 255 + 255 * 255

_HEAD = 27
_LONGEST_HEAD = 27 + 255
_LOOKED_AT = 1 << 16
_NO_PACKET_ENDS = b"\xff" * 8
_MOST_SEGMENTS = 255
_SWAPPED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_ZEROS = bytes(LONGEST_PAGE)


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page is in the file, and its header with the table of segments."""

    offset: int
    header: bytes

    @property
    def flags(self) -> int:
        """Any of ``CONTINUED``, ``FIRST`` and ``LAST``."""
        return self.header[5]

    @property
    def serial(self) -> bytes:
        """Which stream it belongs to, as four raw bytes."""
        return self.header[14:18]

    @property
    def sequence(self) -> int:
        """Its number in the stream."""
        return int.from_bytes(self.header[18:22], "little")

    @property
    def segments(self) -> bytes:
        """The lengths of its segments; less than 255 ends a packet."""
        return self.header[_HEAD:]

    @property
    def length(self) -> int:
        """All its bytes."""
        return len(self.header) + sum(self.segments)


def page_at(file: BinaryIO, at: int) -> Page | None:
    """The page that begins at ``at``; its body may be cut."""
    return _page(read_at(file, at, _LONGEST_HEAD), 0, at)


def _page(data: bytes, place: int, at: int) -> Page | None:
    """The page at ``place`` in ``data``, which is at ``at`` in the file."""
    head = data[place : place + _LONGEST_HEAD]
    if len(head) < _HEAD or head[:4] != b"OggS" or len(head) < _HEAD + head[26]:
        return None
    return Page(at, head[: _HEAD + head[26]])


def pages_from(file: BinaryIO, at: int) -> Iterator[Page]:
    """All whole pages from ``at`` on; what is no page is passed over."""
    end = file.seek(0, 2)
    data, data_at = b"", at
    while at < end:
        if at + _LONGEST_HEAD > data_at + len(data) < end:
            data, data_at = read_at(file, at, _LOOKED_AT), at
        page = _page(data, at - data_at, at)
        if page and at + page.length <= end:
            yield page
            at += page.length
        else:
            at = _next(file, at + 1, end)


def _next(file: BinaryIO, at: int, end: int) -> int:
    """Where the next page may begin. Looks near first: damage may be everywhere."""
    count = 512
    while at < end:
        found = read_at(file, at, count).find(b"OggS")
        if found >= 0:
            return at + found
        at += count - 3
        count = min(2 * count, BLOCK)
    return end


def checksum(parts: Sequence[bytes]) -> bytes:
    """The four bytes of Ogg's checksum. It is linear: that of a difference is the difference."""
    crc = 0xFFFFFFFF
    for part in parts:
        crc = zlib.crc32(part.translate(_SWAPPED), crc)
    return (~crc & 0xFFFFFFFF).to_bytes(4, "big").translate(_SWAPPED)


def is_whole(page: Page, body: bytes) -> bool:
    """Whether the checksum is right."""
    bare = page.header[:22] + bytes(4) + page.header[26:]
    return checksum((bare, body)) == page.header[22:26]


def renumbered(page: Page, sequence: int) -> bytes:
    """The page's header with another number, and with the checksum that then belongs to it.

    The body is not looked at: a page that was damaged stays recognisable as such.
    """
    number = (sequence & 0xFFFFFFFF).to_bytes(4, "little")
    change = _difference(number, page.header[18:22])
    after = memoryview(_ZEROS)[: page.length - 22]
    crc = zlib.crc32(after, zlib.crc32(change.translate(_SWAPPED), 0xFFFFFFFF))
    changed = (~crc & 0xFFFFFFFF).to_bytes(4, "big").translate(_SWAPPED)
    check = _difference(page.header[22:26], changed)
    return page.header[:18] + number + check + page.header[26:]


def _difference(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).to_bytes(4, "big")


def laid_out(
    packets: Sequence[bytes], serial: bytes, sequence: int, pages: int, *, is_last: bool
) -> list[bytes]:
    """Whole pages of headers, numbered from ``sequence``: as many as asked for where that goes."""
    segments: list[int] = []
    for packet in packets:
        full, rest = divmod(len(packet), 255)
        segments += [255] * full + [rest]
    data = memoryview(b"".join(packets))
    least = -(-len(segments) // _MOST_SEGMENTS)
    left = min(max(least, pages), len(segments))
    made: list[bytes] = []
    at, start, begun = 0, 0, False
    while left:
        here = bytes(segments[at : at + min(_MOST_SEGMENTS, len(segments) - at - left + 1)])
        flags = (CONTINUED if begun else 0) | (LAST if is_last and left == 1 else 0)
        granule = bytes(8) if min(here) < 255 else _NO_PACKET_ENDS
        number = (sequence + len(made) & 0xFFFFFFFF).to_bytes(4, "little")
        head = b"OggS\0" + bytes([flags]) + granule + serial + number
        tail = bytes([len(here)]) + here
        body = bytes(data[start : start + sum(here)])
        made.append(head + checksum((head, bytes(4), tail, body)) + tail + body)
        at, start, begun = at + len(here), start + len(body), here[-1] == 255
        left -= 1
    return made
