"""Every frame of raw AAC (ADTS, ``.aac``), found by walking the headers."""

from __future__ import annotations

import re
from array import array
from dataclasses import replace
from typing import BinaryIO

from notesapp.audio.frames import BLOCK, FrameIndex, after_tag, end_of_sound, read_at

_SYNC = re.compile(rb"\xff[\xf0\xf1\xf8\xf9]", re.DOTALL)
_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_LOOK_FOR_FIRST = 1 << 20
_CHAIN = 3


def adts_index(file: BinaryIO) -> FrameIndex | None:
    """Walk all frames of an open file; None if it is no raw AAC.

    Rate, channels and samples a frame are those of the plain core: a decoder that finds
    high-efficiency AAC in it gives twice as many (``with_decoded``).
    """
    end = end_of_sound(file)
    at = 0
    while (after := after_tag(file, at, end)) != at:
        at = after
    first = _next_frame(file, at, min(end, at + _LOOK_FOR_FIRST), end)
    if first is None:
        return None
    head = read_at(file, first, 7)
    return FrameIndex(
        codec="aac",
        offsets=_walk(file, first, end),
        rate=_RATES[head[2] >> 2 & 15],
        channels=1 if _channel_code(head) == 1 else 2,
        samples_per_frame=1024,
        skip=0,
        padding=0,
        claimed_ms=None,
        size_of=frame_size,
    )


def with_decoded(index: FrameIndex, rate: int, channels: int) -> FrameIndex:
    """Return the index with what a decoder made of its frames."""
    twice = 2 if rate == 2 * index.rate else 1
    return replace(
        index,
        rate=index.rate * twice,
        samples_per_frame=index.samples_per_frame * twice,
        channels=min(2, channels),
    )


def frame_size(head: bytes) -> int:
    """Return how many bytes the ADTS frame that begins so has; 0 if none begins."""
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0 or head[2] >> 2 & 15 > 12:
        return 0
    size = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return size if size > 7 else 0


def _channel_code(head: bytes) -> int:
    return (head[2] & 1) << 2 | head[3] >> 6


def _kind(head: bytes) -> tuple[int, int]:
    return head[1] & 0xFE, head[2] & 0x3C


def _next_frame(file: BinaryIO, at: int, limit: int, end: int) -> int | None:
    while at < limit:
        data = read_at(file, at, min(BLOCK, limit - at + 1))
        for match in _SYNC.finditer(data):
            if _is_chain(file, at + match.start(), end):
                return at + match.start()
        if len(data) < BLOCK:
            return None
        at += BLOCK - 1
    return None


def _is_chain(file: BinaryIO, at: int, end: int) -> bool:
    kind = None
    for _ in range(_CHAIN):
        head = read_at(file, at, 7)
        size = frame_size(head)
        if not size or kind not in (None, _kind(head)):
            return False
        kind = _kind(head)
        at += size
        if at == end:
            return True
    return True


def _walk(file: BinaryIO, first: int, end: int) -> array[int]:
    offsets = array("Q")
    at = first
    while True:
        at = _follow(file, at, end, offsets)
        after = after_tag(file, at, end)
        found = _next_frame(file, after, end, end)
        if found is None:
            return offsets
        if after == at:
            mean = (offsets[-1] - first) / max(1, len(offsets) - 1) or found - offsets[-1]
            offsets.extend([at] * max(0, round((found - offsets[-1]) / mean) - 1))
        at = found


def _follow(file: BinaryIO, at: int, end: int, offsets: array[int]) -> int:
    """Add frame after frame; return where no header is."""
    add = offsets.append
    second, third = read_at(file, at, 3)[1:3]
    third &= 0xFC
    while at <= end - 7:
        data = read_at(file, at, min(BLOCK, end - at))
        i, last = 0, len(data) - 7
        while i <= last:
            if data[i] != 255 or data[i + 1] != second or data[i + 2] & 0xFC != third:
                return at + i
            size = (data[i + 3] & 3) << 11 | data[i + 4] << 3 | data[i + 5] >> 5
            if size <= 7:
                return at + i
            add(at + i)
            i += size
        if i == 0:
            return end
        at += i
    return at
