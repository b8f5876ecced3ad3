"""An hour of timecode sound in every format the program plays, made once for all benches.

    python tests/bench/media.py [NAME...]      make these (default: all) and say where they are

Needs ffmpeg and lame. The files stay under build/bench-media until the recipe or the timecode
changes; making all of them takes some minutes.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests import timecode  # noqa: E402

RECIPE = "1"
MINUTES = 60
LENGTH_MS = MINUTES * 60_000
FOLDER = ROOT / "build" / "bench-media"
# Noise makes an encoder spend more bits there, so that a guess from the bytes goes far wrong.
NOISY = ((0.0, 0.15), (0.6, 0.8))
TWO_SIDES = "pan=stereo|c0=c0|c1=c0,adelay=0|7"  # the right is 7 ms late: no two alike
ART_BYTES = 2_000_000
WOUNDS = 40
WOUND_BYTES = 1500


class MediaTrouble(Exception):
    """The media cannot be made here; says what is missing."""


@dataclass(frozen=True)
class Kind:
    """One file of the set. ``make`` gets the folder and the path to write."""

    name: str
    file: str
    make: Callable[[Path, Path], None]


def media(name: str, folder: Path = FOLDER) -> Path:
    """Return the hour of sound called ``name``, making it if it is not there.

    Raises MediaTrouble with a sentence where ffmpeg or lame is missing.
    """
    kind = next((kind for kind in KINDS if kind.name == name), None)
    if kind is None:
        raise MediaTrouble(f"There is no medium {name!r}. These are: {', '.join(names())}.")
    place = folder / fingerprint()
    path = place / kind.file
    if not path.exists():
        need("ffmpeg", "lame")
        place.mkdir(parents=True, exist_ok=True)
        forget_others(place)
        partial = place / f"part-{os.getpid()}-{kind.file}"
        kind.make(place, partial)
        partial.replace(path)
    return path


def names() -> list[str]:
    """List the names of the set."""
    return [kind.name for kind in KINDS]


def fingerprint() -> str:
    """Change when the recipe or the sound of the timecode does."""
    sound = timecode.tenths(1234, 3).tobytes()
    return hashlib.sha256(f"{RECIPE} {MINUTES} ".encode() + sound).hexdigest()[:12]


def forget_others(place: Path) -> None:
    """Delete sets made from an older recipe or timecode; each takes more than a gigabyte."""
    for folder in place.parent.iterdir():
        if folder != place:
            shutil.rmtree(folder)


def need(*programs: str) -> None:
    absent = [program for program in programs if not shutil.which(program)]
    if absent:
        packages = " ".join(absent)
        raise MediaTrouble(
            f"The bench media need {' and '.join(absent)}: apt-get install {packages}"
        )


def write_master(path: Path) -> None:
    """Write the hour as mono 44.1 kHz, 16 bit."""
    generator = np.random.default_rng(3)
    total = MINUTES * 600
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(timecode.RATE)
        for first in range(0, total, 600):
            samples = timecode.tenths(first, min(600, total - first))
            if any(start <= first / total < end for start, end in NOISY):
                samples = samples + generator.normal(0, 0.05, samples.size)
            file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def run(command: list[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise MediaTrouble(f"{command[0]} ended with {done.returncode}: {done.stderr[-300:]}")


def ffmpeg(*arguments: str | Path) -> None:
    run(["ffmpeg", "-hide_banner", "-v", "error", "-y", *arguments])


def lame(*options: str) -> Callable[[Path, Path], None]:
    """Encode the master; mono, at a quick quality."""

    def make(folder: Path, path: Path) -> None:
        encode(master(folder), path, *options)

    return make


def encode(wav: Path, path: Path, *options: str) -> None:
    run(["lame", "--quiet", "-m", "m", "-q", "7", *options, wav, path])


def coded(*options: str) -> Callable[[Path, Path], None]:
    """Encode the master with ffmpeg."""

    def make(folder: Path, path: Path) -> None:
        ffmpeg("-i", master(folder), *options, path)

    return make


def copied(name: str, *options: str) -> Callable[[Path, Path], None]:
    """Put the coded sound of another of the set into another container."""

    def make(folder: Path, path: Path) -> None:
        ffmpeg("-i", media(name, folder.parent), "-map", "0:a", "-c", "copy", *options, path)

    return make


def with_picture(*options: str) -> Callable[[Path, Path], None]:
    """Put the AAC sound beside a small picture that moves."""

    def make(folder: Path, path: Path) -> None:
        picture = f"testsrc=size=160x90:rate=5:duration={MINUTES * 60}"
        ffmpeg(
            *("-f", "lavfi", "-i", picture, "-i", media("aac", folder.parent)),
            *("-map", "0:v", "-map", "1:a", "-c:a", "copy", "-c:v", "mpeg4", "-g", "50"),
            *("-shortest", *options, path),
        )

    return make


def master(folder: Path) -> Path:
    return media("wav", folder.parent)


def make_wav(_folder: Path, path: Path) -> None:
    write_master(path)


def make_joined(folder: Path, path: Path) -> None:
    """Put two VBR files one after the other: the first's header speaks for a third of it."""
    parts = []
    for number, cut in enumerate((["-t", "1200"], ["-ss", "1200"])):
        wav, mp3 = folder / f"join-{number}.wav", folder / f"join-{number}.mp3"
        ffmpeg(*cut, "-i", master(folder), "-c", "copy", wav)
        encode(wav, mp3, "-V", "4")
        parts.append(mp3.read_bytes())
        wav.unlink()
        mp3.unlink()
    path.write_bytes(b"".join(parts))


