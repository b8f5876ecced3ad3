"""A writer without plan in the real window: whatever is pressed, the text stays what it must be.

``python tests/torture/writing.py [SECONDS] [SEED]``. The seed is printed and can be given again.
Exits with 1, the last acts and the text where something was wrong: an exception, a word of Qt, a
caret out of sight, a header that nobody edited, words that are gone, an undo that does not lead
back to the first byte.
"""

from __future__ import annotations

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

from PySide6.QtCore import qInstallMessageHandler  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from notesapp.storage.places import places_from_environment  # noqa: E402
from notesapp.storage.resources import resource  # noqa: E402
from notesapp.ui.program import Program  # noqa: E402
from tests.flows.conftest import Answers  # noqa: E402
from tests.flows.simulated import SimulatedPlayer  # noqa: E402
from tests.torture import monkey  # noqa: E402
from tests.torture.texts import TEXTS  # noqa: E402
from tests.torture.writer import DURATION_MS, Writer, Wrong  # noqa: E402

# Qt says these without a screen; they are not about the program.
EXPECTED = (*monkey.EXPECTED, "propagateSizeHints", "This plugin does not support")


def main(seconds: float = 20.0, seed: int | None = None) -> int:
    """Rounds until the time is over; the seed of each wrong one is printed."""
    seed = random.randrange(10**6) if seed is None else seed
    print(f"seed {seed}, {seconds} s")
    said: list[str] = []
    sys.excepthook = lambda kind, what, trace: (
        said.append(f"exception {what!r}"),
        sys.__excepthook__(kind, what, trace),
    )
    sys.unraisablehook = lambda what: said.append(f"unraisable {what!r}")
    with tempfile.TemporaryDirectory() as name:
        names = ("CONFIG", "DATA", "STATE", "CACHE")
        environment = {f"XDG_{n}_HOME": f"{name}/{n.lower()}" for n in names}
        app = QApplication([])
        qInstallMessageHandler(lambda kind, _, text: said.append(f"{kind.name} {text}"))
        places = places_from_environment(environment, "linux", Path(name))
        program = Program(app, places, Answers(), vlc_options=("--aout=dummy",))
        sample = resource("sample", "sample-episode.md").read_text("utf-8")
        until_s, rounds, code = time.monotonic() + seconds, 0, 0
        while time.monotonic() < until_s and not code:
            code = one_round(program, seed + rounds, (*TEXTS, sample, sample), said)
            rounds += 1
        print(f"{rounds} rounds")
        program.abandon()
    return code


def one_round(program: Program, seed: int, texts: tuple[str, ...], said: list[str]) -> int:
    """One text in one window; 1 where something was wrong."""
    chance = random.Random(seed)
    player = SimulatedPlayer(DURATION_MS)
    services: Any = program.services
    services.engines.make = lambda wanted: (player, "")
    writer = Writer(program, player, chance)
    trouble = ""
    try:
        writer.round(chance.choice(texts))
    except Wrong as wrong:
        trouble = str(wrong)
    words = [word for word in said if not any(known in word for known in EXPECTED)]
    if trouble or words:
        print(*writer.done, sep="\n")
        print(f"seed {seed}: {trouble}")
        print(*words, sep="\n")
    writer.episode.session.forget_unsaved()
    writer.episode.window.may_close = lambda: True
    writer.episode.window.close()
    QApplication.processEvents()
    return int(bool(trouble or words))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    wanted_s = float(arguments[0]) if arguments else 20.0
    sys.exit(main(wanted_s, int(arguments[1]) if arguments[1:] else None))
