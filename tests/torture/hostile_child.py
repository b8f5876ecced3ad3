"""Opens one hostile file after another in a real window, or hands them to the commands.

Started by ``hostile_notes.py``: ``hostile_child.py window|commands HOME``. Each line of its input
is a path in JSON, each answer one line: seconds, memory, what it says, and what was wrong.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

OPEN_S = 2.0  # from the request until a key has been typed and painted, or until the refusal
HELD_S = 2.0  # the longest the window may stand still afterwards
SETTLED_S = 60.0
COMMAND_S = 240.0  # all formats one after the other, of fifty thousand chapters too
COMMANDS_MB = 1000
MOST_MB = 600


def peak_mb() -> int:
    """The most memory since ``forget_peak``, in MB."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) // 1024
    return 0


def forget_peak() -> None:
    """Count memory from here on."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


class Said(logging.Handler):
    """Warnings, and errors nobody caught."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.words: list[str] = []
        logging.getLogger().addHandler(self)
        sys.excepthook = lambda kind, what, trace: self.words.append(
            "".join(traceback.format_exception(kind, what, trace))
        )
        sys.unraisablehook = lambda what: self.words.append(f"unraisable {what.exc_value!r}")

    def emit(self, record: logging.LogRecord) -> None:
        self.words.append(self.format(record))

    def take(self) -> list[str]:
        """What was said since the last time."""
        said, self.words = self.words, []
        return said


def windows(home: Path) -> Iterator[Any]:
    """Wait for paths; open each in a window of its own."""
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from notesapp.storage.places import places_from_environment
    from notesapp.ui.program import Program
    from tests.flows.conftest import Answers
    from tests.torture import monkey

    said = Said()
    names = ("CONFIG", "DATA", "STATE", "CACHE")
    environment = {f"XDG_{n}_HOME": str(home / n.lower()) for n in names}
    app = QApplication([])
    known = (*monkey.EXPECTED, "propagateSizeHints", "This plugin does not support")
    qInstallMessageHandler(
        lambda kind, _, text: (
            None
            if any(word in f"{kind.name} {text}" for word in known)
            else said.words.append(f"{kind.name} {text}")
        )
    )
    places = places_from_environment(environment, "linux", home)
    answers = Answers()
    program = Program(app, places, answers, vlc_options=("--aout=dummy",))
    yield lambda path: Visit(program, answers, path, home, said).answer()
    program.abandon()


class Visit:
    """One file in one window."""

    def __init__(self, program: Any, answers: Any, path: Path, home: Path, said: Said) -> None:
        self.answers = answers
        self.path, self.home, self.said = path, home, said
        self.program = program
        self.wrong: list[str] = []
        self.held_s = 0.0
        self.given_up = False  # a preview that takes too long is given up, and tried again later
        self.episode = program.new_window()
        self.episode.previewing.given_up.connect(lambda: setattr(self, "given_up", True))
        self.episode.window.resize(1200, 800)
        self.episode.window.show()
        self.pump()
        self.held_s = 0.0

    def pump(self) -> None:
        """One turn of the events; the longest is remembered."""
        from PySide6.QtWidgets import QApplication

        began = time.perf_counter()
        QApplication.processEvents()
        self.held_s = max(self.held_s, time.perf_counter() - began)

    def answer(self) -> dict[str, Any]:
        from PySide6.QtTest import QTest

        forget_peak()
        episode, began = self.episode, time.perf_counter()
        episode.files.open_path(self.path)
        self.pump()
        opened = episode.session.path is not None
        words = "" if opened else self.refusal()
        before = ""
        if opened:
            episode.window.editor.setFocus()
            before = episode.document.text()
            QTest.keyClick(episode.window.editor, "x")
            episode.window.editor.viewport().grab()
        open_s, self.held_s = time.perf_counter() - began, 0.0
        if open_s > OPEN_S:
            self.wrong.append(f"takes {open_s:.1f} s to open or refuse")
        if not opened and not words:
            self.wrong.append("is neither opened nor refused")
        if opened:
            self.settle()
            self.undo_and_save(before)
        self.close()
        return self.told(open_s, words)

    def refusal(self) -> str:
        """What the window says instead of the notes."""
        told, self.answers.told = self.answers.told, []
        message = self.episode.window.bar.current() if self.episode.window.works else None
        return " ".join([*told, message.sentence if message is not None else ""]).strip()

    def told(self, open_s: float, words: str) -> dict[str, Any]:
        peak = peak_mb()
        if peak > MOST_MB:
            self.wrong.append(f"needs {peak} MB")
        if self.held_s > HELD_S:
            self.wrong.append(f"the window stood still for {self.held_s:.1f} s")
        self.wrong += self.said.take()
        return {
            "seconds": open_s,
            "held": self.held_s,
            "mb": peak,
            "said": words,
            "wrong": self.wrong,
        }

    def settle(self) -> None:
        """Events until nothing follows any more from what was typed."""
        episode, until_s = self.episode, time.monotonic() + SETTLED_S
        rest_s = time.monotonic() + 0.4  # previews wait for a pause
        while time.monotonic() < until_s:
            self.pump()
            time.sleep(0.002)
            facts = episode.live.facts
            parsed = not episode.document.stale and facts is not None
            derived = parsed and facts.notes is episode.document.notes
            shown = self.given_up or not episode.previewing._rendering
            if derived and shown and time.monotonic() > rest_s:
                return
        self.wrong.append(f"does not come to rest within {SETTLED_S:.0f} s")

    def undo_and_save(self, before: str) -> None:
        """The typed key goes away again; an unchanged text gives the very bytes."""
        episode = self.episode
        episode.actions.run("edit.undo")
        self.pump()
        if episode.document.text() != before:
            self.wrong.append("undone it is another text")
            return
        like, copy = episode.session.loaded, self.home / "copy.md"
        began = time.perf_counter()
        if not episode.session.save_as(copy):
            self.wrong.append("is not saved as a copy")
        elif before == like.text and copy.read_bytes() != like.original:
            self.wrong.append("the copy has other bytes")
        self.held_s = max(self.held_s, time.perf_counter() - began)
        copy.unlink(missing_ok=True)

    def close(self) -> None:
        self.episode.session.forget_unsaved()
        self.episode.window.may_close = lambda: True
        self.episode.window.close()
        self.pump()


