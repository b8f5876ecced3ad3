"""From the start of the process to the painted window, against a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from table import HEAD, row

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BOUND = 1.25


def once(which: str, environment: dict[str, str]) -> float:
    """Milliseconds from spawn to the line that says "painted"."""
    command = [sys.executable, str(HERE / "first_paint.py"), which]
    began = perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        took = (perf_counter() - began) * 1000
        process.wait(timeout=60)
    if line.strip() != b"painted":
        raise SystemExit(f"{which}: the window was not painted (exit {process.returncode})")
    return took


def main(runs: int = 9) -> None:
    """Pairs of runs, one warm-up pair."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_STATE_HOME": f"{home}/state",
            "XDG_CACHE_HOME": f"{home}/cache",
        }
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        once("bare", environment)
        once("ours", environment)
        bare, ours = [], []
        for _ in range(runs):
            bare.append(once("bare", environment))
            ours.append(once("ours", environment))
    print(HEAD)
    print(row("start to painted window, bare PySide6 window", ours, bare, BOUND))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
