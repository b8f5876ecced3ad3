"""An index of the frames of a file that has no container: MP3 and raw AAC."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from array import array

BLOCK = 1 << 20

# Gives the length in bytes of the frame whose first bytes these are; 0 where no frame begins.
SizeOf = Callable[[bytes], int]


@dataclass(frozen=True, slots=True)
class FrameIndex:
    """Where each frame of a file begins, and how their samples are counted.

    ``offsets`` are bytes from the start of the file. Frames lost to damage are counted too: at
    their offset no header is (``size_of`` gives 0). ``rate`` is in samples a second;
    ``channels`` is 1 or 2. ``skip`` samples at the start and ``padding`` at the end are the
    encoder's. ``claimed_ms`` is the length the file says it has. ``codec`` is FFmpeg's name.
    """

    codec: str
    offsets: array[int]
    rate: int
    channels: int
    samples_per_frame: int
    skip: int
    padding: int
    claimed_ms: int | None
    size_of: SizeOf

    @property
    def total(self) -> int:
        """How many samples each channel has."""
        return max(0, len(self.offsets) * self.samples_per_frame - self.skip - self.padding)


def read_at(file: BinaryIO, at: int, count: int) -> bytes:
    """Return up to ``count`` bytes from ``at``; a file that is gone or cut gives fewer."""
    try:
        file.seek(at)
        return file.read(count)
    except (OSError, ValueError):
        return b""


def end_of_sound(file: BinaryIO) -> int:
    """Where the tags at the end of the file begin, in bytes: ID3v1 and APE are left out."""
    end = file.seek(0, 2)
    if read_at(file, max(0, end - 128), 3) == b"TAG":
        end = max(0, end - 128)
    footer = read_at(file, max(0, end - 32), 32)
    if footer[:8] == b"APETAGEX" and len(footer) == 32:
        header = 32 if footer[23] & 0x80 else 0
        size = int.from_bytes(footer[12:16], "little") + header
        end = end - size if 32 <= size <= end else end - 32
    return end


def after_tag(file: BinaryIO, at: int, end: int) -> int:
    """Return where the tag that begins at ``at`` ends, or ``at`` if there is none.

    A tag that claims to reach beyond ``end`` is believed only for its first ten bytes.
    """
    head = read_at(file, at, 32)
    size = 0
    if head[:3] == b"ID3" and len(head) >= 10:
        size = 10 + _id3_size(head[6:10]) + (10 if head[5] & 0x10 else 0)
    elif head[:8] == b"APETAGEX" and len(head) == 32:
        size = 32 + int.from_bytes(head[12:16], "little")
    elif head[:3] == b"TAG":
        size = 128
    if size == 0:
        return at
    return at + size if at + size <= end else min(end, at + 10)


def _id3_size(four: bytes) -> int:
    """Seven bits a byte; plain where a writer did not know that."""
    if max(four) > 0x7F:
        return int.from_bytes(four, "big")
    return four[0] << 21 | four[1] << 14 | four[2] << 7 | four[3]
