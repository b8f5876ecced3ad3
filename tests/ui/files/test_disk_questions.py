"""A disk that never answers holds nothing else."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from notesapp.ui.files.disk_questions import DiskQuestions


def test_an_answer_comes_back_on_the_own_thread(qtbot: QtBot) -> None:
    questions = DiskQuestions()
    got: list[object] = []
    questions.ask(
        "where",
        lambda on: (on(), threading.current_thread().name),
        lambda answer: got.append((answer, threading.current_thread())),
    )
    assert questions.is_asking("where")
    qtbot.waitUntil(lambda: bool(got))
    assert got == [((True, "disk-where"), threading.main_thread())]
    assert not questions.is_asking("where")


def test_a_newer_question_overtakes_one_that_hangs(qtbot: QtBot) -> None:
    questions = DiskQuestions()
    released = threading.Event()
    ended = threading.Event()
    got: list[str] = []
    wanted: list[bool] = []

    def hang(on) -> str:  # type: ignore[no-untyped-def]
        released.wait(30)
        wanted.append(on())
        ended.set()
        return "old"

    questions.ask("where", hang, got.append)
    questions.ask("where", lambda _: "new", got.append)
    questions.ask("look", lambda _: "other", got.append)
    qtbot.waitUntil(lambda: len(got) == 2)
    released.set()
    assert ended.wait(30)
    questions.ask("look", lambda _: "last", got.append)
    qtbot.waitUntil(lambda: "last" in got)
    assert sorted(got) == ["last", "new", "other"]
    assert wanted == [False]


def test_a_dropped_question_is_not_answered(qtbot: QtBot) -> None:
    questions = DiskQuestions()
    got: list[str] = []
    questions.ask("where", lambda _: "dropped", got.append)
    questions.drop("where")
    assert not questions.is_asking("where")
    questions.ask("look", lambda _: "kept", got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["kept"]


def test_an_answer_after_the_window_has_gone_is_let_go(qtbot: QtBot) -> None:
    questions = DiskQuestions()
    released, ended = threading.Event(), threading.Event()
    thread: list[threading.Thread] = []

    def hang(_) -> None:  # type: ignore[no-untyped-def]
        thread.append(threading.current_thread())
        ended.set()
        released.wait(30)

    questions.ask("where", hang, pytest.fail)
    assert ended.wait(30)
    questions.deleteLater()
    with qtbot.waitSignal(questions.destroyed):
        pass
    released.set()
    thread[0].join(30)
    assert not thread[0].is_alive()


@pytest.mark.expects_log("ended badly")
def test_trouble_nobody_expected_is_logged_and_ends_the_question(qtbot: QtBot) -> None:
    questions = DiskQuestions()
    got: list[object] = []

    def broken(_) -> None:  # type: ignore[no-untyped-def]
        raise ValueError("broken")

    questions.ask("where", broken, got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got == [None]
