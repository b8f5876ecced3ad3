"""Where in a file the sound lies: the bytes that rewriting tags, artwork or chapters leaves alone.

What follows is decided by the content, never by the name:

* frames (MP3, ADTS and anything unknown): without ID3v2 and zeros before, and without ID3v1,
  Lyrics3, APE and ID3v2 tags behind;
* flac: what follows the metadata blocks; wav, aiff: the samples' chunk and the one of the format;
* ogg: from the first page that ends sound; numbers and checksums of pages are not sound, because
  a longer comment renumbers every page behind it (``is_paged``);
* mp4: the sizes of all samples of the first audio track, and some of the samples, because chapters
  are samples too and stand between those of the sound; in fragments the media boxes;
* matroska: the clusters.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from notesapp.audio.mp4_samples import MOVIE_LIMIT, picked_samples

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]
"""Offset and length in the file, in bytes."""

_WALK_LIMIT = 20_000  # boxes, pages or chunks looked at; files made to be slow end there
_MP4_STARTS = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot")
_CLUSTER = 0x1F43B675
_SEGMENT = 0x18538067
_UNKNOWN_SIZE = -1


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound's bytes in order. ``seed`` is what else belongs to it, as the sample rate."""

    kind: str
    spans: tuple[Span, ...]
    seed: bytes = b""
    is_paged: bool = False


def sound_spans(file: BinaryIO, size: int) -> Sound:
    """Find the sound. Never raises for what the file holds; OSError where it cannot be read."""
    start = _after_id3(file, size)
    head = _at(file, start, 12)
    try:
        found = _by_magic(file, start, size, head)
    except (struct.error, IndexError, ValueError):
        found = None
    if found is not None and any(length for _, length in found.spans):
        return found
    return Sound("frames", _span(_after_zeros(file, start, size), _before_tags(file, start, size)))


def _by_magic(file: BinaryIO, start: int, size: int, head: bytes) -> Sound | None:
    if head[:4] == b"fLaC":
        begin = _after_flac_metadata(file, start + 4)
        return Sound("flac", _span(begin, _before_tags(file, begin, size)))
    if head[:4] in (b"RIFF", b"RF64", b"BW64"):
        return _chunks(file, start, size, "wav", "<", (b"fmt ", b"data"))
    if head[:4] == b"FORM":
        return _chunks(file, start, size, "aiff", ">", (b"COMM", b"SSND"))
    if head[:4] == b"OggS":
        return Sound("ogg", _span(_first_sound_page(file, start, size), size), is_paged=True)
    if head[4:8] in _MP4_STARTS:
        return _mp4(file, start, size)
    if head[:4] == b"\x1aE\xdf\xa3":
        return Sound("matroska", tuple(_clusters(file, start, size)))
    return None


def _at(file: BinaryIO, offset: int, count: int) -> bytes:
    file.seek(offset)
    return file.read(count)


def _span(begin: int, end: int) -> tuple[Span, ...]:
    return ((begin, max(0, end - begin)),)


# --- frames


def _after_id3(file: BinaryIO, size: int) -> int:
    """Past every ID3v2 tag at the start; some programs write a second one."""
    at = 0
    while at < size:
        head = _at(file, at, 10)
        if len(head) < 10 or head[:3] != b"ID3" or max(head[6:10]) > 0x7F:
            break
        at += 10 + _syncsafe(head[6:10]) + (10 if head[5] & 0x10 else 0)
    return at if at < size else 0


def _syncsafe(four: bytes) -> int:
    return four[0] << 21 | four[1] << 14 | four[2] << 7 | four[3]


def _after_zeros(file: BinaryIO, start: int, size: int) -> int:
    """Zeros behind a tag are padding, not sound."""
    at = start
    while at < size and at - start < 1 << 20:
        block = _at(file, at, 4096)
        rest = block.lstrip(b"\0")
        if rest:
            return at + len(block) - len(rest)
        at += len(block)
    return start


def _before_tags(file: BinaryIO, start: int, size: int) -> int:
    """Before every tag at the end, in whatever order they were written."""
    end = size
    for _ in range(8):
        shorter = _before_one_tag(file, end)
        if shorter == end or shorter < start:
            break
        end = shorter
    return end


