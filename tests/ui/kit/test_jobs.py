"""Jobs beside the window: the newest of a name wins, and what nobody expected is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from notesapp.errors import FileTrouble
from notesapp.ui.kit.jobs import Jobs
from notesapp.ui.kit.worker import Worker

LONG_S = 20


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker("test")
    yield made
    assert made.close(LONG_S)


def break_down() -> None:
    raise ValueError("what Ada said")


def test_only_the_newest_of_a_name_is_done(worker: Worker, qtbot: QtBot) -> None:
    jobs = Jobs(worker)
    gate, done, worked = threading.Event(), [], []
    jobs.run("gate", lambda: gate.wait(LONG_S), done.append)
    for number in range(5):
        jobs.run("facts", lambda n=number: worked.append(n) or n, done.append)
    gate.set()
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == [True, 4]
    assert worked == [4]


@pytest.mark.expects_log("facts stopped")
def test_what_nobody_takes_is_told_as_unexpected(worker: Worker, qtbot: QtBot) -> None:
    jobs = Jobs(worker)
    done: list[object] = []
    with qtbot.captureExceptions() as told:
        jobs.run("facts", break_down, done.append)
        jobs.run("next", lambda: 1, done.append)
        qtbot.waitUntil(lambda: done == [1])
    assert [kind for kind, _, _ in told] == [ValueError]


@pytest.mark.expects_log("facts stopped")
def test_trouble_in_a_sentence_is_only_logged(worker: Worker, qtbot: QtBot) -> None:
    jobs = Jobs(worker)
    done: list[object] = []

    def refuse() -> None:
        raise FileTrouble("Not opened.")

    jobs.run("facts", refuse, done.append)
    jobs.run("next", lambda: 1, done.append)
    qtbot.waitUntil(lambda: done == [1])


def test_after_closing_nothing_is_called_back(worker: Worker, qtbot: QtBot) -> None:
    jobs, other = Jobs(worker), Jobs(worker)
    done: list[object] = []
    jobs.run("facts", lambda: 1, done.append)
    jobs.close()
    other.run("facts", lambda: 2, done.append)
    qtbot.waitUntil(lambda: done == [2])
