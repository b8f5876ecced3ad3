"""What nobody caught: counted, kept safe, told once, and never a loop."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.ui.crash.crashes import MOST_WAITS, Crash, Crashes
from notesapp.ui.crash.tally import Tally

pytestmark = pytest.mark.expects_log("Nobody caught this|could not be|stopped")
SECRET = "what Ada said"


def broken(words: str = SECRET) -> BaseException:
    try:
        raise ValueError(words)
    except ValueError as error:
        return error


class World:
    """What the hooks act on."""

    def __init__(self) -> None:
        self.kept = 0
        self.shown: list[Crash] = []
        self.keeps: Callable[[], bool] = lambda: True
        self.typed = 0
        self.now_s = 50.0

    def keep(self) -> bool:
        self.kept += 1
        return self.keeps()

    def show(self, crash: Crash) -> bool:
        self.shown.append(crash)
        return True


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def crashes(qtbot: QtBot, world: World) -> Iterator[Crashes]:
    made = Crashes(world.keep, world.show, lambda: world.typed, now=lambda: world.now_s)
    made._calm.setInterval(1)
    yield made
    made.restore()


def test_the_work_is_kept_before_anything_is_shown(crashes, world, qtbot):
    sys.excepthook(ValueError, broken(), broken().__traceback__)
    assert (world.kept, world.shown) == (0, [])
    qtbot.waitUntil(lambda: bool(world.shown))
    assert world.kept == 1
    assert world.shown[0].is_safe
    assert "in broken" in crashes_text(world)
    assert SECRET not in crashes_text(world)


def crashes_text(world: World) -> str:
    return "".join(crash.trace for crash in world.shown)


def test_work_that_cannot_be_kept_is_not_called_safe(crashes, world, qtbot):
    world.keeps = lambda: False
    crashes.take(error := broken(), error.__traceback__)
    qtbot.waitUntil(lambda: bool(world.shown))
    assert not world.shown[0].is_safe


def test_an_exception_while_keeping_does_not_loop(crashes, world, qtbot):
    def keep_breaks() -> bool:
        raise RuntimeError("again")

    world.keeps = keep_breaks
    crashes.take(error := broken(), error.__traceback__)
    qtbot.waitUntil(lambda: world.kept == 1)
    QTest.qWait(20)
    assert world.kept == 1


def test_a_thread_and_what_cannot_be_raised_are_heard_too(crashes, world, qtbot):
    thread = threading.Thread(target=lambda: int(SECRET))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(world.shown) == 1)

    class Leaves:
        def __del__(self) -> None:
            raise KeyError(SECRET)

    world.now_s += 11
    Leaves()
    qtbot.waitUntil(lambda: len(world.shown) == 2)
    assert "KeyError" in world.shown[1].trace
    assert SECRET not in crashes_text(world)


def test_a_hundred_times_are_one_dialog_and_few_lines(crashes, world, qtbot, caplog):
    caplog.set_level(logging.CRITICAL)
    error = broken()
    for _ in range(150):
        crashes.take(error, error.__traceback__)
        world.now_s += 0.01
    qtbot.waitUntil(lambda: bool(world.shown))
    QTest.qWait(20)
    assert len(world.shown) == 1
    assert crashes.tally.total() == 150
    assert len(caplog.records) == 3  # the 1st, the 10th and the 100th
    assert world.kept == 1


def test_who_types_is_not_interrupted_but_told_in_the_end(crashes, world, qtbot):
    def type_on() -> int:
        world.typed += 1
        return world.typed

    crashes._typed = type_on
    crashes.take(error := broken(), error.__traceback__)
    qtbot.waitUntil(lambda: bool(world.shown))
    assert world.typed > MOST_WAITS


def test_ctrl_c_is_no_crash(crashes, world, monkeypatch):
    told: list[type] = []
    crashes._before = (lambda kind, *_: told.append(kind), *crashes._before[1:])
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == [KeyboardInterrupt]
    assert crashes.tally.total() == 0
    crashes._before = (sys.__excepthook__, *crashes._before[1:])


def test_a_dialog_is_due_once_a_place_and_every_ten_seconds():
    tally = Tally()
    assert tally.shall_show("a", 0.0)
    assert not tally.shall_show("b", 9.0)
    assert tally.shall_show("b", 10.0)
    assert not tally.shall_show("a", 100.0)


def test_places_without_end_do_not_fill_the_memory():
    tally = Tally()
    for number in range(1_000):
        tally.note(str(number), 0.0)
    assert tally.total() == 1_000
    assert len(tally._counts) <= 201
