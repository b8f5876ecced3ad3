"""Another program meddles with the notes while somebody types: nothing is lost without a word.

``python tests/torture/meddling.py [ROUNDS] [SEED]``. Each round opens notes in the real window,
lets the user and another program act by chance, and at the end looks for every text that the
other program wrote: it is in the file, in a file beside it, or among the versions. What the other
program itself wrote over is its own affair; a file that the user was not asked about is not.
Exits with 1 on any complaint, or where the run proved nothing.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from notesapp.app import make_application  # noqa: E402
from notesapp.errors import FileTrouble  # noqa: E402
from notesapp.storage.lock_owner import owner_here  # noqa: E402
from notesapp.storage.note_file import load_notes, save_notes  # noqa: E402
from notesapp.storage.note_lock import NoteLocks, lock_path  # noqa: E402
from notesapp.storage.note_look import Found  # noqa: E402
from notesapp.storage.places import places_from_environment  # noqa: E402

if TYPE_CHECKING:
    from notesapp.ui.episode.episode import Episode
    from notesapp.ui.program import Program

START = "Q: Rye? [0:20]\n\nA: Flat. [0:30]\n\nQ: Wheat? [0:40]\n\nA: High. [0:50]\n"
ACTS = 8
WATCHED_MS = 120
PATIENT_TIMES = 80
ROUNDS_A_WINDOW = 25
WORDS = ("rye", "oat", "spelt", "wheat", "barley")


def write(path: Path, text: str) -> None:
    """In pieces, as most programs do."""
    with path.open("w", encoding="utf-8") as file:
        for start in range(0, len(text), 30):
            file.write(text[start : start + 30])
            file.flush()


def write_over(path: Path, text: str) -> None:
    """Beside it first, then in its place."""
    other = path.with_name("other.tmp")
    other.write_text(text, "utf-8")
    other.replace(path)


def write_unseen(path: Path, text: str) -> None:
    """With the time of the file before."""
    before = path.stat()
    path.write_text(text, "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def save_as_we_do(path: Path, text: str, asks: bool) -> bool:
    """As a second program of ours: it reads, looks for a lock if it ``asks``, and saves."""
    locks = NoteLocks(path.parent / "locks")
    answer = locks.take(path) if asks else None
    if answer is not None and answer.held is None:
        return False
    try:
        save_notes(path, text, load_notes(path))
    except FileTrouble:
        return False
    finally:
        if answer is not None and answer.held is not None:
            locks.release(answer.held)
    return True


class Round:
    """One file, the real window on it, and another program. ``seen`` are acts by name."""

    def __init__(
        self, episode: Episode, pool: ProcessPoolExecutor, folder: Path, chance: random.Random
    ) -> None:
        self.chance = chance
        self.pool = pool
        self.episode = episode
        self.path = folder / "notes.md"
        self.path.write_text(START, "utf-8")
        episode.session.open(self.path)
        episode.window.show_work()
        self.settle_versions: Callable[[], object] = int
        self.seen: Counter[str] = Counter()
        self.done: list[str] = []
        self.complaints: list[str] = []
        self.theirs: list[str] = []
        self.number = 0

    # --- the other program

    def _text(self) -> str:
        self.number += 1
        lines = START.split("\n")
        lines[self.chance.choice((0, 2, 4, 6))] += f" theirs {self.number}"
        return "\n".join(lines)

    def _elsewhere(self, act: Callable[..., object], *arguments: object) -> object:
        return self.pool.submit(act, *arguments).result(timeout=60)

    def _wrote(self, text: str) -> None:
        """It replaces its own last text where the window has not yet seen that."""
        self.theirs.append(text)

    def _in_file(self) -> str | None:
        try:
            return load_notes(self.path).text
        except FileTrouble:
            return None

    def _overwrites(self) -> None:
        """What it writes over or removes itself is not the window's doing."""
        there = self._in_file()
        if there is not None:
            self.theirs = [text for text in self.theirs if text != there]

    def change(self) -> None:
        self._overwrites()
        text = self._text()
        self._elsewhere(write, self.path, text)
        self._wrote(text)

    def rename_over(self) -> None:
        self._overwrites()
        text = self._text()
        self._elsewhere(write_over, self.path, text)
        self._wrote(text)

    def same_size_and_time(self) -> None:
        there = self._in_file()
        if not there or "H" not in there:
            return
        self._overwrites()
        letter = self.chance.choice("BCDFGJKLMNP")
        text = there.replace("High", f"{letter}igh").replace("H", letter)
        self._elsewhere(write_unseen, self.path, text)
        self._wrote(text)

    def delete(self) -> None:
        self._overwrites()
        self.path.unlink(missing_ok=True)

    def touch(self) -> None:
        if self.path.exists():
            os.utime(self.path, (1, 1))

    def truncate(self) -> None:
        if self.path.exists():
            self._overwrites()
            os.truncate(self.path, 0)

    def dangling_lock(self) -> None:
        owner = owner_here().as_object()
        kind = self.chance.choice(("dead", "reused", "far", "silent", "torn"))
        changed: dict[str, object] = {
            "dead": {"pid": 2**22 + 7},
            "reused": {"mark": "other-boot:1"},
            "far": {"place": "elsewhere"},
            "silent": {"place": "elsewhere"},
            "torn": {},
        }[kind]  # type: ignore[assignment]
        text = json.dumps({**owner, **changed})
        lock = lock_path(self.path)
        lock.write_text(text[: 40 if kind == "torn" else None], "utf-8")
        if kind in ("silent", "torn"):
            old_s = time.time() - 700
            with contextlib.suppress(FileNotFoundError):  # the program has taken it away already
                os.utime(lock, (old_s, old_s))
        locks = self.episode.features.get("conflict").locks
        locks._path = None
        locks.follow()

    def unlock(self) -> None:
        lock_path(self.path).unlink(missing_ok=True)

    def second_program(self) -> None:
        """It reads, changes and saves as the program does, with the same checks."""
        there = self._in_file()
        if there is None:
            return
        text = f"{there}second {self.number}\n"
        self.number += 1
        asks = self.chance.random() < 0.5
        if self._elsewhere(save_as_we_do, self.path, text, asks):
            self.theirs = [one for one in self.theirs if one != there]
            self._wrote(text)

    # --- the user

    def type(self) -> None:
        QTest.keyClicks(self.episode.window.editor, self.chance.choice(WORDS) + " ")

    def save(self) -> None:
        self.episode.files.save()

    def wait(self) -> None:
        QTest.qWait(self.chance.choice((0, 20, 250, WATCHED_MS)))

    def undo(self) -> None:
        self.episode.history.undo()

    def flush(self) -> None:
        self.episode.session.flush()

    def press(self) -> None:
        """The button of the message: keep mine, save again, save anyway."""
        message = self.episode.window.bar.current()
        if message is not None and message.id in ("disk", "disk_gone", "lock_save"):
            self.seen[f"{message.id} pressed"] += 1
            self.episode.window.bar.action.click()

    def compare(self) -> None:
        conflict = self.episode.features.get("conflict")
        conflict.compare()
        for _ in range(50):
            QTest.qWait(2)
            if conflict.dialog is not None or not conflict._questions.is_asking("theirs"):
                break
        dialog = conflict.dialog
        if dialog is None:
            return
        if self.chance.random() < 0.3:
            self.change()  # while the user chooses
        for part in range(len(dialog.parts)):
            side = self.chance.choice(("mine", "theirs", "both"))
            dialog.view.rows_model.decide(part, type(dialog.parts[part].side)(side))
        name = self.chance.choice(("merged", "keep", "take", "both"))
        self.seen[f"compared: {name}"] += 1
        getattr(dialog, name).click()
        if name == "both":
            QTest.qWait(60)

    # --- the round

    def run(self) -> None:
        other = (
            *(self.change, self.rename_over, self.same_size_and_time, self.delete, self.touch),
            *(self.truncate, self.dangling_lock, self.unlock, self.second_program),
        )
        user = (self.type, self.type, self.save, self.wait, self.undo, self.flush, self.press)
        for _ in range(ACTS):
            acts = self.chance.choice((other, user, (*user, self.compare)))
            self._do(self.chance.choice(acts))
        QTest.qWait(self.chance.choice((0, WATCHED_MS)))
        self.flush()
        self._look()
        self.episode.session.forget_unsaved()
        self.episode.window.bar.drop("disk")

    def _do(self, act: Callable[[], None]) -> None:
        self.seen[act.__name__] += 1
        self.done.append(act.__name__)
        act()

    def _look(self) -> None:
        beside = [p for p in self.path.parent.iterdir() if p.suffix == ".md"]
        there = {load_notes(path).text for path in beside}
        self.settle_versions()
        store = self.episode.session.versions.store
        kept: set[str] = set()
        for version in store.list_versions(self.path):
            with suppress(FileTrouble):  # thinned out meanwhile
                kept.add(store.read(version))
        for text in self.theirs:
            if text not in there and text not in kept:
                self.complaints.append(f"a text of the other program is lost: {text[:200]!r}")
        self._settle()
        remains = self._remains()
        for _ in range(PATIENT_TIMES):  # a save under way has its file beside the notes
            if not remains:
                return
            QTest.qWait(50)
            remains = [name for name in self._remains() if name in remains]
        self.complaints.append(f"left behind: {remains}")

    def _remains(self) -> list[str]:
        return [p.name for p in self.path.parent.iterdir() if p.suffix == ".part"]

    def _settle(self) -> None:
        """What is clean shows the file before long, or says that it does not."""
        for _ in range(PATIENT_TIMES):
            if self._is_shown():
                return
            QTest.qWait(50)
        now = self.episode.document.text()
        self.complaints.append(f"clean, and not what is in the file: {now!r} after {self.done}")

    def _is_shown(self) -> bool:
        session = self.episode.session
        is_said = session.disk.news.seen.found is not Found.SAME or session.disk.in_conflict
        return session.document.dirty or is_said or session.document.text() == self._in_file()


