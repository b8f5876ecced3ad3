"""What a decoder makes of raw AAC: high-efficiency AAC says so only in the sound itself."""

from __future__ import annotations

from typing import BinaryIO

from notesapp.audio.adts_frames import with_decoded
from notesapp.audio.bare_decoder import bare_decoder
from notesapp.audio.frames import FrameIndex, read_at

_FRAMES = 8


def checked(file: BinaryIO, index: FrameIndex) -> FrameIndex:
    """Return ``index`` with the rate, the channels and the frame length that really come out."""
    decode = bare_decoder(index.codec)
    middle = len(index.offsets) // 2
    for at in index.offsets[middle : middle + _FRAMES]:
        data = read_at(file, at, 8192)
        if frames := decode(data[: index.size_of(data)]):
            channels = len(frames[-1].layout.channels)
            index = with_decoded(index, frames[-1].sample_rate, channels)
    return index
