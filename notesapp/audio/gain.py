"""How loud an MP3 is, read from its frame headers without decoding anything.

Each granule (576 samples) says with which gain its numbers are multiplied, and by its choice of
code tables about how large the numbers are. Both together tell the shape of speech, pauses and
music at once, within some decibels: not an exact level.
"""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

from notesapp.audio.frames import after_tag, read_at
from notesapp.audio.open_source import frame_index
from notesapp.audio.pyramid import BUCKET_MS, Pyramid, empty_pyramid
from notesapp.audio.pyramid_builder import PyramidBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from notesapp.audio.frames import FrameIndex
    from notesapp.audio.pyramid import Floats

    Bytes = NDArray[np.uint8]
    Ints = NDArray[np.int64]

GRANULE = 576
_HEAD_BYTES = 2 << 20
_BLOCK_BYTES = 1 << 20
_BLOCK_FRAMES = 1 << 16
_FRAME_HEAD = 44  # enough for the side information that is read here
# A granule sounds in a window whose middle is so many samples behind its place in the file.
_WINDOW_MIDDLE = 816
# About how large the numbers are that a code table is chosen for: those up to 15, and those with
# so many bits more.
_SMALL = (0.7, 1, 1.5, 1.5, 0.7, 2, 2, 3.5, 3.5, 3.5, 5, 5, 5, 9, 0.7, 9)
_MORE_BITS = (1, 2, 3, 4, 6, 8, 10, 13, 4, 5, 6, 7, 8, 9, 11, 13)
# Fitted to true levels (root mean square of 10 ms, in decibels) of speech from full scale to 60 dB
# below it, tones, noise and quiet rooms, as LAME codes them: constant 24 to 320 kbit/s, V2 and V4,
# mono, stereo and joint stereo, 8 to 48 kHz. It is off by 7 dB (standard deviation).
_PER_GAIN_DB = 0.84 * 1.505
_PER_TABLE = (0.067, 0.103, 0.161)
_PER_LARGEST_TABLE = 0.617
_PER_SCALE_BIT_DB = -1.99
_OFFSET_DB = -267.4
# Bits for each scale factor of the lower bands, by what MPEG 1 frames say of it.
_SCALE_BITS = (0, 0, 0, 0, 3, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4)
_NOTHING_DB = -999.0
_SILENT_DB = -80.0
_PEAK_OVER_MEAN = 3.2


def first_guess(file: BinaryIO) -> Pyramid | None:
    """The levels of the first minutes of an MP3 in some milliseconds; None if there are none."""
    end = file.seek(0, 2)
    at = 0
    while (after := after_tag(file, at, end)) != at:
        at = after
    head = io.BytesIO(read_at(file, at, _HEAD_BYTES))
    index = frame_index(head)
    if index is None or index.total <= 0 or not index.codec.startswith("mp3"):
        return None
    *_, last = guesses(head, index)
    duration_ms = index.claimed_ms or last.duration_ms * (end - at) // _HEAD_BYTES
    return replace(last, duration_ms=max(last.duration_ms, duration_ms))


def guesses(file: BinaryIO, index: FrameIndex) -> Iterator[Pyramid]:
    """The levels of a whole MP3, block by block; the last one reaches the end."""
    import numpy as np

    duration_ms = round(index.total * 1000 / index.rate)
    empty = empty_pyramid(duration_ms)
    builder = PyramidBuilder()
    offsets = np.frombuffer(index.offsets, np.uint64).astype(np.int64)
    a_frame = index.samples_per_frame // GRANULE
    done = taken = 0
    while done < len(offsets):
        end = _block_end(offsets, done)
        said = _amplitude(_granules_db(file, offsets[done:end], a_frame))
        known = min(end * index.samples_per_frame - index.skip, index.total)
        buckets = _buckets_in(known, index.rate, is_last=end == len(offsets))
        picked = _granule_of(np.arange(taken, buckets), index) - done * a_frame
        if len(picked):
            mean = said[picked.clip(0, len(said) - 1)]
            builder.add(np.minimum(mean * _PEAK_OVER_MEAN, np.float32(1)), mean * mean)
        done, taken = end, max(taken, buckets)
        levels = builder.finish() if done == len(offsets) else builder.levels()
        yield replace(empty, guess=levels)


def _block_end(offsets: Ints, start: int) -> int:
    """Up to which frame one read goes: so many bytes, so many frames, one at least."""
    import numpy as np

    limit = int(
        np.searchsorted(offsets[start : start + _BLOCK_FRAMES], offsets[start] + _BLOCK_BYTES)
    )
    return start + max(1, limit)


