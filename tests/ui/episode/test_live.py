"""When facts are derived: soon for short notes, in a rest of the typing for long ones."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import Qt

from notesapp.core.parser import parse
from notesapp.formats.base import AudioInfo
from notesapp.ui.episode import live as timing
from notesapp.ui.episode.live import Live
from notesapp.ui.kit.jobs import Jobs

SHORT = "Q: Why? [0:10]\n\nA: So. [0:20]\n"
LONG = SHORT + "\nMore words.\n" * (timing.LONG_LINES // 2 + 1)


@pytest.fixture
def live(qtbot, monkeypatch):
    monkeypatch.setattr(timing, "LONG_FACTS_MS", 60_000)
    with ThreadPoolExecutor(max_workers=1) as workers:
        made = Live(Jobs(workers), AudioInfo)
        yield made
        made.deleteLater()


def test_facts_of_short_notes_come_soon_whatever_is_typed(qtbot, live: Live) -> None:
    with qtbot.waitSignal(live.facts_changed) as told:
        live.take(parse(SHORT))
        live.put_off()
    assert len(told.args[0].chapters) == 2


def test_facts_of_long_notes_wait_for_the_last_key(live: Live, qtbot) -> None:
    live._soon.setTimerType(Qt.TimerType.PreciseTimer)
    live.take(parse(LONG))
    qtbot.waitUntil(lambda: live._soon.remainingTime() < 59_900, timeout=10_000)
    live.put_off()
    assert live._soon.remainingTime() > 59_900


def test_a_key_alone_derives_nothing(live: Live) -> None:
    live.put_off()
    assert not live._soon.isActive()
