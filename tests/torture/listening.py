"""Both players in the hands of a monkey, on a sound server of their own and without any.

``python tests/torture/listening.py [SECONDS] [SEED]``: so long for each of the four. Exits with 1
where a player died, hung, warned or claimed what cannot be.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from notesapp.errors import AudioTrouble  # noqa: E402
from notesapp.player import libvlc  # noqa: E402
from notesapp.player.choose import QT, VLC  # noqa: E402
from tests import media  # noqa: E402
from tests.ear.pulse import NoPulse, Pulse  # noqa: E402

PLAYABLE = {
    "mp3": 4,
    "mp3-vbr-no-xing": 3,
    "m4a": 2.5,
    "opus": 3,
    "flac": 2,
    "wav": 4,
    "wav-8k": 0.4,
    "aiff": 2,
    "mka-opus": 2,
    "adts": 2,
    "mp4-video": 2,
    "ogg-flac": 2,
    "wav-5.1": 3,
}
SPARE_S = 60.0


def make_media(folder: Path) -> None:
    """Files of many kinds, whole, cut off, damaged, and none at all."""
    for name, seconds in PLAYABLE.items():
        media.make(folder, name, seconds)
    for name in ("mp3.mp3", "m4a.m4a", "wav.wav"):
        data = (folder / name).read_bytes()
        (folder / f"half-{name}").write_bytes(data[: len(data) // 2])
    ogg = bytearray(media.VORBIS.read_bytes())
    for at in range(4000, len(ogg) - 40, 3000):
        ogg[at : at + 40] = b"x" * 40
    (folder / "damaged.ogg").write_bytes(ogg)
    (folder / "junk.mp3").write_bytes(bytes(range(256)) * 400)
    (folder / "empty.wav").write_bytes(b"")


def let_loose(
    engine: str, seconds: float, seed: int, folder: Path, environment: dict[str, str], *options: str
) -> bool:
    """Run one monkey; print what it says where something is wrong."""
    command = [sys.executable, "-m", "tests.torture.monkey", engine, str(seconds), str(seed)]
    name = f"{engine} {' '.join(options) or environment.get('PULSE_SERVER', 'without a server')}"
    try:
        done = subprocess.run(
            [*command, str(folder), *options],
            cwd=ROOT,
            env={**environment, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=seconds + SPARE_S,
        )
    except subprocess.TimeoutExpired:
        print(f"{name}: does not end")
        return False
    last = done.stdout.strip().splitlines()[-2:]
    print(f"{name}: {' '.join(last)}")
    if done.returncode:
        print(f"exit code {done.returncode}\n{done.stdout}\n{done.stderr[-6000:]}")
    return done.returncode == 0


def main(seconds: float = 8.0, seed: int | None = None) -> int:
    """All four; the seed is printed and can be given again."""
    seed = random.randrange(10**6) if seed is None else seed
    print(f"seed {seed}, {seconds} s each")
    went: list[bool] = []
    has_vlc = True
    try:
        libvlc.find()
    except AudioTrouble as trouble:
        print(trouble.sentence)
        has_vlc = False
    alone = {**os.environ, "PULSE_SERVER": "none"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_media(folder)
        went.append(let_loose(QT, seconds, seed, folder, alone))
        if has_vlc:
            went.append(let_loose(VLC, seconds, seed, folder, alone, "--aout=dummy"))
        try:
            with Pulse() as pulse:
                went.append(let_loose(QT, seconds, seed, folder, pulse.environment))
                if has_vlc:
                    went.append(let_loose(VLC, seconds, seed, folder, pulse.environment))
        except NoPulse as trouble:
            print(f"no private sound server: {trouble}")
    print(f"{went.count(True)} passed, {went.count(False)} failed")
    return int(not all(went))


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(main(float(words[0]) if words else 8.0, int(words[1]) if words[1:] else None))
