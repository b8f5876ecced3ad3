"""The one sound of an ordinary MP4, from its boxes."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from notesapp.audio.mp4_boxes import Box, ReadAt, at_most_one, boxes, boxes_in, inside, only
from notesapp.audio.mp4_codec import Codec, codec_of
from notesapp.audio.mp4_tables import Frames, frames_of
from notesapp.audio.mp4_times import Times, times_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_PIECES = (b"moof", b"sidx", b"styp")
_IN_MOVIE = (b"mvhd", b"iods", b"trak", b"udta", b"meta", b"free", b"skip")
_IN_TRACK = (b"tkhd", b"mdia", b"edts", b"tref", b"udta", b"free", b"skip")
_MOST_BOXES = 1000
_MOST_PRIMING = 1 << 14
_HERE = struct.pack(">III4sI", 0, 1, 12, b"url ", 1)
_ONCE = struct.pack(">II", 1, 0x10000)
_DELAY = re.compile(rb"iTunSMPB.{4}data.{8}\s*[0-9A-F]+ ([0-9A-F]+) [0-9A-F]+ [0-9A-F]+", re.S)


@dataclass(frozen=True, slots=True)
class Track:
    """A track of sound; all durations in samples.

    The first ``skip`` samples of the frames are the encoder's. ``used`` frames sound, the others
    come after the end.
    """

    codec: Codec
    frames: Frames
    times: Times
    used: int
    skip: int
    duration: int


def ordinary_track(read: ReadAt, file_size: int) -> Track:
    """The sound of a file that has one, of whole and plain frames, played once from its start.

    Raises ValueError for every other file: also good ones, which are left to FFmpeg.
    """
    try:
        return _track(read, file_size)
    except (struct.error, IndexError) as error:
        raise ValueError("cut off") from error


def _track(read: ReadAt, file_size: int) -> Track:
    files = _few(boxes(read, 0, file_size))
    if files[0].name != b"ftyp" or any(box.name in _IN_PIECES for box in files):
        raise ValueError("not in one piece")
    movie = boxes_in(read, only(files, b"moov"))
    if any(box.name not in _IN_MOVIE for box in movie):
        raise ValueError("an unusual movie")
    tracks = [boxes_in(read, box) for box in movie if box.name == b"trak"]
    (track,) = (each for each in tracks if _handler(read, each) == b"soun")
    return _whole(read, file_size, _scale(read, movie), track, _itunes_delay(read, movie))


def _few(found: Iterator[Box]) -> list[Box]:
    files = [box for box, _ in zip(found, range(_MOST_BOXES), strict=False)]
    if not 0 < len(files) < _MOST_BOXES:
        raise ValueError("no boxes, or too many")
    return files


def _handler(read: ReadAt, track: list[Box]) -> bytes:
    return inside(read, only(boxes_in(read, only(track, b"mdia")), b"hdlr"))[8:12]


def _scale(read: ReadAt, movie: list[Box]) -> int:
    return _time(inside(read, only(movie, b"mvhd")))[0]


def _time(header: bytes) -> tuple[int, int]:
    """The units a second and the duration that a ``mvhd`` or ``mdhd`` tells."""
    form, at = (">IQ", 20) if header[0] == 1 else (">II", 12)
    scale, duration = struct.unpack_from(form, header, at)
    if header[0] > 1 or not scale or not 0 < duration < 1 << 48 or duration == 0xFFFFFFFF:
        raise ValueError("an odd duration")
    return scale, duration


def _whole(
    read: ReadAt, file_size: int, movie_scale: int, track: list[Box], itunes_skip: int | None
) -> Track:
    if any(box.name not in _IN_TRACK for box in track):
        raise ValueError("an unusual track")
    media = boxes_in(read, only(track, b"mdia"))
    scale, duration = _time(inside(read, only(media, b"mdhd")))
    info = boxes_in(read, only(media, b"minf"))
    _refuse_other_files(read, info)
    tables = boxes_in(read, only(info, b"stbl"))
    codec = codec_of(read, only(tables, b"stsd"))
    frames = frames_of(read, tables, file_size)
    times = times_of(read, only(tables, b"stts"), len(frames), codec.frame)
    if scale != codec.rate or not 1000 <= scale <= 192_000:
        raise ValueError("the times are not those of the samples")
    if itunes_skip is not None and codec.name != "aac":
        raise ValueError("a delay for something else")
    edit = _edit(read, at_most_one(track, b"edts"))
    skip, used = itunes_skip or 0, len(frames)
    if edit is not None:
        skip, lasts = edit[0], (edit[1] * scale + movie_scale // 2) // movie_scale
        if lasts < codec.frame or itunes_skip not in (None, skip):
            raise ValueError("an odd edit")
        used = min(used, times.number_at(skip + lasts - 1) + 1)
        duration = min(duration, lasts)
    if not 0 <= skip <= min(scale, _MOST_PRIMING) or (skip and not _is_even(times, skip, codec)):
        raise ValueError("begins late")
    return Track(codec, frames, times, used, skip, duration)


def _is_even(times: Times, skip: int, codec: Codec) -> bool:
    """Whether the frames that are skipped are of the usual length."""
    number = skip // codec.frame
    return times.start_of(number) == number * codec.frame


def _refuse_other_files(read: ReadAt, info: list[Box]) -> None:
    """The sound has to be in this file."""
    table = only(boxes_in(read, only(info, b"dinf")), b"dref")
    if inside(read, table) != _HERE:
        raise ValueError("the sound is in another file")


def _edit(read: ReadAt, box: Box | None) -> tuple[int, int] | None:
    """What is skipped at the start, in samples, and how long it lasts, in the movie's units."""
    if box is None:
        return None
    data = inside(read, only(boxes_in(read, box), b"elst"))
    form = ">Qq" if data[0] == 1 else ">Ii"
    lasts, skip = struct.unpack_from(form, data, 8)
    after = 8 + struct.calcsize(form)
    if data[4:8] + data[after:] != _ONCE or data[0] > 1:
        raise ValueError("several edits")
    return skip, lasts


def _itunes_delay(read: ReadAt, movie: list[Box]) -> int | None:
    """The encoder's delay that a tag tells; FFmpeg believes it."""
    found = None
    for tag in _tags(read, movie):
        data = read(tag.at, min(tag.size, 300))
        if b"iTunSMPB" not in data:
            continue
        delay = _DELAY.search(data)
        skip = int(delay[1], 16) if delay else 0
        if found is not None or not 0 < skip < _MOST_PRIMING:
            raise ValueError("an odd delay")
        found = skip
    return found


def _tags(read: ReadAt, movie: list[Box]) -> Iterator[Box]:
    """The tags that have no name of their own."""
    holders = [(box, 0) for box in movie if box.name == b"udta"]
    metas = [box for box in movie if box.name == b"meta"]
    metas += [each for box, _ in holders for each in boxes_in(read, box) if each.name == b"meta"]
    for meta in metas:
        for items in boxes_in(read, meta, 4):
            if items.name == b"ilst":
                yield from (box for box in boxes_in(read, items) if box.name == b"----")
