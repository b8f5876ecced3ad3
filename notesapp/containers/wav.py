"""Chapters in WAV files: the markers of editors, which are read and never written.

A `cue ` chunk has the positions in samples; a list of the kind `adtl` has their names, and the
lengths of regions. RF64 and BW64 are WAV files over 4 GB.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from notesapp.audio.frames import read_at
from notesapp.containers.base import Container
from notesapp.containers.same_bytes import length_of
from notesapp.core.chapters import Chapter
from notesapp.errors import AudioTrouble
from notesapp.formats.base import Carries
from notesapp.formats.hygiene import clean_title
from notesapp.formats.reading import ChapterReading, Remark

_DAMAGED = "The markers of this WAV file are damaged. Get the file again or choose another."
_MAGICS = (b"RIFF", b"RF64", b"BW64")
_LONGEST_LIST = 1 << 24
_MOST_CHUNKS = 10_000
_MOST_MARKERS = 100_000
_UNKNOWN = 0xFFFFFFFF
_RECORD = 24


@dataclass(slots=True)
class _Found:
    rate: int = 0
    positions: dict[int, tuple[int, int]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    lengths: dict[int, int] = field(default_factory=dict)
    guessed: bool = False


def _recognises(file: BinaryIO) -> bool:
    head = read_at(file, 0, 12)
    return head[:4] in _MAGICS and head[8:] == b"WAVE"


def _number(data: bytes, at: int, count: int = 4) -> int:
    return int.from_bytes(data[at : at + count], "little")


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """The name, the place and the length of each chunk, as far as the file goes."""
    end, at, long_data = length_of(file), 12, 0
    for _ in range(_MOST_CHUNKS):
        head = read_at(file, at, 8)
        if len(head) < 8:
            return
        length = _number(head, 4)
        if head[:4] == b"ds64":
            long_data = _number(read_at(file, at + 8, 16), 8, 8)
        if head[:4] == b"data" and length == _UNKNOWN and long_data:
            length = long_data
        yield head[:4], at + 8, min(length, end - at - 8)
        at += 8 + length + length % 2


def _read(file: BinaryIO) -> ChapterReading:
    found = _Found()
    for name, at, length in _chunks(file):
        if name == b"fmt ":
            found.rate = _number(read_at(file, at, 8), 4)
        elif name == b"cue " or (name == b"LIST" and read_at(file, at, 4) == b"adtl"):
            if length > _LONGEST_LIST:
                raise AudioTrouble(_DAMAGED, f"markers of {length} bytes")
            data = read_at(file, at, length)
            _take_positions(data, found) if name == b"cue " else _take_names(data, found)
    if not found.positions:
        return ChapterReading("wav", ())
    if not found.rate:
        raise AudioTrouble(_DAMAGED, "no sample rate")
    return _reading(found)


def _take_positions(data: bytes, found: _Found) -> None:
    count = min(_number(data, 0), (len(data) - 4) // _RECORD, _MOST_MARKERS)
    for at in range(4, 4 + count * _RECORD, _RECORD):
        found.positions[_number(data, at)] = (_number(data, at + 20), _number(data, at + 4))


def _take_names(data: bytes, found: _Found) -> None:
    at = 4
    for _ in range(_MOST_MARKERS):
        length = _number(data, at + 4)
        body = memoryview(data)[at + 8 : at + 8 + length]
        if len(body) < 4:
            return
        kind, marker = data[at : at + 4], _number(data, at + 8)
        if kind == b"labl":
            found.names[marker] = _text(bytes(body[4:]), found)
        elif kind == b"ltxt" and len(body) >= 8:
            found.lengths[marker] = _number(data, at + 12)
            if len(body) > 20 and marker not in found.names:
                found.names[marker] = _text(bytes(body[20:]), found)
        at += 8 + length + length % 2


def _text(raw: bytes, found: _Found) -> str:
    raw = raw.partition(b"\0")[0]
    try:
        return clean_title(raw.decode("utf-8"))
    except UnicodeDecodeError:
        found.guessed = True
        return clean_title(raw.decode("cp1252", "replace"))


def _reading(found: _Found) -> ChapterReading:
    # Some programs fill only the other of the two fields.
    place = 0 if any(offset for offset, _ in found.positions.values()) else 1
    chapters = []
    for marker, fields in found.positions.items():
        length = found.lengths.get(marker, 0)
        end = _ms(fields[place] + length, found.rate) if length else None
        start = _ms(fields[place], found.rate)
        title = found.names.get(marker, "")
        chapters.append(Chapter(start, title, end if end is not None and end > start else None))
    remark = Remark(0, "The names of the markers are not UTF-8; they were read as Windows text.")
    return ChapterReading(
        "wav",
        tuple(sorted(chapters, key=lambda chapter: chapter.start_ms)),
        remarks=(remark,) if found.guessed else (),
    )


def _ms(samples: int, rate: int) -> int:
    return (samples * 1000 + rate // 2) // rate


CONTAINER = Container(
    key="wav",
    title="WAV",
    suffixes=(".wav", ".bwf", ".rf64"),
    recognises=_recognises,
    read=_read,
    carries=Carries(step="ms", end="yes"),
)
