"""From the start of the installed program to its window, against the start from source.

python tests/bench/bench_installed.py [PROGRAM]    without one, the bundle that build.py made
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from table import HEAD, row

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = ROOT / "build" / "packages" / "bundle" / "notesapp" / "notesapp"
SIGN = b"The window has its notes."
BOUND = 1.25


def once(command: Sequence[str]) -> float:
    """Milliseconds from spawn to the log's word that the window is there and painted."""
    environment = {k: v for k, v in os.environ.items() if k != "DISPLAY"}
    environment |= {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    line = [*command, "--temp-profile", "--debug", "--new-instance"]
    began = perf_counter()
    with subprocess.Popen(
        line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stderr is not None
        said = []
        for words in process.stderr:
            said.append(words)
            if SIGN in words:
                took = (perf_counter() - began) * 1000
                process.terminate()
                process.stderr.read()
                return took
    raise SystemExit(f"{command[0]} opened no window:\n{b''.join(said).decode()}")


def main(program: str = str(BUNDLE), runs: int = 11) -> None:
    """Pairs of runs, after one pair to warm up."""
    source = [sys.executable, "-P", "-m", "notesapp"]
    once([program])
    once(source)
    installed, checkout = [], []
    for _ in range(runs):
        installed.append(once([program]))
        checkout.append(once(source))
    print(HEAD)
    print(row("start to window, installed, against from source", installed, checkout, BOUND))


if __name__ == "__main__":
    main(*sys.argv[1:2])
