"""The program as a process: its temporary profile, its log, and how it is stopped."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FULL = "window has its notes"
SECRET = "Confidential rye"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="stops with signals")


@contextmanager
def running(home: Path, *words: str | Path) -> Iterator[subprocess.Popen[str]]:
    """The program off screen, with a home of its own."""
    kept = {key: os.environ[key] for key in ("PATH",) if key in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "notesapp", *map(str, words)],
        env={
            **kept,
            "HOME": str(home),
            "TMPDIR": str(home / "tmp"),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
            "NOTESAPP_VLC_OPTIONS": "--aout=dummy",
        },
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def read_until(process: subprocess.Popen[str], wanted: str) -> list[str]:
    assert process.stderr is not None
    lines: list[str] = []
    for line in process.stderr:
        lines.append(line)
        if wanted in line:
            return lines
    raise AssertionError(f"it ended and never said “{wanted}”: {''.join(lines)}")


def stopped(process: subprocess.Popen[str], number: int) -> str:
    """Ask it to stop; returns what it still said."""
    process.send_signal(number)
    return process.communicate(timeout=60)[1]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "tmp").mkdir()
    return tmp_path


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_temporary_profile_leaves_nothing_behind(home: Path):
    with running(home, "--temp-profile", "--debug", "--demo") as process:
        said = read_until(process, FULL)
        first = re.fullmatch(
            r"notesapp: The profile of this run is in (.+) and goes away with it\.\n", said[0]
        )
        assert first is not None, said
        profile = Path(first[1])
        assert list(profile.rglob("notesapp.log"))
        stopped(process, signal.SIGTERM)
        assert process.returncode == 128 + signal.SIGTERM
    assert not profile.exists()
    assert files_in(home) == []


def test_ctrl_c_in_the_terminal_ends_it_too(home: Path):
    with running(home, "--temp-profile", "--debug") as process:
        read_until(process, FULL)
        stopped(process, signal.SIGINT)
        assert process.returncode == 128 + signal.SIGINT
    assert files_in(home) == []


def test_the_log_is_kept_with_the_state_and_quotes_no_notes(home: Path):
    notes = home / "rye.md"
    notes.write_text(f"Q: {SECRET}? [0:01]\n", "utf-8")
    with running(home, "--debug", notes) as process:
        said = read_until(process, FULL)
        stopped(process, signal.SIGTERM)
    log = home / ".local" / "state" / "notesapp" / "log" / "notesapp.log"
    assert f"notesapp: The log is in {log}.\n" in said
    kept = log.read_text("utf-8")
    assert re.search(r"Show Notes \d.*Qt 6", kept)
    assert SECRET not in kept
    assert str(home) not in kept


def test_without_the_options_it_says_nothing(home: Path):
    with running(home, "--temp-profile") as process:
        assert process.stderr is not None
        assert "goes away with it" in process.stderr.readline()
        rest = stopped(process, signal.SIGTERM)
    assert [line for line in rest.splitlines() if line.startswith("notesapp:")] == []
