"""FFmpeg's decoders without a container: the bytes of a frame in, its sound out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame

    Decode = Callable[[bytes], list[AudioFrame]]


def bare_decoder(name: str, rate: int = 0, channels: int = 0, extradata: bytes = b"") -> Decode:
    """Return a new decoder by FFmpeg's ``name``; it remembers the frames it was given.

    What is damaged, or nothing at all, gives no sound. ``rate`` and ``channels`` are said where
    they are not 0; more than two channels the decoder finds out by itself, as it does what
    ``extradata`` holds.
    """
    from av.audio.codeccontext import AudioCodecContext
    from av.codec.context import CodecContext
    from av.error import FFmpegError
    from av.packet import Packet

    decoder = CodecContext.create(name, "r")
    assert isinstance(decoder, AudioCodecContext)
    decoder.thread_count = 1
    if extradata:
        decoder.extradata = extradata
    if rate:
        decoder.sample_rate = rate
    if channels in (1, 2):
        decoder.layout = "mono" if channels == 1 else "stereo"

    def decode(data: bytes) -> list[AudioFrame]:
        if not data:
            return []  # would tell the decoder that this was the end
        try:
            return decoder.decode(Packet(data))
        except (FFmpegError, ValueError):
            return []

    return decode
