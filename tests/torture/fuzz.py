"""Damaged chapter files and damaged audio through import, chapters and embed.

``python tests/torture/fuzz.py [COUNT] [SEED]``: so many mutated files. Exits with 1 where the
program crashed, hung, let an exception out, left half a file behind or looked outside the folder.
What was wrong with a file is printed with the seed that makes it again.
"""

from __future__ import annotations

import json
import os
import queue
import random
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.torture.fuzz_seeds import Seed, make_seeds  # noqa: E402

LONGEST_S = 5.0
COMMANDS = ("read", "imported", "embedded", "read again")
START_S = 60.0
NOTES = """---
title: "Damaged"
---

Q: First? [0:00.500]
{: chapter="One & “two”" url="https://example.org/?a=1&b=2" }

A: Yes. [0:01]

Q: Second? [0:01.250]
{: chapter="Zweites Käpitel" toc="no" }
"""
MARKS = (
    *(
        b"\x00",
        b"\xff",
        b"\xff\xff\xff\xff",
        b"\x7f\xff\xff\xff",
        b"\x80\x00\x00\x00",
        b"\r",
        b"\n",
    ),
    *(b"-->", b"]]>", b"&a;", b"<!DOCTYPE a>", b"{", b"[", b'"', b"\xed\xa0\x80", b"\xef\xbb\xbf"),
    *(b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f", b"CHAP", b"moov", b"OggS", b"\x1aE\xdf\xa3", b"1e999"),
    *(b"99:99:99.999", b"-1", b"00000000000000000001", b"\xe2\x80\xae", b"\t", b"fLaC", b"../../"),
)


def mutated(data: bytes, dice: random.Random) -> bytes:
    """One to eight injuries, most of them where lengths and tables stand: near the ends."""
    new = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        if not new:
            return bytes(new)
        at = _place(len(new), dice)
        act = dice.randrange(7)
        if act == 0:
            new[at] ^= 1 << dice.randrange(8)
        elif act == 1:
            new[at : at + 4] = dice.randbytes(min(4, len(new) - at))
        elif act == 2:
            del new[at:]
        elif act == 3:
            del new[at : at + dice.randint(1, 64)]
        elif act == 4:
            new[at:at] = new[at : at + dice.randint(1, 400)] * dice.randint(1, 9)
        elif act == 5:
            new[at:at] = dice.choice(MARKS)
        else:
            mark = dice.choice(MARKS)
            new[at : at + len(mark)] = mark
    return bytes(new)


def _place(length: int, dice: random.Random) -> int:
    near = min(length, 4096)
    if dice.random() < 0.7:
        at = dice.randrange(near)
        return at if dice.random() < 0.7 else length - 1 - at
    return dice.randrange(length)


@dataclass
class Child:
    """The process in which the commands run; it is started again when it is gone."""

    folder: Path
    process: subprocess.Popen[str] | None = None
    done: Counter[int] = field(default_factory=Counter)

    def try_file(self, name: str) -> list[str]:
        """Hand one file over and wait for the answer."""
        wait = LONGEST_S * 4  # four commands
        if self.process is None:
            self.process = self._start()
            wait += START_S
        process = self.process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(name + "\n")
        process.stdin.flush()
        lines: queue.Queue[str] = queue.Queue()
        threading.Thread(
            target=lambda out=process.stdout: lines.put(out.readline()), daemon=True
        ).start()
        try:
            line = lines.get(timeout=wait)
        except queue.Empty:
            self.stop()
            return [f"does not end within {wait:.0f} s"]
        if not line:
            code = process.wait()
            self.process = None
            return [f"the process died with {code}: {(self.folder / 'stderr').read_text()[-3000:]}"]
        done, found = json.loads(line)
        self.done.update(place for place, worked in enumerate(done) if worked)
        return list(found)

    def _start(self) -> subprocess.Popen[str]:
        environment = {**os.environ, "HOME": str(self.folder), "TMPDIR": str(self.folder)}
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            environment[name] = str(self.folder / "home")
        with (self.folder / "stderr").open("w") as errors:
            interpreter = [sys.executable, "-X", "faulthandler"]
            return subprocess.Popen(
                [*interpreter, "-m", "tests.torture.fuzz_child", str(self.folder)],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def one(child: Child, seeds: tuple[Seed, ...], number: int) -> list[str]:
    """Make the damaged file of one number and try it."""
    dice = random.Random(number)
    seed = dice.choice(seeds)
    path = child.folder / f"f{seed.suffix}"
    path.write_bytes(seed.data if dice.random() < 0.03 else mutated(seed.data, dice))
    found = child.try_file(path.name)
    path.unlink(missing_ok=True)
    return [f"number {number}, {seed.name}: {wrong}" for wrong in found]


def main(arguments: list[str]) -> int:
    count = int(arguments[0]) if arguments else 150
    first = int(arguments[1]) if len(arguments) > 1 else 1
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as apart:
        folder = Path(made).resolve()
        secret = Path(apart).resolve() / "secret.txt"
        secret.write_text("what nobody asked for", "utf-8")
        (folder / "notes.md").write_text(NOTES, "utf-8")
        seeds = make_seeds(folder, secret)
        child = Child(folder)
        wrong = [w for number in range(first, first + count) for w in one(child, seeds, number)]
        child.stop()
    for said in wrong[:20]:
        print(said)
    counts = ", ".join(f"{child.done[place]} {name}" for place, name in enumerate(COMMANDS))
    print(f"{count} damaged files of {len(seeds)} kinds ({counts}): {len(wrong)} complaints")
    idle = [name for place, name in enumerate(COMMANDS) if count >= 100 > child.done[place] * 20]
    if idle:
        print(f"hardly anything was {', '.join(idle)}: this proves nothing")
    return int(bool(wrong or idle))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
