"""Jobs beside the window: in order, never waited for longer than was said, left behind if hung."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from notesapp.ui.kit.worker import MOST_LEFT, Worker

ROOT = Path(__file__).parents[3]
LONG_S = 20


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What hung jobs wait for; opened at the end, so that no thread outlives the test for long."""
    made = threading.Event()
    yield made
    made.set()


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def hang(worker: Worker, gate: threading.Event) -> None:
    """Give it a job that does not end, and wait until it is at it."""
    began = threading.Event()
    worker.submit(lambda: (began.set(), gate.wait(LONG_S)))
    assert began.wait(LONG_S)


def test_jobs_come_in_order_and_bring_results_and_errors():
    worker = Worker("test")
    order: list[int] = []
    futures = [worker.submit(lambda n=n: order.append(n) or n) for n in range(50)]
    broken = worker.submit(int, "x")
    assert [future.result(LONG_S) for future in futures] == order == list(range(50))
    with pytest.raises(ValueError, match="invalid literal"):
        broken.result(LONG_S)
    assert worker.close(LONG_S)


def test_two_threads_work_side_by_side():
    worker = Worker("test", threads=2)
    both = threading.Barrier(2, timeout=LONG_S)
    assert (
        len([f.result(LONG_S) for f in [worker.submit(both.wait), worker.submit(both.wait)]]) == 2
    )
    assert worker.close(LONG_S)


def test_closing_waits_no_longer_than_it_is_told_to(gate):
    worker = Worker("test")
    hang(worker, gate)
    behind = worker.submit(int)
    assert not worker.close(0.05)
    assert behind.cancelled()
    with pytest.raises(RuntimeError):
        worker.submit(int)


def test_what_waits_is_finished_where_that_is_wanted():
    worker = Worker("test")
    done: list[int] = []
    for n in range(20):
        worker.submit(done.append, n)
    assert worker.close(LONG_S, finish=True)
    assert done == list(range(20))


def test_what_a_shut_down_worker_still_has_to_do_is_done(gate):
    worker = Worker("test")
    hang(worker, gate)
    behind = worker.submit(lambda: "closed a file")
    worker.shutdown(wait=False)
    gate.set()
    assert behind.result(LONG_S) == "closed a file"


@pytest.mark.expects_log("takes too long")
def test_a_job_that_hangs_is_left_and_those_behind_it_go_on(gate, caplog):
    clock = Clock()
    worker = Worker("test", patience_s=30, now=clock)
    hang(worker, gate)
    behind = worker.submit(lambda: "done")
    clock.now_s += 29
    assert worker.look() == 0
    assert not behind.done()
    clock.now_s += 2
    assert worker.look() == 1
    assert behind.result(LONG_S) == "done"
    assert worker.left_count == 1
    assert "test_worker.py" in caplog.text
    assert not worker.close(0.05)


@pytest.mark.expects_log("takes too long")
def test_only_so_many_are_left(gate):
    clock = Clock()
    worker = Worker("test", patience_s=30, now=clock)
    for _ in range(MOST_LEFT):
        hang(worker, gate)
        clock.now_s += 31
        assert worker.look() == 1
    hang(worker, gate)
    clock.now_s += 31
    assert worker.look() == 0
    assert worker.left_count == MOST_LEFT


@pytest.mark.expects_log("takes too long")
def test_a_job_that_ends_after_all_brings_its_result(gate):
    clock = Clock()
    worker = Worker("test", patience_s=30, now=clock)
    began = threading.Event()
    late = worker.submit(lambda: (began.set(), gate.wait(LONG_S), "late")[2])
    assert began.wait(LONG_S)
    clock.now_s += 31
    worker.look()
    gate.set()
    assert late.result(LONG_S) == "late"
    assert worker.close(LONG_S)


def test_python_ends_though_a_job_hangs():
    program = (
        "import threading\n"
        "from notesapp.ui.kit.worker import Worker\n"
        "began, never = threading.Event(), threading.Event()\n"
        "worker = Worker('test')\n"
        "worker.submit(lambda: (began.set(), never.wait()))\n"
        "began.wait()\n"
        "print(worker.close(0.05))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "False\n", "")
