"""Where each frame of an MP4's sound lies in the file, for files without anything unusual."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from notesapp.audio.mp4_boxes import Box, ReadAt, at_most_one, inside, only

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TABLES = (b"stsd", b"stts", b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp")
_GROUPS = (b"sgpd", b"sbgp")
_MOST_FRAMES = 1 << 24
_MOST_BYTES = 1 << 17
_ENTRIES_A_TIME = 1 << 16
_LONGEST_PIECE = 512


@dataclass(frozen=True, slots=True)
class Frames:
    """Frames in the order in which they sound. About three bytes for each.

    Piece ``n`` of them begins with frame ``firsts[n]`` at byte ``offsets[n]`` of the file; those
    of a piece lie one behind the other.
    """

    sizes: NDArray[np.unsignedinteger]
    firsts: NDArray[np.int32]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.sizes)

    def places(self, first: int, last: int) -> list[list[int]]:
        """Where the frames from ``first`` up to ``last`` are: in turns, each without a gap.

        Each is a list of offsets, with the one where its last frame ends.
        """
        import numpy as np

        piece = int(np.searchsorted(self.firsts, first, "right")) - 1
        found: list[list[int]] = []
        while first < last:
            begin = int(self.firsts[piece])
            after = int(self.firsts[piece + 1]) if piece + 1 < len(self.firsts) else len(self)
            ends = np.cumsum(self.sizes[begin : min(after, last)], dtype=np.int64)
            ends = ends[first - begin - 1 :] if first > begin else np.append(0, ends)
            offsets = (ends + self.offsets[piece]).tolist()
            if found and found[-1][-1] == offsets[0]:
                found[-1] += offsets[1:]
            else:
                found.append(offsets)
            first, piece = after, piece + 1
        return found


def frames_of(read: ReadAt, tables: list[Box], file_size: int) -> Frames:
    """The frames of a track from the boxes of its ``stbl``. Raises ValueError.

    That is for tables that contradict themselves or the file's size, and for unusual ones.
    """
    import numpy as np

    if any(box.name not in _TABLES for box in tables):
        raise ValueError("unusual tables")
    for box in tables:
        if box.name in _GROUPS and inside(read, box)[4:8] != b"roll":
            raise ValueError("groups of frames")
    sizes = _sizes(read, only(tables, b"stsz"))
    offsets = _offsets(read, tables)
    firsts = _firsts(read, only(tables, b"stsc"), len(offsets), len(sizes))
    lengths = np.add.reduceat(sizes, firsts, dtype=np.int64)
    if not 0 <= int(offsets.min()) <= int(offsets.max()) <= file_size:
        raise ValueError("frames outside of the file")
    if int((offsets + lengths).max()) > file_size:
        raise ValueError("frames beyond the end of the file")
    return Frames(sizes, *_shorter(sizes, firsts, offsets))


def _sizes(read: ReadAt, box: Box) -> NDArray[np.unsignedinteger]:
    import numpy as np

    _, same, count = struct.unpack(">III", inside(read, Box(box.name, box.at, box.at + 12)))
    if same or not 0 < count <= _MOST_FRAMES or box.size < 12 + 4 * count:
        raise ValueError("no table of sizes")
    sizes: NDArray[np.unsignedinteger] = np.empty(count, np.uint16)
    for first in range(0, count, _ENTRIES_A_TIME):
        some = _numbers(read, box.at + 12 + 4 * first, ">u4", min(_ENTRIES_A_TIME, count - first))
        if not 0 < int(some.min()) <= int(some.max()) <= _MOST_BYTES:
            raise ValueError("frames too large, or empty")
        if int(some.max()) >= 1 << 16 and sizes.dtype == np.uint16:
            sizes = sizes.astype(np.uint32)
        sizes[first : first + len(some)] = some
    return sizes


def _offsets(read: ReadAt, tables: list[Box]) -> NDArray[np.int64]:
    import numpy as np

    short = at_most_one(tables, b"stco")
    box = short or only(tables, b"co64")
    kind, width = (">u4", 4) if short else (">i8", 8)
    count = struct.unpack(">I", inside(read, Box(box.name, box.at + 4, box.at + 8)))[0]
    if not 0 < count <= _MOST_FRAMES or box.size < 8 + width * count:
        raise ValueError("no table of offsets")
    return _numbers(read, box.at + 8, kind, count).astype(np.int64)


def _firsts(read: ReadAt, box: Box, chunks: int, frames: int) -> NDArray[np.int32]:
    """With which frame each chunk begins."""
    import numpy as np

    count = struct.unpack(">I", inside(read, Box(box.name, box.at + 4, box.at + 8)))[0]
    if not 0 < count <= chunks or box.size < 8 + 12 * count:
        raise ValueError("no table of chunks")
    first, each, entry = (
        _numbers(read, box.at + 8, ">u4", 3 * count).astype(np.int64).reshape(-1, 3).T
    )
    turns = np.diff(np.append(first, chunks + 1))
    if first[0] != 1 or turns.min() < 1 or each.min() < 1 or each.max() > frames:
        raise ValueError("odd chunks")
    if int((turns * each).sum()) != frames or (entry != 1).any():
        raise ValueError("not as many frames as chunks hold")
    ends = np.cumsum(np.repeat(each, turns))
    return np.append(0, ends[:-1]).astype(np.int32)


def _shorter(
    sizes: NDArray[np.unsignedinteger], firsts: NDArray[np.int32], offsets: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Cut long chunks, so that no place is far from the beginning of a piece."""
    import numpy as np

    lengths = np.diff(np.append(firsts, len(sizes)))
    if lengths.max() <= _LONGEST_PIECE:
        return firsts, offsets
    all_firsts, all_offsets = [], []
    for first, length, offset in zip(firsts, lengths, offsets, strict=True):
        cuts = np.arange(first, first + length, _LONGEST_PIECE)
        pieces = np.add.reduceat(sizes[: first + length], cuts, dtype=np.int64)
        all_firsts.append(cuts.astype(np.int32))
        all_offsets.append(offset + np.append(0, np.cumsum(pieces)[:-1]))
    return np.concatenate(all_firsts), np.concatenate(all_offsets)


def _numbers(read: ReadAt, at: int, kind: str, count: int) -> NDArray[np.integer]:
    import numpy as np

    data = read(at, count * np.dtype(kind).itemsize)
    numbers: NDArray[np.integer] = np.frombuffer(data, kind)
    if len(numbers) != count:
        raise ValueError("a table is cut off")
    return numbers