def _buckets_in(samples: int, rate: int, *, is_last: bool) -> int:
    whole = max(0, samples) * (1000 // BUCKET_MS)
    return -(-whole // rate) if is_last else whole // rate


def _granule_of(buckets: Ints, index: FrameIndex) -> Ints:
    """The granule that sounds in the middle of each bucket."""
    middle = (2 * buckets + 1) * index.rate // (2 * 1000 // BUCKET_MS)
    granules: Ints = (middle + index.skip + GRANULE // 2 - _WINDOW_MIDDLE) // GRANULE
    return granules


def _amplitude(decibels: Floats) -> Floats:
    """The linear level; very quiet is silent."""
    import numpy as np

    level = np.exp(decibels * np.float32(np.log(10) / 20))
    level[decibels < _SILENT_DB] = 0
    amplitude: Floats = np.minimum(level, np.float32(1))
    return amplitude


def _granules_db(file: BinaryIO, offsets: Ints, a_frame: int) -> Floats:
    """The level of the loudest channel of each granule; ``_NOTHING_DB`` for silence and damage."""
    import numpy as np

    first = int(offsets[0])
    count = int(offsets[-1]) - first + _FRAME_HEAD
    block = read_at(file, first, count)
    if len(block) < count:
        block += bytes(count - len(block))
    data = np.frombuffer(block, np.uint8)
    out = np.full((len(offsets), a_frame), _NOTHING_DB, np.float32)
    at = offsets - first
    inside = np.flatnonzero(_is_header(data, at))
    at = at[inside]
    has_two = data[at + 3] >> 6 != 3
    is_version_1 = a_frame == 2
    side = at * 8 + np.where(has_two, 20, 18) if is_version_1 else at * 8 + np.where(has_two, 10, 9)
    side += 32 + 16 * ((data[at + 1] & 1) == 0)
    length = 59 if is_version_1 else 63
    for granule in range(a_frame):
        begin = side + length * granule * (1 + has_two)
        one = _granule_db(data, begin, is_version_1)
        # For one channel this reads the same place again.
        other = _granule_db(data, begin + length * has_two, is_version_1)
        out[inside, granule] = np.maximum(one, other)
    return out.ravel()


def _is_header(data: Bytes, at: Ints) -> NDArray[np.bool_]:
    is_header: NDArray[np.bool_] = (data[at] == 0xFF) & ((data[at + 1] & 0xE6) == 0xE2)
    return is_header


def _granule_db(data: Bytes, begin: Ints, is_version_1: bool) -> Floats:
    """The level of the granules and channels whose side information begins at these bits.

    In order: 12 bits length, 9 bits pairs of numbers, 8 bits gain, 4 or 9 bits on scale factors,
    1 bit whether the window is switched, then (if so, after 3 more bits) the code tables of 5 bits
    each; one before the last, whether scale factors count twice.
    """
    import numpy as np

    windows = np.lib.stride_tricks.sliding_window_view(data, 8)
    bits = windows[begin >> 3].view(">u8").ravel().astype(np.uint64)
    bits <<= (begin & 7).astype(np.uint64)
    is_empty = (bits >> np.uint64(43) & np.uint64(511) == 0) | (bits >> np.uint64(52) == 0)
    gain = (bits >> np.uint64(35) & np.uint64(255)).astype(np.float32)
    switch = 30 if is_version_1 else 25
    is_switched = (bits >> np.uint64(switch) & np.uint64(1)).astype(np.bool_)
    two, three = _tables_db()
    numbers = np.where(
        is_switched,
        two[bits >> np.uint64(switch - 13) & np.uint64(1023)],
        three[bits >> np.uint64(switch - 15) & np.uint64(32767)],
    )
    level = gain * np.float32(_PER_GAIN_DB) + numbers + np.float32(_OFFSET_DB)
    level += _scale_bits(data, begin, bits, is_version_1) * np.float32(_PER_SCALE_BIT_DB)
    level[is_empty] = _NOTHING_DB
    decibels: Floats = level
    return decibels


def _scale_bits(data: Bytes, begin: Ints, bits: NDArray[np.uint64], is_version_1: bool) -> Floats:
    """How many bits the first scale factors have, twice as many where they count twice."""
    import numpy as np

    if is_version_1:
        each = np.array(_SCALE_BITS, np.float32)[bits >> np.uint64(31) & np.uint64(15)]
        twice = begin + 57
    else:
        said = bits >> np.uint64(26) & np.uint64(511)
        each = np.where(said < 400, said // 80, 0).astype(np.float32)
        twice = begin + 61
    flag = (data[twice >> 3] >> (7 - (twice & 7)).astype(np.uint8)) & 1
    counted: Floats = each * (1 + flag.astype(np.float32))
    return counted


@cache
def _tables_db() -> tuple[Floats, Floats]:
    """What two and what three code tables in a row tell, in decibels."""
    import numpy as np

    sizes = np.array(_SMALL + tuple(15 + 0.6 * 2**bits for bits in _MORE_BITS))
    one = 80 / 3 * np.log10(sizes)
    third = np.multiply(one, _PER_TABLE[2])
    first_two = np.add.outer(one * _PER_TABLE[0], one * _PER_TABLE[1])
    largest_two = np.maximum.outer(one, one)
    largest = np.maximum.outer(largest_two, one) * _PER_LARGEST_TABLE
    three = np.add.outer(first_two, third) + largest
    return three[:, :, 0].ravel().astype(np.float32), three.ravel().astype(np.float32)