def _before_one_tag(file: BinaryIO, end: int) -> int:
    tail_at = max(0, end - 128)
    tail = _at(file, tail_at, end - tail_at)
    if len(tail) == 128 and tail[:3] == b"TAG":
        return end - 128
    ape = tail[-32:]
    if ape[:8] == b"APETAGEX":
        length, _, flags = struct.unpack("<III", ape[12:24])
        return int(end - length - (32 if flags & 0x80000000 else 0))
    if tail[-9:] == b"LYRICS200" and tail[-15:-9].isdigit():
        return end - 15 - int(tail[-15:-9])
    foot = tail[-10:]
    if foot[:3] == b"3DI" and max(foot[6:10]) < 0x80:
        return end - 20 - _syncsafe(foot[6:10])
    return end


# --- containers


def _after_flac_metadata(file: BinaryIO, at: int) -> int:
    for _ in range(_WALK_LIMIT):
        head = _at(file, at, 4)
        at += 4 + int.from_bytes(head[1:4], "big")
        if head[0] & 0x80:
            break
    return at


def _chunks(
    file: BinaryIO, start: int, size: int, kind: str, order: str, wanted: tuple[bytes, bytes]
) -> Sound | None:
    """RIFF and FORM. The samples reach to the end where the chunk does not say how far."""
    at = start + 12
    seed, long_size = b"", 0
    for _ in range(_WALK_LIMIT):
        head = _at(file, at, 8)
        if len(head) < 8:
            return None
        name, length = head[:4], struct.unpack(f"{order}I", head[4:])[0]
        if name == b"ds64":
            long_size = struct.unpack("<Q", _at(file, at + 16, 8))[0]
        elif name == wanted[0]:
            seed = _at(file, at + 8, min(length, 64))
        elif name == wanted[1]:
            streamed = length in (0, 0xFFFFFFFF)
            length = (long_size or size) if streamed else length
            return Sound(kind, _span(at + 8, min(size, at + 8 + length)), seed)
        at += 8 + length + (length & 1)
    return None


def _first_sound_page(file: BinaryIO, start: int, size: int) -> int:
    """The first page on which sound ends; those of the headers stand at position 0 or none."""
    at = start
    for _ in range(_WALK_LIMIT):
        head = _at(file, at, 27 + 255)
        if head[:4] != b"OggS":
            break
        position = struct.unpack("<q", head[6:14])[0]
        if position > 0:
            return at
        at += 27 + head[26] + sum(head[27 : 27 + head[26]])
    return size


def _mp4(file: BinaryIO, start: int, size: int) -> Sound | None:
    media: list[Span] = []
    for name, begin, end in _boxes(file, start, size):
        if name == b"moov" and end - begin <= MOVIE_LIMIT:
            picked = picked_samples(_at(file, begin, end - begin))
            if picked is not None:
                return Sound("mp4", picked[1], picked[0])
        elif name == b"mdat":
            media.append((begin, end - begin))
    return Sound("mp4-media", tuple(media))


def _boxes(file: BinaryIO, at: int, size: int) -> Iterator[tuple[bytes, int, int]]:
    for _ in range(_WALK_LIMIT):
        head = _at(file, at, 16)
        if len(head) < 8:
            return
        length, name = struct.unpack(">I4s", head[:8])
        begin = at + 8
        if length == 1:
            length, begin = struct.unpack(">Q", head[8:16])[0], at + 16
        end = size if length == 0 else min(size, at + length)
        if end < begin:
            return
        yield name, begin, end
        at = end


def _clusters(file: BinaryIO, start: int, size: int) -> Iterator[Span]:
    at = start
    for _ in range(_WALK_LIMIT):
        head = _at(file, at, 12)
        if not head:
            return
        name, name_length = _ebml_number(head, keep_marker=True)
        length, length_length = _ebml_number(head[name_length:], keep_marker=False)
        begin = at + name_length + length_length
        if name == _SEGMENT:
            at = begin
            continue
        if name == _CLUSTER:
            end = size if length == _UNKNOWN_SIZE else min(size, begin + length)
            yield begin, end - begin
        if length == _UNKNOWN_SIZE:
            return
        at = begin + length


def _ebml_number(data: bytes, *, keep_marker: bool) -> tuple[int, int]:
    width = 9 - data[0].bit_length()
    if width > 8 or len(data) < width:
        raise ValueError("no number")
    value = int.from_bytes(data[:width], "big")
    if keep_marker:
        return value, width
    value &= (1 << 7 * width) - 1
    return (_UNKNOWN_SIZE if value == (1 << 7 * width) - 1 else value), width
