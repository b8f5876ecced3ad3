"""A stop comes from the loop, the second at once; a session that ends asks nobody anything."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from notesapp.ui.episode.episode import Episode
from notesapp.ui.stop_signals import SessionEnd, StopSignals

OpenNotes = Callable[[str, tuple[int, int]], Episode]
posix = pytest.mark.skipif(os.name != "posix", reason="signals")


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_stop_waits_for_the_loop_and_the_second_does_not(qtbot: QtBot, name: str):
    number = getattr(signal, name)
    stopped: list[int] = []
    stops = StopSignals(stopped.append)
    try:
        os.kill(os.getpid(), number)
        assert stopped == []
        qtbot.waitUntil(lambda: stopped == [number])
        os.kill(os.getpid(), number)
        assert stopped == [number, number]
    finally:
        stops.restore()


@posix
def test_what_was_ignored_at_the_start_stays_ignored(qapp: QApplication):
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        stops = StopSignals(lambda _: None)
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        stops.restore()
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_session_that_ends_keeps_the_work_and_is_not_asked(
    open_notes: OpenNotes, qapp: QApplication
):
    window = open_notes("Q: Why?\n", (900, 600)).window
    asked: list[bool] = []
    window.may_close = lambda: bool(asked.append(True))
    kept: list[bool] = []
    end = SessionEnd(qapp, lambda: kept.append(True), lambda: [window])
    end.take()
    assert kept == [True]
    assert window.may_close()
    assert asked == []
    end.take()
    end.ask_again()
    assert not window.may_close()
    assert asked == [True]
