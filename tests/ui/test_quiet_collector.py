"""Collecting waits until nobody types, and is given back at the end."""

from __future__ import annotations

import gc

from notesapp.ui.quiet_collector import QuietCollector


class Cycle:
    """An object only the collector can free."""

    freed = 0

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        Cycle.freed += 1


def test_it_collects_once_after_typing_has_rested(qapp: object) -> None:
    before = gc.get_threshold()
    time = [100.0]
    collector = QuietCollector(lambda: time[0])
    try:
        assert gc.get_threshold()[2] > 1_000_000
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
    assert gc.get_threshold() == before