def make_with_art(folder: Path, path: Path) -> None:
    """Put an ID3 tag with a big picture in front of the VBR file."""
    from mutagen.id3 import APIC, ID3, TIT2

    shutil.copyfile(media("vbr", folder.parent), path)
    picture = b"\xff\xd8\xff\xfb" + random.Random(5).randbytes(ART_BYTES)
    tags = ID3()
    tags.add(TIT2(encoding=3, text="Timecode"))
    tags.add(APIC(encoding=3, mime="image/jpeg", type=3, desc="cover", data=picture))
    tags.save(path)


def make_damaged(folder: Path, path: Path) -> None:
    """Overwrite stretches of the VBR file with noise, none in its first 2 %."""
    data = bytearray(media("vbr", folder.parent).read_bytes())
    chance = random.Random(11)
    for _ in range(WOUNDS):
        at = chance.randrange(len(data) // 50, len(data) - WOUND_BYTES)
        data[at : at + WOUND_BYTES] = chance.randbytes(WOUND_BYTES)
    path.write_bytes(data)


KINDS = (
    Kind("wav", "hour.wav", make_wav),
    Kind("cbr", "cbr.mp3", lame("--cbr", "-b", "128")),
    Kind("vbr", "vbr.mp3", lame("-V", "4")),
    Kind("vbr-no-xing", "vbr-no-xing.mp3", lame("-V", "4", "-t")),
    Kind("vbr-joined", "vbr-joined.mp3", make_joined),
    Kind("vbr-art", "vbr-art.mp3", make_with_art),
    Kind("vbr-damaged", "vbr-damaged.mp3", make_damaged),
    Kind("aac", "aac.m4a", coded("-c:a", "aac", "-b:a", "96k")),
    Kind("aac-stereo", "aac-stereo.m4a", coded("-af", TWO_SIDES, "-c:a", "aac", "-b:a", "128k")),
    Kind("alac", "alac.m4a", coded("-c:a", "alac")),
    Kind("m4b", "book.m4b", copied("aac", "-f", "ipod")),
    Kind("opus", "opus.opus", coded("-c:a", "libopus", "-b:a", "64k", "-compression_level", "3")),
    Kind("vorbis", "vorbis.ogg", coded("-c:a", "libvorbis", "-q:a", "4")),
    Kind("flac", "flac.flac", coded("-c:a", "flac", "-compression_level", "3")),
    Kind("aiff", "hour.aiff", coded("-c:a", "pcm_s16be")),
    Kind("mka", "opus.mka", copied("opus")),
    Kind("mp4", "picture.mp4", with_picture("-movflags", "+faststart")),
    Kind("mkv", "picture.mkv", with_picture()),
)


def main(arguments: list[str]) -> int:
    """Make what is asked for."""
    try:
        for name in arguments or names():
            print(f"{name:12} {media(name)}", flush=True)
    except MediaTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
