"""A process that dies of a fault leaves where it was; one that ends or is killed leaves nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from notesapp.storage.crash_traces import MOST_KEPT, CrashTraces

ROOT = Path(__file__).parents[2]
PROGRAM = """
import faulthandler, os, signal, sys
from pathlib import Path
from notesapp.storage.crash_traces import CrashTraces
own = CrashTraces(Path(sys.argv[1])).begin("1.2")
def fall():
    {last}
fall()
"""
pytestmark = pytest.mark.skipif(os.name != "posix", reason="faults as signals")


def died(folder: Path, last: str) -> None:
    """Run a process that ends with ``last``."""
    words = [sys.executable, "-c", PROGRAM.format(last=last), str(folder)]
    subprocess.run(words, cwd=ROOT, stderr=subprocess.DEVNULL, timeout=60)


@pytest.mark.parametrize("last", ["faulthandler._sigsegv()", "os.abort()"])
def test_a_fault_leaves_its_places_once(tmp_path: Path, last: str):
    died(tmp_path, last)
    (trace,) = CrashTraces(tmp_path).left_over()
    assert "Show Notes 1.2" in trace.text
    assert "in fall" in trace.text
    assert trace.stopped_at_s == pytest.approx(trace.path.stat().st_mtime)
    assert trace.path.stat().st_mode & 0o077 == 0
    assert CrashTraces(tmp_path).left_over() == ()


@pytest.mark.parametrize("last", ["own.end()", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_an_end_or_a_kill_leaves_nothing(tmp_path: Path, last: str):
    died(tmp_path, last)
    assert CrashTraces(tmp_path).left_over() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_standstill_alone_is_no_crash(tmp_path: Path):
    died(tmp_path, "faulthandler.dump_traceback(own.fd); os.kill(os.getpid(), signal.SIGKILL)")
    assert CrashTraces(tmp_path).left_over() == ()


def test_a_running_program_keeps_its_file(tmp_path: Path):
    words = [sys.executable, "-c", PROGRAM.format(last="print(flush=True); input()")]
    with subprocess.Popen(
        [*words, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert CrashTraces(tmp_path).left_over() == ()
        assert len(list(tmp_path.iterdir())) == 1
        process.kill()
    assert CrashTraces(tmp_path).left_over() == ()
    assert list(tmp_path.iterdir()) == []


def test_only_so_many_are_kept_and_the_home_is_not_named(tmp_path: Path):
    for number in range(MOST_KEPT + 3):
        path = tmp_path / f"running-{999_990_000 + number}-ab.trace"
        path.write_text(f"gone 1.2\nFatal Python error: {tmp_path}/x.py\n", "utf-8")
    traces = CrashTraces(tmp_path).left_over(str(tmp_path))
    assert len(traces) == MOST_KEPT + 3
    assert all("~/x.py" in trace.text for trace in traces)
    assert len(list(tmp_path.iterdir())) == MOST_KEPT


def test_what_is_no_trace_is_left_alone(tmp_path: Path):
    (tmp_path / "notesapp.log").write_text("Fatal Python error", "utf-8")
    assert CrashTraces(tmp_path).left_over() == ()
    assert CrashTraces(tmp_path / "none").left_over() == ()
    assert [p.name for p in tmp_path.iterdir()] == ["notesapp.log"]
