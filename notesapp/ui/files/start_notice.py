"""A sentence with a button in a window, also in one that shows its start screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from notesapp.ui.files.messages import Offer
from notesapp.ui.kit.message_bar import BarMessage, MessageBar

if TYPE_CHECKING:
    from notesapp.ui.episode.episode import Episode

BAR = "start_notice"


def say(
    episode: Episode,
    name: str,
    sentence: str,
    offer: Offer | None,
    closed: Callable[[str], None] | None,
    *,
    kind: str = "warning",
) -> None:
    """Show it where the window has its messages now. ``closed`` hears when it is taken away."""
    if episode.window.works:
        episode.messages.say(name, sentence, kind, offer)
        _connect_once(episode.window.bar, closed)
        return
    bar = _bar_of(episode) or _make_bar(episode)
    _connect_once(bar, closed)
    if offer is not None:
        bar.action_requested.connect(lambda chosen: offer.act() if chosen == name else None)
    words = offer.words if offer is not None else ""
    bar.show_message(BarMessage(name, kind, sentence, words))


def drop(episode: Episode, name: str) -> None:
    """Take a sentence away, wherever it stands."""
    episode.window.bar.drop(name)
    bar = _bar_of(episode)
    if bar is not None:
        bar.drop(name)


def _bar_of(episode: Episode) -> MessageBar | None:
    return episode.window.start.findChild(MessageBar, BAR)


def _make_bar(episode: Episode) -> MessageBar:
    start = episode.window.start
    bar = MessageBar(episode.window.look, start)
    bar.setObjectName(BAR)
    rows = start.layout()
    assert isinstance(rows, QVBoxLayout)
    rows.insertWidget(0, bar)
    return bar


def _connect_once(bar: MessageBar, closed: Callable[[str], None] | None) -> None:
    if closed is not None and not bar.property("tells"):
        bar.setProperty("tells", True)
        bar.message_closed.connect(closed)
