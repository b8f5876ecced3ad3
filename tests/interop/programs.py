"""Calls programs that are not ours, each in its own process."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
READERS = ROOT / ".venv-readers"
PYTHON = READERS / "bin" / "python"
NODE_FOLDER = READERS / "node"
HERE = Path(__file__).parent
LONGEST = 60  # seconds that a reader may take

# A start, an end or nothing, a title and an address; None from what only checks.
Row = tuple[int, int | None, str, str]
Cells = list[list[Any]]


def is_there(program: str) -> bool:
    """Whether a program can be called; "python" and "node" are those with the libraries."""
    if program == "python":
        return PYTHON.exists() and "making" not in (READERS / "dev-stamp.txt").read_text("utf-8")
    if program == "node":
        return shutil.which("node") is not None and (NODE_FOLDER / "dev-stamp.txt").exists()
    return shutil.which(program) is not None


def output(*command: str | Path, given: str | None = None, within: Path | None = None) -> str:
    """Run a program that has to end with 0; its standard output."""
    done = subprocess.run(
        [str(word) for word in command],
        input=given,
        cwd=within,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LONGEST,
    )
    said = f"{command[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    assert done.returncode == 0, said
    return done.stdout


def both_outputs(*command: str | Path) -> str:
    """Standard output and standard error, whatever the exit code."""
    done = subprocess.run(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=LONGEST,
    )
    return done.stdout.decode("utf-8", "replace")


def with_python(reader: str, path: Path, *more: str | Path) -> Any:
    """What one function of read_with_python.py gives for a file."""
    script = HERE / "read_with_python.py"
    return json.loads(output(PYTHON, "-I", "-X", "utf8", script, reader, path, *more))


def with_node(reader: str, path: Path) -> Any:
    """What one reader of read_with_node.mjs gives for a file."""
    command = ("node", "--input-type=module", "-", reader, str(path))
    return json.loads(output(*command, given=_node_script(), within=NODE_FOLDER))


@cache
def _node_script() -> str:
    return (HERE / "read_with_node.mjs").read_text("utf-8")


def as_rows(found: Any) -> list[Row]:
    """Rows from JSON."""
    return [(start, end, title, url) for start, end, title, url in found]


def clock_ms(text: str) -> int:
    """Read [[H:]M:]S with a fraction of up to nine digits, in whole milliseconds."""
    whole, _, fraction = text.strip().replace(",", ".").partition(".")
    total = 0
    for part in whole.split(":"):
        total = total * 60 + int(part)
    return total * 1000 + int(fraction[:3].ljust(3, "0"))


def seconds_ms(text: str | float) -> int:
    return round(float(text) * 1000)
