"""Random commands and keys in one window for long: nothing piles up, and undo leads to the start.

``python tests/torture/soak.py [COMMANDS] [SEED]``. They are done in ten legs on the same text; at
the end of each, undoing all of it must give the first bytes. Memory and the references to None
are measured where legs end, with the same text and nothing to undo; what counts is the growth
from the end of the third leg. Exits with 1 where something was wrong or piled up.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import gc
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_LOGGING_RULES"] = "qt.accessibility.*=false"

from PySide6.QtCore import QEvent, Qt, qInstallMessageHandler  # noqa: E402
from PySide6.QtGui import QTextCursor  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from notesapp.commands.table import COMMANDS, FILLED  # noqa: E402
from notesapp.core.edits.base import Position  # noqa: E402
from notesapp.core.parser import parse  # noqa: E402
from notesapp.storage.places import places_from_environment  # noqa: E402
from notesapp.storage.resources import resource  # noqa: E402
from notesapp.ui.program import Program  # noqa: E402
from tests.flows.conftest import Answers  # noqa: E402
from tests.flows.simulated import SimulatedPlayer  # noqa: E402
from tests.torture.writer import DURATION_MS, Writer, Wrong  # noqa: E402
from tests.torture.writing import EXPECTED  # noqa: E402

LEGS, WARM_LEGS = 10, 3
LOOK_EVERY, TURN_EVERY, PAINT_EVERY = 40, 8, 200
LONGEST = 9000
MOST_GROWTH = 0.05
# Below, None is given back too often and Python before 3.12 ends sooner or later; above, the
# binding keeps a reference here and there, which costs nothing as long as it is a few.
MOST_LOST, MOST_KEPT = 500, 1.0
# Other windows, other programs, the disk's version, and what ends the run.
ELSEWHERE = (
    *("file.new", "file.open_sample", "file.reload", "file.close", "file.quit", "file.open_recent"),
    *("help.manual", "help.palette", "help.keys", "help.about", "publish.again"),
)
RARE = ("publish.", "check.all", "view.", "file.save", "help.")


def soaked() -> list[str]:
    """The commands that ask nothing; what is costly or rare at a desk comes less often."""
    plain = [
        entry.id
        for entry in COMMANDS
        if not entry.title.endswith("…")
        and not entry.choices
        and entry.id not in (*FILLED, *ELSEWHERE)
    ]
    return [name for name in plain for _ in range(1 if name.startswith(RARE) else 12)]


class Soak(Writer):
    """A writer who looks less often, searches, saves, and turns panels."""

    def __init__(self, program: Program, player: SimulatedPlayer, chance: random.Random) -> None:
        super().__init__(program, player, chance)
        self.names = soaked()
        self.seen: set[str] = set()
        self.acts = [act for act in self.acts if act[1] != self.replace]
        self.acts += [(40, self.any_command), (3, self.search), (2, self.shorten), (1, self.keep)]
        self.weights = [weight for weight, _ in self.acts]
        self.count = 0

    def step(self) -> None:
        """One act; the whole state is looked at now and then."""
        self.count += 1
        act = self.chance.choices(self.acts, self.weights)[0][1]
        if self.document.qt.characterCount() > LONGEST:
            act = self.shorten
        if not self.episode.window.editor.hasFocus():
            self.editor.setFocus()
        self.done.append(act())
        if self.count % TURN_EVERY == 0:
            QApplication.processEvents()
        if self.count % PAINT_EVERY == 0:
            self.episode.window.grab()
        if self.count % LOOK_EVERY == 0:
            self.look()

    def look(self) -> None:
        text = self.document.text()
        if self.document.fresh_notes() != parse(text):
            raise Wrong("the notes are not those of the text")
        extra = [w for w in QApplication.topLevelWidgets() if w.isModal() and w.isVisible()]
        if extra:
            raise Wrong(f"a dialog came: {extra[0]!r}")

    def leg(self, path: Path, count: int) -> None:
        """So many acts on the notes of a file, all undone and saved."""
        text = path.read_text("utf-8")
        self.open(path)
        for _ in range(count):
            self.step()
        for _ in range(2 * count + 1000):
            if not self.document.qt.isUndoAvailable():
                break
            self.episode.history.undo()
        if self.document.text() != text:
            raise Wrong(f"undone it is\n{self.document.text()!r}\nand was\n{text!r}")
        self.episode.session.save()
        if path.read_text("utf-8") != text:
            raise Wrong("undone and saved, the file has other bytes")
        self.open(path)

    def open(self, path: Path) -> None:
        """Open the notes; there is nothing to undo then."""
        self.episode.session.open(path)
        self.editor.set_place(Position(0, 0))

    def any_command(self) -> str:
        name = self.chance.choice(self.names)
        self.seen.add(name)
        self.episode.actions.run(name)
        return f"command {name}"

    def search(self) -> str:
        """Find words, step to the next, leave the bar."""
        self.episode.actions.run("edit.find")
        field = QApplication.focusWidget()
        if field is not None and field is not self.editor:
            QTest.keyClicks(field, self.chance.choice(("a", "rye", "[", "0:1")))
            self.episode.actions.run("edit.find_next")
            QTest.keyClick(field, Qt.Key.Key_Escape)
        return "search"

    def shorten(self) -> str:
        """Select some of the text and cut it."""
        cursor = self.editor.textCursor()
        most = self.document.qt.characterCount() - 1
        start = self.chance.randint(0, most)
        cursor.setPosition(start)
        end = min(most, start + self.chance.randint(1, 1500))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)
        self.episode.actions.run("edit.cut")
        return "shorten"

    def keep(self) -> str:
        """What happens when the typing rests: the journal, or the file."""
        self.episode.session.flush()
        return "keep"


def settle(seconds: float = 1.5) -> None:
    """Let timers and jobs come to rest, and what is to be deleted go."""
    until_s = time.monotonic() + seconds
    while time.monotonic() < until_s:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        time.sleep(0.005)


def measured() -> tuple[int, int]:
    """Resident memory in kB and references to None, with caches and garbage gone."""
    settle()
    for _ in range(3):
        for thing in gc.get_objects():
            if isinstance(thing, functools._lru_cache_wrapper):
                thing.cache_clear()
        gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    kb = next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)
    return kb, sys.getrefcount(None)


def main(count: int = 3000, seed: int | None = None) -> int:
    """All legs in one window."""
    seed = random.randrange(10**6) if seed is None else seed
    print(f"seed {seed}, {count} commands")
    said: list[str] = []
    sys.excepthook = lambda kind, what, trace: (
        said.append(f"exception {what!r}"),
        sys.__excepthook__(kind, what, trace),
    )
    sys.unraisablehook = lambda what: said.append(f"unraisable {what.exc_value!r}")
    with tempfile.TemporaryDirectory() as name:
        names = ("CONFIG", "DATA", "STATE", "CACHE")
        environment = {f"XDG_{n}_HOME": f"{name}/{n.lower()}" for n in names}
        app = QApplication([])
        qInstallMessageHandler(lambda kind, _, text: said.append(f"{kind.name} {text}"))
        places = places_from_environment(environment, "linux", Path(name))
        program = Program(app, places, Answers(), vlc_options=("--aout=dummy",))
        points: list[tuple[int, int]] = []
        trouble = legs(program, count, seed, Path(name) / "notes.md", points)
        trouble += [word for word in said if not any(known in word for known in EXPECTED)]
        program.abandon()
    print(*trouble[:20], sep="\n")
    growth, drift = growth_of(points)
    grew = f"memory {growth:+.1%}, references to None {drift:+d}"
    print(f"{count} commands, {grew}: {len(trouble)} complaints")
    return int(bool(trouble))


def legs(
    program: Program, count: int, seed: int, notes: Path, points: list[tuple[int, int]]
) -> list[str]:
    """The legs; what is measured after each is added to the points. Returns complaints."""
    player = SimulatedPlayer(DURATION_MS)
    services: Any = program.services
    services.engines.make = lambda wanted: (player, "")
    soak = Soak(program, player, random.Random(seed))
    notes.write_bytes(resource("sample", "sample-episode.md").read_bytes())
    try:
        for number in range(LEGS):
            began = time.monotonic()
            soak.leg(notes, count // LEGS)
            points.append(measured())
            kb, nones = points[-1]
            spent = time.monotonic() - began
            print(f"leg {number + 1}: {spent:.0f} s, {kb // 1024} MB, {nones} None", flush=True)
    except Wrong as wrong:
        return [*soak.done, f"seed {seed}: {wrong}"]
    finally:
        soak.episode.session.forget_unsaved()
    return grown(points, count) + unused(soak, count)


def growth_of(points: list[tuple[int, int]]) -> tuple[float, int]:
    """How much memory and references to None grew from the end of the warm legs to the end."""
    if len(points) <= WARM_LEGS:
        return 0.0, 0
    (warm_kb, warm_none), (last_kb, last_none) = points[WARM_LEGS - 1], points[-1]
    return last_kb / max(1, warm_kb) - 1, last_none - warm_none


def grown(points: list[tuple[int, int]], count: int) -> list[str]:
    """What piled up."""
    growth, drift = growth_of(points)
    complaints = []
    # A short run is still filling what every run fills once.
    if growth >= MOST_GROWTH and count >= 20_000:
        complaints.append(f"memory grew by {growth:.1%}")
    most = MOST_KEPT * count + 2 * MOST_LOST
    if sys.version_info < (3, 12) and not -MOST_LOST <= drift <= most:
        complaints.append(f"references to None drifted by {drift}")
    return complaints


def unused(soak: Soak, count: int) -> list[str]:
    """Commands that never had their turn: such a run proves less than it says."""
    never = sorted(set(soak.names) - soak.seen)
    return [f"never done: {', '.join(never)}"] if never and count >= 20_000 else []


if __name__ == "__main__":
    # What is measured is what is kept; threads with heaps of their own leave holes in each.
    if os.environ.get("MALLOC_ARENA_MAX") != "1" and sys.platform == "linux":
        os.environ["MALLOC_ARENA_MAX"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.argv])
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
