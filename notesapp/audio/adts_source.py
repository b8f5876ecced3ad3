"""What a decoder makes of raw AAC: high-efficiency AAC says so only in the sound itself."""

from __future__ import annotations

from typing import BinaryIO

from notesapp.audio.adts_frames import with_decoded
from notesapp.audio.frames import FrameIndex, read_at

_FRAMES = 8


def checked(file: BinaryIO, index: FrameIndex) -> FrameIndex:
    """Return ``index`` with the rate, the channels and the frame length that really come out."""
    from av.audio.codeccontext import AudioCodecContext
    from av.codec.context import CodecContext
    from av.error import FFmpegError
    from av.packet import Packet

    decoder = CodecContext.create(index.codec, "r")
    assert isinstance(decoder, AudioCodecContext)
    middle = len(index.offsets) // 2
    for at in index.offsets[middle : middle + _FRAMES]:
        data = read_at(file, at, 8192)
        try:
            frames = decoder.decode(Packet(data[: index.size_of(data)]))
        except (FFmpegError, ValueError):
            continue
        if frames:
            channels = len(frames[-1].layout.channels)
            index = with_decoded(index, frames[-1].sample_rate, channels)
    return index
