"""The program as a process that breaks: the text is there afterwards, the report is offered."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from notesapp.storage.recovery import RecoveryStore

ROOT = Path(__file__).parents[1]
CHILD = Path(__file__).with_name("crash_child.py")
SECRET = "confidential rye"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="faults as signals")


def environment(home: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "NOTESAPP_VLC_OPTIONS": "--aout=dummy",
        "LC_ALL": "C.UTF-8",
    }


def ran(home: Path, way: str, notes: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, str(CHILD), way, str(notes), SECRET],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "Rosebud.md"
    path.write_text("Q: Why? [0:01]\n", "utf-8")
    return path


def logged(home: Path) -> str:
    """Everything in the folder of the log."""
    folder = home / ".local" / "state" / "notesapp" / "log"
    return "".join(path.read_text("utf-8", "replace") for path in folder.iterdir())


def holds_the_text(home: Path, notes: Path) -> bool:
    """Whether the notes or what is kept of them hold every key."""
    kept = RecoveryStore(home / ".local" / "state" / "notesapp" / "recovery").list_left_over()
    return any(SECRET in text for text in (notes.read_text("utf-8"), *(k.text for k in kept)))


@pytest.mark.parametrize("way", ["segfault", "abort"])
def test_a_fault_of_a_library_is_reported_by_the_next_start(tmp_path: Path, notes: Path, way: str):
    code, said, _ = ran(tmp_path, way, notes)
    assert code < 0
    assert f"typed {way}" in said
    assert holds_the_text(tmp_path, notes)
    code, said, _ = ran(tmp_path, "look", notes)
    assert code == 0
    assert "bar Show Notes stopped unexpectedly at " in said
    assert "Your text was kept." in said
    assert "crash_child.py" in said
    assert SECRET not in said
    assert SECRET not in logged(tmp_path)


@pytest.mark.parametrize("way", ["slot", "thread"])
def test_an_exception_nobody_caught_is_told_and_the_work_is_safe(
    tmp_path: Path, notes: Path, way: str
):
    code, said, _ = ran(tmp_path, way, notes)
    assert code == 0
    assert "said Something went wrong. Your text is safe." in said
    assert "ValueError" in said
    assert "in fail" in said
    assert "Python: 3" in said
    assert not [word for word in (SECRET, "Rosebud", str(tmp_path)) if word in said]
    assert holds_the_text(tmp_path, notes)
    assert "in fail" in logged(tmp_path)
    assert SECRET not in logged(tmp_path)


def test_a_hundred_a_second_leave_the_window_usable(tmp_path: Path, notes: Path):
    code, said, _ = ran(tmp_path, "storm", notes)
    assert code == 0
    assert said.count("said Something went wrong") == 1
    assert "and on" in said
    assert "dialog False" in said
    assert len(logged(tmp_path)) < 20_000
