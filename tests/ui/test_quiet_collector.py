"""Collecting waits until nobody types, and is given back at the end."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest

from notesapp.ui.quiet_collector import QuietCollector


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """Python collects by itself, as in a program that has just been started."""
    gc.enable()
    yield
    gc.disable()


class Cycle:
    """An object only the collector can free."""

    freed = 0

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        Cycle.freed += 1


def test_it_collects_once_after_typing_has_rested(qapp: object) -> None:
    assert gc.isenabled()
    time = [100.0]
    collector = QuietCollector(lambda: time[0])
    try:
        assert not gc.isenabled()
        assert not collector.look()
        Cycle()
        collector.noticed()
        time[0] += 1
        assert not collector.look()
        time[0] += 5
        count = Cycle.freed
        assert collector.look()
        assert Cycle.freed == count + 1
        assert not collector.look()
    finally:
        collector.restore()
    assert gc.isenabled()


def test_no_other_thread_collects_however_much_it_makes(qapp: object) -> None:
    collector = QuietCollector()
    try:
        gc.collect()
        count = Cycle.freed
        worker = threading.Thread(target=lambda: [Cycle() for _ in range(5000)])
        worker.start()
        worker.join()
        assert Cycle.freed == count
        assert collector.look_at_young()
        assert Cycle.freed == count + 5000
        assert not collector.look_at_young()
    finally:
        collector.restore()


def test_what_is_new_waits_for_a_breath_in_the_typing(qapp: object) -> None:
    time = [100.0]
    collector = QuietCollector(lambda: time[0])
    try:
        gc.collect()
        keep = [Cycle() for _ in range(5000)]
        collector.noticed()
        assert not collector.look_at_young()
        time[0] += 2
        assert collector.look_at_young()
        assert len(keep) == 5000
    finally:
        collector.restore()