COMMANDS: dict[str, Callable[[str, str], list[str]]] = {
    "check": lambda path, _: ["check", path],
    "export": lambda path, out: ["export", path, "--to", "all", "-o", out],
    "publish": lambda path, _: ["publish", path, "--dry-run"],
    "import": lambda path, out: ["import", path, "-o", f"{out}/imported.md"],
}


def commands(home: Path) -> Iterator[Any]:
    """Wait for paths; run each command on each."""
    from notesapp.cli import DONE, PROBLEMS, TROUBLE, main
    from notesapp.formats.registry import FORMATS
    from tests.torture.fuzz_child import Spoken

    every = ",".join(entry.key for entry in FORMATS)
    said = Said()

    def run(path: Path) -> dict[str, Any]:
        forget_peak()
        wrong, longest, out = [], 0.0, home / "out"
        out.mkdir(exist_ok=True)
        for name, make in COMMANDS.items():
            words = [every if word == "all" else word for word in make(str(path), str(out))]
            errors, began = io.StringIO(), time.perf_counter()
            try:
                with contextlib.redirect_stdout(Spoken()), contextlib.redirect_stderr(errors):
                    code = main([*words[:1], *words[2:], "--", words[1]])
            except BaseException:
                wrong.append(f"{name}: {traceback.format_exc()[-1500:]}")
                continue
            spent = time.perf_counter() - began
            longest = max(longest, spent)
            if code not in (DONE, PROBLEMS, TROUBLE):
                wrong.append(f"{name} ends with {code}")
            if code == TROUBLE and errors.getvalue().count("notesapp: ") != 1:
                wrong.append(f"{name}: trouble without its one sentence: {errors.getvalue()[:300]}")
            if spent > (OPEN_S if code == TROUBLE and name == "check" else COMMAND_S):
                wrong.append(f"{name} takes {spent:.1f} s and ends with {code}")
            for made in out.iterdir():
                made.unlink()
        peak = peak_mb()
        if peak > COMMANDS_MB:
            wrong.append(f"the commands need {peak} MB")
        return {"seconds": longest, "mb": peak, "said": "", "wrong": wrong + said.take()}

    yield run


def main(kind: str, home: Path) -> None:
    """Answer one line after another until there are no more."""
    answers, sys.stdout = sys.stdout, sys.stderr
    opened = {"window": windows, "commands": commands}[kind](home)
    visit = next(opened)
    answers.write("ready\n")
    answers.flush()
    for line in sys.stdin:
        answers.write(json.dumps(visit(Path(os.fsdecode(bytes.fromhex(line.strip()))))) + "\n")
        answers.flush()
    next(opened, None)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_LOGGING_RULES"] = "qt.accessibility.*=false"
    main(sys.argv[1], Path(sys.argv[2]))
