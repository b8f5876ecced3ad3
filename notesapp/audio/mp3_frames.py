"""Every frame of an MP3 file, found by walking the headers: no decoding, no container."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from notesapp.audio.frames import BLOCK, FrameIndex, after_tag, end_of_sound, read_at

LONGEST_FRAME = 1441
LOOK_FOR_FIRST = 4 << 20
_MEAN_OF = 32
_CHAIN = 5
_DECODER_DELAY = 529

_KBIT = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
_RATES = {
    3: (44100, 48000, 32000),
    2: (22050, 24000, 16000),
    0: (11025, 12000, 8000),
}
_LAYER_3 = rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]"
_ANY = re.compile(_LAYER_3, re.DOTALL)
_FREE_FORMAT = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x00-\x0b]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Header:
    """What the four bytes of a frame header say. ``version`` is 3, 2 or 0 for MPEG 1, 2, 2.5."""

    version: int
    rate: int
    is_mono: bool

    @property
    def samples(self) -> int:
        return 1152 if self.version == 3 else 576

    @property
    def side_bytes(self) -> int:
        if self.version == 3:
            return 17 if self.is_mono else 32
        return 9 if self.is_mono else 17


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a Xing, Info or VBRI header says. ``frames`` is None where it does not count them."""

    frames: int | None
    skip: int
    padding: int


def mp3_parts(file: BinaryIO) -> list[FrameIndex]:
    """Walk all frames of an open file: about 50 ms for an hour; nothing if it is not an MP3.

    More than one part only where files of different sample rates were joined. Sound in free
    format has no frame lengths: see ``is_free_format``.
    """
    end = end_of_sound(file)
    at = _first_frame(file, end)
    parts = []
    while at is not None:
        offsets, at = _walk(file, at, end)
        parts.append(_index_of(file, offsets))
    return parts


def mp3_index(file: BinaryIO) -> FrameIndex | None:
    """Return the frames of an MP3 that is of one part; None for anything else."""
    parts = mp3_parts(file)
    return parts[0] if len(parts) == 1 else None


def _index_of(file: BinaryIO, offsets: array[int]) -> FrameIndex:
    head = read_at(file, offsets[0], LONGEST_FRAME)
    header = _parse(head)
    claim = _claim(head, header)
    if claim is not None and len(offsets) > 1:
        del offsets[0]
    skip, padding = (claim.skip, claim.padding) if claim else (0, 0)
    if claim and claim.frames is not None and abs(claim.frames - len(offsets)) > 1:
        padding = 0  # cut off, or several files in one: it is not at the end
    return FrameIndex(
        codec="mp3float",
        offsets=offsets,
        rate=header.rate,
        channels=_channels(file, offsets),
        samples_per_frame=header.samples,
        skip=skip,
        padding=padding,
        claimed_ms=_claimed_ms(claim, header),
        size_of=frame_size,
    )


def frame_size(head: bytes) -> int:
    """Return how many bytes the layer III frame that begins so has; 0 if none begins."""
    if len(head) < 3 or head[0] != 0xFF:
        return 0
    return _sizes(None)[head[1] << 8 | head[2]]


def is_free_format(file: BinaryIO) -> bool:
    """Whether a file that has no index begins with sound whose frames have no stated length."""
    end = end_of_sound(file)
    at = _after_tags(file, 0, end)
    return bool(_FREE_FORMAT.match(read_at(file, at, 4)))


@cache
def _sizes(kind: tuple[int, int] | None) -> list[int]:
    """Frame length by the second and third header byte, 0 where these are no header.

    With a ``kind`` (see ``_kind``), only for frames of that version and rate.
    """
    sizes = [0] * 65536
    for first in range(0xE0, 0x100):
        version, layer = first >> 3 & 3, first >> 1 & 3
        if version == 1 or layer != 1:
            continue
        for second in range(256):
            kbit, rate = _KBIT[3 if version == 3 else 2][second >> 4], second >> 2 & 3
            if kbit and rate != 3 and kind in (None, (first & 0xFE, second & 0x0C)):
                length = (144_000 if version == 3 else 72_000) * kbit // _RATES[version][rate]
                sizes[first << 8 | second] = length + (second >> 1 & 1)
    return sizes


def _kind(head: bytes) -> tuple[int, int]:
    return head[1] & 0xFE, head[2] & 0x0C


def _parse(head: bytes) -> _Header:
    version = head[1] >> 3 & 3
    return _Header(version, _RATES[version][head[2] >> 2 & 3], head[3] >> 6 == 3)


def _after_tags(file: BinaryIO, at: int, end: int) -> int:
    while (after := after_tag(file, at, end)) != at:
        at = after
    return at


def _first_frame(file: BinaryIO, end: int) -> int | None:
    """Find the first frame that others of its kind follow."""
    at = _after_tags(file, 0, end)
    return _next_frame(file, at, min(end, at + LOOK_FOR_FIRST), end, None)


