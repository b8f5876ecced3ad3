"""How the sound of an MP4 is coded, as its sample entry says it."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from notesapp.audio.mp4_boxes import Box, ReadAt, boxes_in, inside, only

_ENTRY_BYTES = 28
_PLAIN_AAC = 0x40
_LOW_COMPLEXITY = 2
_SPECTRAL_BANDS = 5
_SYNC = 0x2B7
_ALAC_BYTES = 28
_BESIDE = (b"btrt", b"chan", b"free")
_AAC_RATES = (
    *(96000, 88200, 64000, 48000, 44100, 32000, 24000),
    *(22050, 16000, 12000, 11025, 8000, 7350),
)


@dataclass(frozen=True, slots=True)
class Codec:
    """FFmpeg's name and header of a codec, its samples a second and in each full frame."""

    name: str
    extradata: bytes
    rate: int
    frame: int


def codec_of(read: ReadAt, stsd: Box) -> Codec:
    """The codec of a track. Raises ValueError for all but plain AAC-LC and ALAC.

    Sound that is encrypted or AAC with enhancements is not plain, nor are several entries.
    """
    if inside(read, Box(stsd.name, stsd.at, stsd.at + 8)) != struct.pack(">II", 0, 1):
        raise ValueError("several sample entries")
    (entry,) = boxes_in(read, stsd, 8)
    head = inside(read, Box(entry.name, entry.at, entry.at + _ENTRY_BYTES))
    if head[8:10] != bytes(2):  # the version: QuickTime's have more in them
        raise ValueError("a sample entry of QuickTime")
    found = boxes_in(read, entry, _ENTRY_BYTES)
    wanted = {b"mp4a": b"esds", b"alac": b"alac"}.get(entry.name, b"")
    if any(box.name not in (wanted, *_BESIDE) for box in found):
        raise ValueError("not plain")
    data = inside(read, only(found, wanted))
    return _aac(data) if wanted == b"esds" else _alac(data)


def _alac(data: bytes) -> Codec:
    if len(data) != _ALAC_BYTES:
        raise ValueError("not a header of ALAC")
    frame, rate = struct.unpack(">I", data[4:8])[0], struct.unpack(">I", data[24:28])[0]
    extradata = struct.pack(">I4s", _ALAC_BYTES + 8, b"alac") + data
    return Codec("alac", extradata, rate, frame)


def _aac(data: bytes) -> Codec:
    kind, body = _descriptor(data[4:])
    if kind != 3 or len(body) < 3 or body[2] & 0xE0:
        raise ValueError("not a plain elementary stream")
    kind, body = _descriptor(body[3:])
    if kind != 4 or len(body) < 13 or body[0] != _PLAIN_AAC:
        raise ValueError("not AAC of MPEG-4")
    kind, extradata = _descriptor(body[13:])
    if kind != 5:
        raise ValueError("no header of AAC")
    return Codec("aac", extradata, _rate_of_low_complexity(extradata), 1024)


def _descriptor(data: bytes) -> tuple[int, bytes]:
    """The kind and the inside of the descriptor that begins here."""
    length = at = 0
    for at in range(1, 5):
        length = length << 7 | data[at] & 0x7F
        if not data[at] & 0x80:
            break
    at += 1
    body = data[at : at + length]
    if len(body) != length:
        raise ValueError("a descriptor is cut off")
    return data[0], body


def _rate_of_low_complexity(header: bytes) -> int:
    """The sample rate. Raises ValueError for AAC that is not plain low complexity."""
    bits = int.from_bytes(header, "big")
    size = len(header) * 8

    def field(at: int, count: int) -> int:
        return bits >> (size - at - count) & ((1 << count) - 1) if at + count <= size else 0

    index, channels = field(5, 4), field(9, 4)
    # Frames of 1024, no core coder, no extension; channels by number.
    if size < 16 or field(0, 5) != _LOW_COMPLEXITY or field(13, 3) or not 1 <= channels <= 7:
        raise ValueError("not AAC-LC")
    for at in range(16, size - 16):
        if field(at, 11) == _SYNC and field(at + 11, 5) == _SPECTRAL_BANDS and field(at + 16, 1):
            raise ValueError("AAC with spectral band replication")
    if index >= len(_AAC_RATES):
        raise ValueError("a rate without number")
    return _AAC_RATES[index]
