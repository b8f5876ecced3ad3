"""Plays a file as a list of steps says, in a process of its own, and writes what it claimed.

``python -m tests.ear.play JOB RESULT``: JOB is JSON with ``engine``, ``file`` and ``steps``, each
``[name, *arguments]``. RESULT gets for each step when it was asked for and what was claimed then.
All times are seconds on the monotonic clock, all positions milliseconds of audio.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer

ROOT = Path(__file__).resolve().parents[2]
POLL_S = 0.007
OPEN_S = 30.0
ENDS = ("ended", "failed", "stopped", "nothingspecial")


@dataclass(frozen=True)
class Done:
    """What one step came to. ``polls`` are (when, position claimed)."""

    name: str
    arguments: tuple[Any, ...]
    asked_s: float
    returned_s: float
    ended_s: float
    polls: tuple[tuple[float, float], ...]
    phase: str

    @property
    def has_ended(self) -> bool:
        """Whether the medium was at its end, or refused."""
        return self.phase in ENDS


def play(
    environment: dict[str, str],
    folder: Path,
    engine: str,
    file: Path,
    steps: list[list[Any]],
    seconds: float = 600.0,
) -> list[Done]:
    """Play ``file`` in a new process, and return what became of each step.

    Raises RuntimeError with what the process said if it did not end well.
    """
    job, result = folder / "job.json", folder / "result.json"
    job.write_text(json.dumps({"engine": engine, "file": str(file), "steps": steps}), "utf-8")
    command = [sys.executable, "-m", "tests.ear.play", str(job), str(result)]
    environment = {**environment, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=seconds
    )
    if done.returncode:
        raise RuntimeError(f"{engine} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    lines = json.loads(result.read_text("utf-8"))
    return [
        Done(**{**line, "arguments": tuple(line["arguments"]), "polls": tuple(line["polls"])})
        for line in lines
    ]


def pump(seconds: float) -> None:
    """Let Qt work for a while."""
    loop = QEventLoop()
    timer = QTimer()
    timer.setSingleShot(True)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start(max(1, round(seconds * 1000)))
    loop.exec()


class Stage:
    """One engine with its file, and what the steps do to it."""

    def __init__(self, engine: str, file: Path) -> None:
        from tests.ear.naive import make_naive

        self.engine = make_naive(engine)
        if self.engine is None:
            from notesapp.player.choose import make_engine

            self.engine = make_engine(engine)
        self.engine.load(file)
        until_s = time.monotonic() + OPEN_S
        while self.phase() == "loading" and time.monotonic() < until_s:
            pump(0.01)

    def phase(self) -> str:
        """Where the engine stands, in the words of notesapp.player.state."""
        return str(self.engine.state.phase)

    def do(self, name: str, *arguments: Any) -> Done:
        """Carry out one step."""
        asked_s = time.monotonic()
        polls: list[tuple[float, float]] = []
        own = {"watch": self.watch, "wait": pump, "hold": self.hold, "run": self.run}
        own |= {"again": self.again, "choose": self.choose}
        if name in own:
            polls = own[name](*arguments) or []
        else:
            getattr(self.engine, name)(*arguments)
        returned_s = time.monotonic()
        ended_s = time.monotonic()
        return Done(name, arguments, asked_s, returned_s, ended_s, tuple(polls), self.phase())

    def again(self) -> None:
        """Play again where the medium has ended, as a person would."""
        if self.phase() in ENDS:
            self.engine.stop()
            self.engine.play()
            pump(0.8)

    def choose(self, name: str) -> None:
        """Send the sound to the output of that name."""
        outputs = self.engine.outputs()
        self.engine.set_output(next(each.id for each in outputs if name in each.id))

    def watch(self, seconds: float) -> list[tuple[float, float]]:
        """Ask for the position again and again."""
        polls = []
        until_s = time.monotonic() + seconds
        while time.monotonic() < until_s:
            polls.append((time.monotonic(), float(self.engine.position_ms())))
            pump(POLL_S)
        return polls

    def hold(self, seconds: float, hold_ms: int) -> None:
        """Sit in C calls that keep the GIL ``hold_ms`` at a time, as a big regex would."""
        numbers = 10**6
        began_s = time.perf_counter()
        sum(range(numbers))
        numbers = round(numbers * hold_ms / 1000 / (time.perf_counter() - began_s))
        until_s = time.monotonic() + seconds
        while time.monotonic() < until_s:
            sum(range(numbers))
            pump(0.05)

    def run(self, *command: str) -> None:
        """Run a program, such as pactl, without stopping the sound."""
        process = subprocess.Popen(command)
        while process.poll() is None:
            pump(0.01)


def main(arguments: list[str]) -> int:
    """Play one job."""
    job = json.loads(Path(arguments[0]).read_text("utf-8"))
    application = QCoreApplication([])
    stage = Stage(job["engine"], Path(job["file"]))
    done = [stage.do(*step) for step in job["steps"]]
    Path(arguments[1]).write_text(json.dumps([vars(step) for step in done]), "utf-8")
    stage.engine.close()
    pump(0.1)
    del application
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)  # the naive engines do not always let go