def _next_frame(
    file: BinaryIO, at: int, limit: int, end: int, kind: tuple[int, int] | None
) -> int | None:
    """Find a frame from ``at`` on that is no accident: the headers after it fit, or the end.

    Two headers are enough for frames of the ``kind`` that is expected.
    """
    sizes = _sizes(kind)
    while at < limit:
        data = read_at(file, at, min(BLOCK, limit - at + 2))
        for match in _ANY.finditer(data):
            here = at + match.start()
            if sizes[data[match.start() + 1] << 8 | data[match.start() + 2]] and _is_chain(
                file, here, end, _CHAIN if kind is None else 2
            ):
                return here
        if len(data) < BLOCK:
            return None
        at += BLOCK - 2
    return None


def _is_chain(file: BinaryIO, at: int, end: int, length: int) -> bool:
    head = read_at(file, at, 4)
    kind = _kind(head)
    for _ in range(length):
        size = frame_size(head)
        if len(head) < 4 or not size or _kind(head) != kind:
            return False
        at += size
        if at == end or after_tag(file, at, end) != at:
            return True
        head = read_at(file, at, 4)
        if at > end - 4:
            return at - size + size // 2 < end
    return bool(frame_size(head)) and _kind(head) == kind


def _walk(file: BinaryIO, first: int, end: int) -> tuple[array[int], int | None]:
    """Return the frames of one kind, and where those of another kind begin after them."""
    kind = _kind(read_at(file, first, 4))
    offsets = array("Q")
    at = first
    while True:
        at = _follow(file, at, end, _sizes(kind), offsets)
        if at > end - 4:
            return offsets, None
        after = _after_tags(file, at, end)
        found = _next_frame(file, after, end, end, kind)
        other = _next_frame(file, after, end if found is None else found, end, None)
        if found is None or other is not None:
            return offsets, other
        if after == at:
            _count_lost(offsets, at, found)
        at = found


def _follow(file: BinaryIO, at: int, end: int, sizes: list[int], offsets: array[int]) -> int:
    """Add frame after frame; return where no header is."""
    add = offsets.append
    while at <= end - 4:
        data = read_at(file, at, min(BLOCK, end - at))
        i, last = 0, len(data) - 4
        while i <= last:
            size = sizes[data[i + 1] << 8 | data[i + 2]] if data[i] == 255 else 0
            if not size:
                return at + i
            add(at + i)
            i += size
        if i == 0:
            return end
        at += i
    return at


def _count_lost(offsets: array[int], damaged_at: int, found: int) -> None:
    """Put in as many frames as the damaged stretch had at the length of those before it.

    The last frame followed may be the first damaged one, if its length was what was damaged.
    """
    before = offsets[-_MEAN_OF:]
    if len(before) < 2:
        return
    mean = (before[-2] - before[0]) / (len(before) - 2) if len(before) > 2 else 0
    mean = mean or before[-1] - before[0]
    lost = round((found - before[-1]) / mean) - 1
    offsets.extend([damaged_at] * max(0, lost))


def _channels(file: BinaryIO, offsets: array[int]) -> int:
    """2 if any of some frames all over the file has two channels."""
    step = max(1, len(offsets) // 64)
    heads = (read_at(file, at, 4) for at in offsets[::step])
    return 2 if any(frame_size(head) and head[3] >> 6 != 3 for head in heads) else 1


def _claim(head: bytes, header: _Header) -> _Claim | None:
    if head[36:40] == b"VBRI":
        return _Claim(int.from_bytes(head[50:54], "big"), 0, 0)
    checksum = 0 if head[1] & 1 else 2
    for at in (4 + header.side_bytes, 4 + header.side_bytes + checksum):
        if head[at : at + 4] in (b"Xing", b"Info"):
            return _xing(head, at)
    return None


def _xing(head: bytes, at: int) -> _Claim:
    """Read what stands after the word Xing or Info; delays are LAME's and FFmpeg's addition."""
    flags = int.from_bytes(head[at + 4 : at + 8], "big")
    frames = int.from_bytes(head[at + 8 : at + 12], "big") if flags & 1 else None
    at += 8 + 4 * (flags & 1) + 2 * (flags & 2) + 25 * (flags & 4) + (flags & 8) // 2
    if head[at : at + 4] not in (b"LAME", b"Lavf", b"Lavc"):
        return _Claim(frames, 0, 0)
    delays = int.from_bytes(head[at + 21 : at + 24], "big")
    padding = max(0, (delays & 0xFFF) - _DECODER_DELAY)
    return _Claim(frames, (delays >> 12) + _DECODER_DELAY, padding)


def _claimed_ms(claim: _Claim | None, header: _Header) -> int | None:
    if claim is None or not claim.frames:
        return None
    samples = claim.frames * header.samples - claim.skip - claim.padding
    return max(0, round(samples * 1000 / header.rate))
