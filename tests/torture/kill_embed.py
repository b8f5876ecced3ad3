"""Kill the program while it puts chapters into audio: the file is the old one or the new one.

``python tests/torture/kill_embed.py [KILLS] [SEED]``. Each run of ``notesapp embed`` on 60 MB is
killed: most of them at a random moment between the first byte of the copy and a little after
the old file is replaced, the others at any moment of the run. Exits with 1 if the file was ever
anything else than all old or all new, if anything was left after the next start, or if hardly a
kill came while the copy was half written.
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
BEYOND = 1.2  # of the time that writing takes, so that some kills come after the end
LONGEST_S = 60.0
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
        runs = sorted(self.measured() for _ in range(5))
        self.whole_s, self.writing_s, self.new = runs[2]

    def measured(self) -> tuple[float, float, str]:
        """How long a run takes, how long of that its copy is there, and what it makes."""
        self.audio.write_bytes(self.data)
        began = time.monotonic()
        with self.started() as process:
            self.wait_for_copy(process)
            begin_s = time.monotonic()
            while self.left():
                time.sleep(0.0005)
            writing_s = time.monotonic() - begin_s
        assert process.returncode == 0, "the program did not put the chapters in"
        new = digest(self.audio.read_bytes())
        assert new != self.old
        return time.monotonic() - began, writing_s, new

    def wait_for_copy(self, process: subprocess.Popen[bytes]) -> None:
        """Until the copy appears, or the run is over."""
        until = time.monotonic() + LONGEST_S
        while not self.left() and process.poll() is None:
            assert time.monotonic() < until, "the program neither writes nor ends"
            time.sleep(0.0005)

    def started(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        environment |= {name: str(self.state / name) for name in NAMES}
        quiet = subprocess.DEVNULL
        command = [sys.executable, "-m", "notesapp", "embed", str(self.notes), str(self.audio)]
        return subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment)

    def left(self) -> list[Path]:
        return [path for path in self.folder.iterdir() if path.suffix == ".part"]

    def kill(self, after_s: float, *, copying: bool) -> str:
        """What stands in the file after a kill: old, new, or broken.

        ``copying`` counts the seconds from the moment when the copy appears.
        """
        self.audio.write_bytes(self.data)
        with self.started() as process:
            if copying:
                self.wait_for_copy(process)
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
        print(f"one run: {killing.whole_s:.2f} s, {killing.writing_s:.3f} s of it writing")
        for number in range(kills):
            copying = number % 5 != 4
            most_s = killing.writing_s * BEYOND if copying else killing.whole_s
            after_s = chance.uniform(0, most_s)
            state = killing.kill(after_s, copying=copying)
            counts[state] += 1
            leftovers += bool(killing.left())
            if state == "broken" or not killing.swept():
                unswept += state != "broken"
                print(f"kill {number} after {after_s:.3f} s: {state}, left {killing.left()}")
    print(f"{counts}; {leftovers} kills left a half-written copy, {unswept} were not swept")
    if leftovers * 10 < kills:
        print("hardly a kill came while the copy was half written: this proves nothing")
    return int(bool(counts["broken"] or unswept or leftovers * 10 < kills))


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
