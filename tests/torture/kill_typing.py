"""Kill the program while somebody types: what was on the screen is there at the next start.

``python tests/torture/kill_typing.py [KILLS] [SEED]``. One run after the other in the same home:
each begins with recovering what the run before left. After each kill the text of every document,
from its journal or, where there is none, from its file, must be the text as it was said last, or
one change further. Exits with 1 on any loss, or where fewer than half of the kills found anything
unsaved.
"""

from __future__ import annotations

import json
import os
import random
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE)]

from typist import folders, print_of  # noqa: E402

from notesapp.storage.journal_format import read_journal  # noqa: E402
from notesapp.storage.journal_text import without_halves  # noqa: E402
from notesapp.storage.places import places_from_environment  # noqa: E402
from notesapp.storage.recovery import LeftOver, RecoveryStore  # noqa: E402

LONGEST_S = 60.0
MAX_FILE = 3 << 20


class Run:
    """One run of the typist, killed after a time or a number of keys."""

    def __init__(self, home: Path, seed: int, chance: random.Random) -> None:
        self.said: list[dict[str, object]] = []
        keys = chance.randint(1, 60) if chance.random() < 0.5 else 1 << 30
        self._seconds = chance.uniform(0, 2)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, str(HERE / "typist.py"), str(home), str(seed)]
        with (home / "errors.txt").open("wb") as errors:
            self._process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=errors, env=environment
            )
        self._rest = b""
        self._read(keys)
        self.code = self._process.poll()
        self._process.kill()
        self._process.wait()
        while self._take():
            pass
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _read(self, keys: int) -> None:
        """Until it is time to kill, which is counted from the first key."""
        until, first = time.monotonic() + LONGEST_S, True
        while time.monotonic() < until:
            wait = max(0.0, until - time.monotonic())
            if not select.select([self._process.stdout], [], [], wait)[0]:
                return
            if not self._take():
                return
            acks = sum(line["what"] == "ack" for line in self.said)
            if acks and first:
                until, first = time.monotonic() + self._seconds, False
            if acks >= keys:
                return

    def _take(self) -> bool:
        assert self._process.stdout is not None
        data = os.read(self._process.stdout.fileno(), 1 << 16)
        *lines, self._rest = (self._rest + data).split(b"\n")
        self.said += [json.loads(line) for line in lines]
        return bool(data)

    def last(self) -> dict[str, dict[str, object]]:
        """What was said last of each document."""
        return {str(one["doc"]): one for one in self.said if one["what"] == "ack"}


class Home:
    """The folder all runs share, and what is looked at in it after each kill."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places = places_from_environment(folders(folder), "linux", folder)
        self.store = RecoveryStore(self.places.recovery_folder)
        self.steps = 0

    def look(self, run: Run) -> tuple[list[str], bool]:
        """What is wrong after a kill, and whether anything was unsaved."""
        wrong = [str(one["words"]) for one in run.said if one["what"] == "wrong"]
        if run.code is not None:
            wrong.append("the program ended by itself: " + self._errors())
        bytes_of = {path.stem: path.read_bytes() for path in self._journals()}
        wrong += self._unfit()
        left = {one.doc_id: one for one in self.store.list_left_over()}
        for doc, said in run.last().items():
            wrong += self._lost(doc, said, left.get(doc), bytes_of.get(doc, b""))
        self.steps += sum(len(one.steps) for one in left.values())
        return wrong, any(self._is_unsaved(one) for one in left.values())

    def _lost(
        self, doc: str, said: dict[str, object], left: LeftOver | None, data: bytes
    ) -> list[str]:
        if left is None:
            # It may have been saved elsewhere after it was said; the journal knows where to.
            path = read_journal(data).head.notes_path or said["path"]
            text = Path(str(path)).read_text("utf-8") if path else ""
            if print_of(text) == said["print"] or self._one_before(data, said):
                return []
            was = f"a journal of {len(data)} bytes" if data else "no journal"
            return [f"{doc} had {was}; its file {path} ends in {text[-60:]!r}, said: {said}"]
        if print_of(left.text) == said["print"] or self._one_before(data, said):
            return []
        return [f"{doc} ends in {left.text[-60:]!r} ({len(left.text)}), said: {said}"]

    def _one_before(self, data: bytes, said: dict[str, object]) -> bool:
        """Whether the journal without its last change has the text that was said."""
        for _ in range(4):  # the caret and a save may stand behind the change
            last = data.rstrip(b"\n").rfind(b"\n") + 1
            content, data = data[last:].split(b" ", 2)[-1], data[:last]
            replay = read_journal(data).replay
            if replay is None:
                return False
            if content[:4] in (b'["s"', b'["j"', b'["u"', b'["r"'):
                return print_of(without_halves(replay.units.text())) == said["print"]
        return False

    def _is_unsaved(self, left: LeftOver) -> bool:
        path = left.notes_path
        if path is None or not path.exists():
            return bool(left.text.strip())
        return path.read_text("utf-8") != left.text

    def _unfit(self) -> list[str]:
        """Journals others may read, or that grow."""
        wrong = []
        for path in self._journals():
            found = path.stat()
            if found.st_mode & 0o077 or path.parent.stat().st_mode & 0o077:
                wrong.append(f"{path.name} is open to others")
            if found.st_size > MAX_FILE:
                wrong.append(f"{path.name} has {found.st_size} bytes")
        return wrong

    def _journals(self) -> list[Path]:
        return sorted(self.places.recovery_folder.glob("*.journal"))

    def _errors(self) -> str:
        return (self.folder / "errors.txt").read_text("utf-8", "replace")[-600:]


def main(kills: int = 20, seed: int | None = None) -> int:
    """Kill so many times; the seed is printed and can be given again."""
    seed = random.randrange(10**6) if seed is None else seed
    print(f"seed {seed}, {kills} kills", flush=True)
    chance, began = random.Random(seed), time.monotonic()
    complaints = unsaved = keys = recovered = 0
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        (home.folder / "notes.md").write_text("Q: Why is rye flat? [0:20]\n\nA: It is.\n", "utf-8")
        for number in range(kills):
            run = Run(home.folder, seed * 10_000 + number, chance)
            wrong, had_any = home.look(run)
            keys += sum(one["what"] == "ack" for one in run.said)
            recovered += sum(one["what"] == "recovered" for one in run.said)
            unsaved += had_any
            complaints += len(wrong)
            for words in wrong:
                print(f"kill {number}: {words}", flush=True)
            said = sum(one["what"] == "ack" for one in run.said)
            if not said:
                print(f"kill {number}: nothing was typed", flush=True)
                complaints += 1
    spent = time.monotonic() - began
    print(f"{kills / spent:.2f} kills a second, {home.steps} undo steps kept")
    print(
        f"{kills} kills, {keys} keys acknowledged, {unsaved} kills with unsaved text,"
        f" {recovered} texts recovered, {complaints} complaints"
    )
    return 1 if complaints or unsaved * 2 < kills else 0


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