def fresh_window(program: Program) -> Episode:
    """A window that is shown."""
    episode = program.new_window()
    episode.window.show()
    QTest.qWait(50)
    return episode


def main(rounds: int = 200, seed: int | None = None) -> int:
    """Run so many rounds; the seed is printed and can be given again."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    seed = random.randrange(10**6) if seed is None else seed
    print(f"seed {seed}, {rounds} rounds")
    app = make_application(["meddling"])
    from notesapp.ui.files import disk_side
    from notesapp.ui.program import Program

    disk_side.SOON_MS, disk_side.SETTLE_MS, disk_side.EMPTY_SETTLE_MS = 10, 30, 60
    app.setQuitOnLastWindowClosed(False)
    total: Counter[str] = Counter()
    bad = 0
    with tempfile.TemporaryDirectory() as home_name:
        home = Path(home_name)
        names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        environment = {name: str(home / name) for name in names}
        places = places_from_environment(environment, "linux", home)
        program = Program(app, places, vlc_options=("--aout=dummy",))
        program.services.settings.choose("editor.autosave_delay_ms", 200)
        pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        episode = program.new_window()
        for number in range(rounds):
            if number % ROUNDS_A_WINDOW == 0:
                episode.window.may_close = lambda: True
                episode.window.close()
                episode = fresh_window(program)
            folder = home / f"round{number}"
            folder.mkdir()
            one = Round(episode, pool, folder, random.Random(seed * 100_003 + number))
            one.settle_versions = lambda: program.services.writer.submit(int).result(30)
            one.run()
            total += one.seen
            bad += bool(one.complaints)
            for complaint in one.complaints:
                print(f"round {number}: {complaint}")
        pool.shutdown()
        program.abandon()
    print(", ".join(f"{name} {count}" for name, count in sorted(total.items())))
    proved = total["change"] and total["save"] and total["disk pressed"]
    if not proved:
        print("nothing was proved: too few acts met each other")
    print(f"{rounds - bad} passed, {bad} failed; {sum(total.values())} acts")
    return 1 if bad or not proved else 0


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
