"""Makes short media in every format with PyAV's own encoders, and files with something odd."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from tests import timecode

Samples = NDArray[np.int16]

VORBIS = Path(__file__).parent / "audio" / "media" / "timecode.ogg"
VORBIS_SECONDS = 12
_LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}


@dataclass(frozen=True)
class Kind:
    """How to make a file of one kind.

    ``delay`` is how many samples a player without knowledge of the encoder's delay hears before
    the sound; ``noise`` is how far a read after a jump may be from a read straight through.
    """

    suffix: str
    codec: str
    rate: int = 44100
    channels: int = 1
    options: dict[str, str] = field(default_factory=dict)
    container_options: dict[str, str] = field(default_factory=dict)
    has_video: bool = False
    sample_format: str = ""
    delay: int = 0
    noise: int = 0


_VBR = {"flags": "+qscale", "global_quality": str(4 * 118)}
_NO_XING = {"write_xing": "0"}
_AAC = {"aac_pns": "0"}  # noise made up by the decoder depends on what it decoded before

KINDS = {
    "mp3": Kind(".mp3", "libmp3lame"),
    "mp3-stereo": Kind(".mp3", "libmp3lame", 48000, 2),
    "mp3-vbr": Kind(".mp3", "libmp3lame", options=_VBR),
    "mp3-vbr-no-xing": Kind(
        ".mp3", "libmp3lame", options=_VBR, container_options=_NO_XING, delay=1105
    ),
    "mp3-22k": Kind(".mp3", "libmp3lame", 22050, options={"b": "48000"}),
    "mp3-8k": Kind(".mp3", "libmp3lame", 8000, options={"b": "32000"}),
    "m4a": Kind(".m4a", "aac", options=_AAC),
    "m4a-fast": Kind(".m4a", "aac", 44100, 1, _AAC, {"movflags": "faststart"}),
    "m4a-stereo": Kind(".m4b", "aac", 48000, 2, _AAC),
    "m4a-96k": Kind(".m4a", "aac", 96000, options=_AAC),
    "m4a-5.1": Kind(".m4a", "aac", 48000, 6, _AAC),
    "m4a-7.1": Kind(".m4a", "aac", 48000, 8, _AAC),
    "alac": Kind(".m4a", "alac", 44100, 2),
    "alac-24": Kind(".m4a", "alac", 48000, sample_format="s32p"),
    "adts": Kind(".aac", "aac", options=_AAC, delay=1024),
    "adts-stereo": Kind(".aac", "aac", 32000, 2, _AAC, delay=1024),
    "opus": Kind(".opus", "libopus", 48000, noise=3),
    "opus-stereo": Kind(".opus", "libopus", 48000, 2, noise=3),
    "flac": Kind(".flac", "flac"),
    "flac-192k": Kind(".flac", "flac", 192000, 2),
    "ogg-flac": Kind(".oga", "flac"),
    "wav": Kind(".wav", "pcm_s16le", 44100, 2),
    "wav-8k": Kind(".wav", "pcm_u8", 8000),
    "wav-24": Kind(".wav", "pcm_s24le", 48000),
    "wav-float": Kind(".wav", "pcm_f32le", 96000),
    "wav-5.1": Kind(".wav", "pcm_s16le", 48000, 6),
    "wav-alaw": Kind(".wav", "pcm_alaw", 8000),
    "aiff": Kind(".aiff", "pcm_s16be", 44100, 2),
    "aifc": Kind(".aifc", "pcm_s16le", 22050),
    "mka-aac": Kind(".mka", "aac", options=_AAC),
    "mka-mp3": Kind(".mka", "libmp3lame"),
    "mka-opus": Kind(".mka", "libopus", 48000, noise=3),
    "mka-flac": Kind(".mka", "flac"),
    "mka-wav": Kind(".mka", "pcm_s16le"),
    "webm": Kind(".webm", "libopus", 48000, noise=3),
    "mka-vorbis": Kind(".mka", "vorbis", 44100, 2, {"strict": "-2"}),
    "ts": Kind(".ts", "aac", 44100, 1, _AAC, delay=1024),
    "mp3-in-mp4": Kind(".mp4", "libmp3lame"),
    "mkv-video": Kind(".mkv", "aac", options=_AAC, has_video=True),
    "mp4-video": Kind(".mp4", "aac", 48000, 2, _AAC, has_video=True),
    "mov-video": Kind(".mov", "pcm_s16le", 48000, 2, has_video=True),
}


def make(folder: Path, name: str, seconds: float = 12) -> Path:
    """Make the timecode as one of ``KINDS``."""
    kind = KINDS[name]
    return encode(folder / (name + kind.suffix), timecoded(seconds, kind), kind)


def timecoded(seconds: float, kind: Kind) -> Samples:
    """The timecode for all channels alike, with hiss in between so that bit rates vary."""
    sound = timecode.as_int16(timecode.whole(seconds, kind.rate, hiss=0.02))
    return np.repeat(sound[:, None], kind.channels, axis=1)


def encode(path: Path, sound: Samples, kind: Kind) -> Path:
    with av.open(str(path), "w", options=kind.container_options) as container:
        stream: Any = _sound_stream(container, kind) if kind.codec else None
        pictures: Any = _picture_stream(container) if kind.has_video else None
        for packet in _sound_packets(stream, sound, kind) if kind.codec else ():
            container.mux(packet)
        for packet in _picture_packets(pictures, len(sound) / kind.rate) if pictures else ():
            container.mux(packet)
    return path


def _sound_stream(container: Any, kind: Kind) -> Any:
    stream = container.add_stream(
        kind.codec, rate=kind.rate, layout=_LAYOUTS[kind.channels], options=kind.options
    )
    stream.time_base = Fraction(1, kind.rate)
    if kind.sample_format:
        stream.codec_context.format = kind.sample_format
    return stream


def _sound_packets(stream: Any, sound: Samples, kind: Kind) -> list[Any]:
    context = stream.codec_context
    context.open()
    resampler = av.AudioResampler(
        context.format, context.layout, kind.rate, context.frame_size or 1024
    )
    frame = av.AudioFrame.from_ndarray(
        np.ascontiguousarray(sound.reshape(1, -1)), "s16", _LAYOUTS[kind.channels]
    )
    frame.sample_rate = kind.rate
    frame.pts = 0
    frame.time_base = Fraction(1, kind.rate)
    frames = [*resampler.resample(frame), *resampler.resample(None)]
    return [packet for each in [*frames, None] for packet in stream.encode(each)]


def _picture_stream(container: Any) -> Any:
    stream = container.add_stream("mpeg4", rate=10)
    stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
    return stream


def _picture_packets(stream: Any, seconds: float) -> list[Any]:
    packets = []
    for number in range(round(seconds * 10)):
        shade = np.full((48, 64, 3), number % 250, np.uint8)
        picture = av.VideoFrame.from_ndarray(shade, "rgb24")
        picture.pts, picture.time_base = number, Fraction(1, 10)
        packets += stream.encode(picture)
    return [*packets, *stream.encode(None)]


def id3(size: int, seed: int = 1, is_safe: bool = True) -> bytes:
    """An ID3v2 tag with a picture of random bytes, with many false beginnings of frames in it.

    Not ``is_safe``: its size is written as a plain number, as some programs do.
    """
    noise = bytearray(random.Random(seed).randbytes(size))
    for at in range(0, size - 4, 997):
        noise[at : at + 4] = b"\xff\xfb\x90\x64"
    body = b"APIC" + size.to_bytes(4, "big") + b"\0\0" + bytes(noise)
    sizes = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + (sizes if is_safe else len(body).to_bytes(4, "big")) + body


def id3v1() -> bytes:
    return b"TAG" + b"title".ljust(125, b"\0")


def ape(size: int = 5000) -> bytes:
    """An APE tag with header and footer around random bytes."""
    body = random.Random(2).randbytes(size)

    def edge(flags: int) -> bytes:
        numbers = (2000, size + 32, 1, flags)
        return b"APETAGEX" + b"".join(n.to_bytes(4, "little") for n in numbers) + bytes(8)

    return edge(0xA0000000) + body + edge(0x80000000)


def full_decode(path: Path, rate: int, channels: int) -> Samples:
    """Every sample of a file by the plainest use of PyAV, one or two channels."""
    resampler = av.AudioResampler("s16", _LAYOUTS[channels], rate)
    with av.open(str(path)) as container:
        frames = [each for frame in container.decode(audio=0) for each in resampler.resample(frame)]
        frames += resampler.resample(None)
    return np.concatenate([frame.to_ndarray().reshape(-1, channels) for frame in frames])
