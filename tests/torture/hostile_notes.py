"""Hostile files in the real window and through the commands: opened or refused politely, soon.

``python tests/torture/hostile_notes.py [COUNT] [SEED] [PART]``: so many of the files, chosen with
the seed; without a count, all of them. PART chooses those with it in their name, and says of each
what became of it. Exits with 1 where one took over two seconds to be opened (with a key typed and
seen) or refused, held the window, needed over 600 MB (all formats by command: a gigabyte), let an
exception out or came back with other bytes.
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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.torture.hostile_files import texts, traps  # noqa: E402

FOR_THE_WINDOW = ("-in-lines", "-64-kb")  # the commands have the same in one piece
WAIT_S = {"window": 90.0, "commands": 600.0}
QUICK_BYTES = 300_000  # what the commands get in a small run
FRESH_MB = 300  # above, what was left over would count for the next file


@dataclass
class Child:
    """A process that opens files; it is started again when it is gone."""

    kind: str
    home: Path
    process: subprocess.Popen[str] | None = None
    visits: int = 0

    @property
    def is_used(self) -> bool:
        """Whether its process has opened more than one file."""
        return self.visits > 1

    def visit(self, path: Path) -> dict[str, Any]:
        """What became of one file."""
        if self.process is None:
            self.process = self._start()
            self._line(60.0)
        assert self.process.stdin is not None
        self.visits += 1
        self.process.stdin.write(os.fsencode(path).hex() + "\n")
        self.process.stdin.flush()
        line = self._line(WAIT_S[self.kind])
        if line:
            return dict(json.loads(line))
        self.stop()
        errors = (self.home / "stderr").read_text("utf-8", "replace")[-3000:]
        wrong = [f"the {self.kind} hung or died: {errors}"]
        return {"seconds": WAIT_S[self.kind], "mb": 0, "said": "", "wrong": wrong}

    def visit_once_more(self, path: Path, told: dict[str, Any]) -> dict[str, Any]:
        """The same in a new process, where only memory was short in one that had seen others.

        What the system has lent a process it is rarely given back, and is not the file's.
        """
        if not self.is_used or not told["wrong"] or not all(_is_memory(w) for w in told["wrong"]):
            return told
        self.stop()
        self.home = self.home.with_name(f"{self.home.name}-again")
        self.home.mkdir()
        return self.visit(path)

    def _line(self, wait_s: float) -> str:
        assert self.process is not None
        assert self.process.stdout is not None
        lines: queue.Queue[str] = queue.Queue()
        read = self.process.stdout.readline
        threading.Thread(target=lambda: lines.put(read()), daemon=True).start()
        try:
            return lines.get(timeout=wait_s)
        except queue.Empty:
            return ""

    def _start(self) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
        with (self.home / "stderr").open("w") as errors:
            return subprocess.Popen(
                [
                    *(sys.executable, "-X", "faulthandler", "-m", "tests.torture.hostile_child"),
                    *(self.kind, str(self.home)),
                ],
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
            self.visits = 0


def _is_memory(complaint: str) -> bool:
    return complaint.startswith("needs ")


def chosen(names: list[str], count: int, seed: int, part: str) -> list[str]:
    """The files to try, in an order of chance."""
    fitting = sorted(name for name in names if part in name)
    random.Random(seed).shuffle(fitting)
    return fitting[: count or None]


@dataclass
class Tally:
    """What became of all files so far."""

    opened: int = 0
    wrong: int = 0
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[int, str] = (0, "")

    def take(self, kind: str, name: str, told: dict[str, Any]) -> None:
        """Add one file; complaints are printed at once."""
        for said in told["wrong"]:
            print(f"{name}: {said}", flush=True)
        self.wrong += len(told["wrong"])
        if kind == "window":
            self.largest = max(self.largest, (told["mb"], name))
            self.opened += not told["said"]
            self.slowest = max(self.slowest, (told["seconds"], name))


def main(count: int = 0, seed: int = 1, part: str = "") -> int:
    """Try the files; one line for each that is not as it must be."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made).resolve()
        written, special = texts(), traps(folder)
        names = chosen([*written, *special], count, seed, part)
        print(f"seed {seed}, {len(names)} files", flush=True)
        children = [Child(kind, folder / kind) for kind in WAIT_S]
        for child in children:
            child.home.mkdir()
        for number, name in enumerate(names):
            for child in children:
                if child.kind == "commands" and name.endswith(FOR_THE_WINDOW):
                    continue
                where = folder / f"{child.kind}-{number}"
                where.mkdir()
                path = special[name](where) if name in special else where / "notes.md"
                if name in written:
                    path.write_bytes(written[name]())
                    if count and child.kind == "commands" and path.stat().st_size > QUICK_BYTES:
                        continue
                told = child.visit_once_more(path, child.visit(path))
                tally.take(child.kind, name, told)
                if part:
                    print(child.kind, name, *told.values(), sep="\t", flush=True)
                if child.kind == "commands" and told["mb"] > FRESH_MB:
                    child.stop()
                if name in written:
                    path.unlink()
        for child in children:
            child.stop()
    print(
        f"{len(names)} hostile files, {tally.opened} opened, {len(names) - tally.opened} refused; "
        f"at most {tally.slowest[0]:.1f} s ({tally.slowest[1]}) and {tally.largest[0]} MB "
        f"({tally.largest[1]}): {tally.wrong} complaints"
    )
    return int(bool(tally.wrong) or not names)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(*(int(word) for word in given[:2]), *given[2:3]))
