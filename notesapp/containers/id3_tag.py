"""ID3v2 tags as they stand in the bytes: frames taken apart and put together, none understood.

mutagen orders frames by size and drops those it does not know; here all others stay as they were.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import BinaryIO

from notesapp.errors import AudioTrouble

PADDING = 1024
PAGE = 4096
MOST_BYTES = (1 << 28) - 1
_MOST_FRAMES = 50_000
_MOST_TAGS = 16
_MOST_INFLATED = 16 << 20
_NAME = re.compile(rb"[A-Z0-9]{4}")
_UNSYNCHRONISED, _EXTENDED, _FOOTER = 0x80, 0x40, 0x10

DAMAGED = "The file's ID3 tag is damaged or cut short. Get the file again or choose another."


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame; ``body`` is as stored, ``flags`` are its two bytes."""

    name: bytes
    body: bytes
    flags: bytes = b"\0\0"


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag. ``version`` is 2, 3 or 4; of version 2 no frames are given.

    ``rest`` are bytes at its end that are no frames and not only padding. ``end`` is the offset
    behind the tag.
    """

    version: int
    frames: tuple[Frame, ...]
    rest: bytes
    end: int


def read_tags(file: BinaryIO) -> tuple[Tag, ...]:
    """The tags at the start of a file, one behind the other; some programs write a second one.

    Raises AudioTrouble for a tag that reaches beyond the end of the file.
    """
    size = file.seek(0, 2)
    tags: list[Tag] = []
    at = 0
    while len(tags) < _MOST_TAGS and (tag := _tag_at(file, at, size)) is not None:
        tags.append(tag)
        at = tag.end
    return tuple(tags)


def _tag_at(file: BinaryIO, at: int, size: int) -> Tag | None:
    file.seek(at)
    head = file.read(10)
    if len(head) < 10 or head[:3] != b"ID3" or head[3] not in (2, 3, 4):
        return None
    version, flags = head[3], head[5]
    length = tag_size(head[6:10])
    end = at + 10 + length + (10 if version == 4 and flags & _FOOTER else 0)
    if end > size:
        raise AudioTrouble(DAMAGED, f"the tag ends at {end} of {size}")
    if version == 2:
        return Tag(version, (), b"", end)
    frames, rest = _frames_of(file.read(length), version, flags)
    return Tag(version, frames, rest, end)


def _frames_of(body: bytes, version: int, flags: int) -> tuple[tuple[Frame, ...], bytes]:
    is_unsynchronised = bool(flags & _UNSYNCHRONISED)
    if is_unsynchronised and version == 3:
        body = synchronised(body)
    if flags & _EXTENDED:
        body = _after_extended(body, version)
    frames, rest = split_frames(body, version)
    if is_unsynchronised and version == 4:
        frames = tuple(_plain(frame) for frame in frames)
    return frames, rest if rest.strip(b"\0") else b""


def _plain(frame: Frame) -> Frame:
    """The header said it for all frames; the new header will not."""
    return frame if frame.flags[1] & 0x02 else replace(frame, body=synchronised(frame.body))


def _after_extended(body: bytes, version: int) -> bytes:
    """Without the extended header: a checksum and restrictions, none of which hold any more."""
    if version == 4:
        length = _seven(body[:4])
        return body[length:] if 6 <= length <= len(body) else body
    length = int.from_bytes(body[:4], "big")
    return body[4 + length :] if length in (6, 10) else body


def split_frames(body: bytes, version: int) -> tuple[tuple[Frame, ...], bytes]:
    """Frames of version 3 or 4, and the bytes behind the last.

    Sizes are read as the version has them, and the other way where only that comes out even.
    """
    usual = _walk(body, is_seven=version == 4)
    if not usual[1].strip(b"\0"):
        return usual
    other = _walk(body, is_seven=version != 4)
    return usual if other[1].strip(b"\0") else other


def _walk(body: bytes, *, is_seven: bool) -> tuple[tuple[Frame, ...], bytes]:
    frames: list[Frame] = []
    at = 0
    while len(frames) < _MOST_FRAMES and at + 10 <= len(body):
        name, four = body[at : at + 4], body[at + 4 : at + 8]
        if not _NAME.fullmatch(name) or (is_seven and max(four) > 0x7F):
            break
        length = _seven(four) if is_seven else int.from_bytes(four, "big")
        if at + 10 + length > len(body):
            break
        frames.append(Frame(name, body[at + 10 : at + 10 + length], body[at + 8 : at + 10]))
        at += 10 + length
    return tuple(frames), body[at:]


def content(frame: Frame, version: int) -> bytes:
    """What a frame holds, without compression and the like; empty where that is not to be had."""
    data, low = frame.body, frame.flags[1]
    if version == 3:
        is_packed, is_secret, more = low & 0x80, low & 0x40, 4 if low & 0x80 else 0
        data = data[more + (1 if low & 0x20 else 0) :]
    else:
        is_packed, is_secret = low & 0x08, low & 0x04
        data = synchronised(data) if low & 0x02 else data
        data = data[(1 if low & 0x40 else 0) + (4 if low & 0x01 else 0) :]
    if is_secret:
        return b""
    return _inflated(data) if is_packed else data


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST_INFLATED)
    except zlib.error:
        return b""


def joined(frames: Iterable[Frame], version: int) -> bytes:
    """Frames as bytes, one behind the other, each with its size as the version has it."""
    return b"".join(
        frame.name + _size(len(frame.body), version) + frame.flags + frame.body for frame in frames
    )


def whole_tag(version: int, frames: Iterable[Frame], rest: bytes = b"", like: int = 0) -> bytes:
    """A tag without unsynchronisation and extended header, padded where it ends in frames.

    What follows then stands in its page of the disk as what followed a tag that ended at
    ``like``: half as long to copy. Raises AudioTrouble where it is larger than a tag can be.
    """
    body = joined(frames, version) + rest
    if not rest:
        body += bytes(PADDING + (like - PADDING - 10 - len(body)) % PAGE)
    if len(body) > MOST_BYTES:
        raise AudioTrouble("The tag would be larger than 256 MB. Use smaller pictures.")
    return b"ID3" + bytes((version, 0, 0)) + _sevens(len(body)) + body


def tag_size(four: bytes) -> int:
    """Seven bits a byte; plain where a writer did not know that."""
    return _seven(four) if max(four) < 0x80 else int.from_bytes(four, "big")


def synchronised(data: bytes) -> bytes:
    """Without the zeros that keep old players from taking a tag for sound."""
    return data.replace(b"\xff\0", b"\xff")


def _size(length: int, version: int) -> bytes:
    if length > MOST_BYTES:
        raise AudioTrouble("The tag would be larger than 256 MB. Use smaller pictures.")
    return _sevens(length) if version == 4 else length.to_bytes(4, "big")


def _seven(four: bytes) -> int:
    number = 0
    for byte in four:
        number = number << 7 | byte & 0x7F
    return number


def _sevens(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))
