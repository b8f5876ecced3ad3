"""Ordinary MP4 files of every kind, and small changes to their boxes."""

from __future__ import annotations

import random
import re
import struct
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from mutagen.mp4 import MP4, MP4Cover

from tests import media

_AAC = media.KINDS["m4a"]
_ALAC = media.KINDS["alac"]
_FAST = {"movflags": "faststart"}
KINDS = {
    **{f"aac-{rate}": replace(_AAC, rate=rate) for rate in (8000, 16000, 22050, 24000, 32000)},
    **{f"aac-stereo-{rate}": replace(_AAC, rate=rate, channels=2) for rate in (8000, 44100)},
    "aac-48000": replace(_AAC, rate=48000),
    "aac-fast": replace(_AAC, container_options=_FAST),
    "aac-mp4": replace(_AAC, suffix=".mp4"),
    "aac-5.1": media.KINDS["m4a-5.1"],
    "aac-video": media.KINDS["mp4-video"],
    "aac-video-fast": replace(media.KINDS["mp4-video"], container_options=_FAST),
    "alac": _ALAC,
    "alac-fast": replace(_ALAC, container_options=_FAST),
    "alac-24": media.KINDS["alac-24"],
}
DRESSED = ("aac-chapters", "aac-art", "aac-art-fast", "aac-joined", "aac-times")
NAMES = (*KINDS, *DRESSED)


def make(folder: Path, name: str, seconds: float) -> Path:
    """Make one of ``NAMES``."""
    kind = KINDS.get(name, KINDS["aac-fast" if name.endswith("fast") else "aac-16000"])
    path = folder / (name + kind.suffix)
    media.encode(path, media.timecoded(seconds, kind), kind)
    if "art" in name:
        add_art(path)
    elif name in DRESSED:
        plain = path.rename(folder / f"{name}-plain.m4a")
        {"aac-chapters": with_chapters, "aac-joined": joined, "aac-times": moved}[name](plain, path)
    return path


def add_art(path: Path) -> None:
    tags = MP4(path)
    tags["\xa9nam"] = ["Episode"]
    tags["covr"] = [MP4Cover(b"\xff\xd8\xff\xfb" + random.Random(5).randbytes(2_000_000))]
    tags.save()


def with_chapters(plain: Path, path: Path) -> None:
    """Chapters as FFmpeg writes them: a track of text beside the sound."""
    unit = Fraction(1, 1000)
    chapters: list[Any] = [
        {"id": n, "start": 900 * n, "end": 900 * n + 900, "time_base": unit, "metadata": {}}
        for n in range(3)
    ]
    for chapter in chapters:
        chapter["metadata"] = {"title": f"Part {chapter['id']}"}
    with av.open(str(plain)) as old, av.open(str(path), "w") as new:
        new.set_chapters(chapters)
        copy(old, new, lambda number: 0)


def joined(plain: Path, path: Path) -> None:
    """The next part begins some samples late, and the one after it early."""
    with av.open(str(plain)) as old, av.open(str(path), "w") as new:
        copy(old, new, lambda number: 700 if 11 < number < 30 else 1 if number >= 30 else 0)


def moved(plain: Path, path: Path) -> None:
    """Times that differ by one sample for many frames."""
    with av.open(str(plain)) as old, av.open(str(path), "w") as new:
        copy(old, new, lambda number: number % 7 // 3 if number > 2 else 0)


def copy(old: Any, new: Any, late: Any) -> None:
    sound = old.streams.audio[0]
    stream = new.add_stream_from_template(sound)
    for number, packet in enumerate(old.demux(sound)):
        if packet.dts is None:
            continue
        packet.stream = stream
        packet.pts += late(number)
        packet.dts = packet.pts
        new.mux(packet)


def patched(data: bytes, name: bytes, at: int, value: bytes) -> bytes:
    """Other bytes, counted from the name of the last box called so."""
    begin = data.rindex(name) + at
    return data[:begin] + value + data[begin + len(value) :]


def edited(data: bytes, skip: int, lasts_ms: int) -> bytes:
    """With another edit list."""
    return patched(data, b"elst", 12, struct.pack(">Ii", lasts_ms, skip))


def with_delay(path: Path, delay: int) -> None:
    """Tell the encoder's delay as iTunes does."""
    tags = MP4(path)
    text = f" 00000000 {delay:08X} 00000200 0000000000010000" + " 00000000" * 8
    tags["----:com.apple.iTunes:iTunSMPB"] = [text.encode()]
    tags.save()


def without_edits(data: bytes) -> bytes:
    return re.sub(b"edts", b"free", data)
