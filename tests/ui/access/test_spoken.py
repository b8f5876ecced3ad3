"""What appears away from the focus is spoken: messages, counts of hits, what the palette offers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest

from notesapp.ui.episode.episode import Episode
from notesapp.ui.kit import spoken

Event = QAccessible.Event


class Ear:
    """Hears what a screen reader would be told, in place of the desktop's bridge."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def take(self, event: QAccessibleAnnouncementEvent) -> None:
        assert event.type() == Event.Announcement
        self.heard.append(event.message())


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    """A listener; Qt gives offscreen no bridge to any other."""
    made = Ear()

    class Listening(QAccessible):
        isActive = staticmethod(lambda: True)
        updateAccessibility = staticmethod(made.take)

    monkeypatch.setattr(spoken, "QAccessible", Listening)
    return made


def test_a_message_is_spoken_once(episode: Episode, ear: Ear) -> None:
    episode.messages.say("one", "The disk is full.")
    episode.messages.say("one", "The disk is full.")
    assert ear.heard == ["The disk is full."]


def test_hits_are_counted_aloud(qtbot, episode: Episode, ear: Ear) -> None:
    episode.actions.run("edit.find")
    bar = episode.features.get("find").bar
    QTest.keyClicks(bar.field, "dough")
    qtbot.waitUntil(lambda: any(" of " in words for words in ear.heard))
    assert ear.heard[-1] == bar.count.text()


def test_the_palette_says_what_it_would_do(episode: Episode, ear: Ear) -> None:
    episode.actions.run("help.palette")
    box = episode.features.get("palette").box
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    entry = box.current()
    assert entry is not None and ear.heard[-1].startswith(entry.title)
    box.close()


def test_nothing_is_sent_where_nobody_listens(
    episode: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[object] = []
    monkeypatch.setattr(spoken.QAccessible, "updateAccessibility", sent.append)
    monkeypatch.setattr(spoken.QAccessible, "isActive", lambda: False)
    spoken.announce(episode.window, "Words")
    assert not sent
