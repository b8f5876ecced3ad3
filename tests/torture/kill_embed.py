"""Kill the program while it puts chapters into audio: the file is the old one or the new one.

``python tests/torture/kill_embed.py [KILLS] [SEED]``. Each run of ``notesapp embed`` on 60 MB is
killed at a random moment, some after the end. Exits with 1 if the file was ever anything else
than all old or all new, or if anything was left after the next start.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from notesapp.containers.id3_tag import read_tags  # noqa: E402
from tests.media import make  # noqa: E402

MEGABYTES = 60
BEYOND = 1.1  # of the time a whole run takes, so that some kills come after the end
NAMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


def again_and_again(folder: Path, megabytes: int = MEGABYTES) -> bytes:
    """Sound without a header that says its length, again and again."""
    path = make(folder, "mp3-vbr-no-xing", 60)
    with path.open("rb") as file:
        begin = read_tags(file)[-1].end
    sound = path.read_bytes()[begin:]
    return path.read_bytes() + sound * (megabytes * 1_000_000 // len(sound) + 1)


def notes_text(chapters: int) -> str:
    stamps = "\n\n".join(f"Q: Question {n}? [{n // 60}:{n % 60:02}]" for n in range(chapters))
    return f"---\ntitle: Kill me\n---\n\n{stamps}\n"


class Killing:
    """One folder with notes, audio and a state of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "episode"
        self.folder.mkdir()
        self.state = folder / "state"
        self.audio, self.notes = self.folder / "a.mp3", self.folder / "a.md"
        self.notes.write_text(notes_text(200), "utf-8")
        self.data = again_and_again(folder)
        self.old = digest(self.data)
        self.whole_s, self.begin_s, self.new = self.measured()

    def measured(self) -> tuple[float, float, str]:
        """How long a run takes, when it begins to write, and what it makes."""
        self.audio.write_bytes(self.data)
        began = time.monotonic()
        begin_s = 0.0
        with self.started() as process:
            while process.poll() is None:
                if not begin_s and self.left():
                    begin_s = time.monotonic() - began
                time.sleep(0.001)
        assert process.returncode == 0, "the program did not put the chapters in"
        new = digest(self.audio.read_bytes())
        assert new != self.old
        return time.monotonic() - began, begin_s, new

    def started(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        environment |= {name: str(self.state / name) for name in NAMES}
        quiet = subprocess.DEVNULL
        command = [sys.executable, "-m", "notesapp", "embed", str(self.notes), str(self.audio)]
        return subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment)

    def left(self) -> list[Path]:
        return [path for path in self.folder.iterdir() if path.suffix == ".part"]

    def kill(self, after_s: float) -> str:
        """What stands in the file after a kill: old, new, or broken."""
        self.audio.write_bytes(self.data)
        with self.started() as process:
            time.sleep(after_s)
            process.kill()
        found = digest(self.audio.read_bytes())
        return {self.old: "old", self.new: "new"}.get(found, "broken")

    def swept(self) -> bool:
        """Start the program once more, on something small: is everything gone?"""
        other = self.folder / "b.mp3"
        other.write_bytes(self.data[:100_000])
        audio, self.audio = self.audio, other
        with self.started() as process:
            process.wait(timeout=60)
        self.audio = audio
        other.unlink()
        return not self.left()


def digest(data: bytes) -> str:
    return hashlib.blake2b(data).hexdigest()


def main(kills: int = 100, seed: int | None = None) -> int:
    """Kill so many times; the seed is printed and can be given again."""
    seed = random.randrange(10**6) if seed is None else seed
    print(f"seed {seed}, {kills} kills")
    chance = random.Random(seed)
    counts = {"old": 0, "new": 0, "broken": 0}
    leftovers = unswept = 0
    with tempfile.TemporaryDirectory() as name:
        killing = Killing(Path(name))
        print(f"one run: {killing.whole_s:.2f} s, writing from {killing.begin_s:.2f} s on")
        for number in range(kills):
            begin_s = killing.begin_s * 0.9 if number % 10 else 0.0
            after_s = chance.uniform(begin_s, killing.whole_s * BEYOND)
            state = killing.kill(after_s)
            counts[state] += 1
            leftovers += bool(killing.left())
            if state == "broken" or not killing.swept():
                unswept += state != "broken"
                print(f"kill {number} after {after_s:.3f} s: {state}, left {killing.left()}")
    print(f"{counts}; {leftovers} kills left a half-written copy, {unswept} were not swept")
    return int(bool(counts["broken"] or unswept))


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
