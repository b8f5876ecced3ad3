"""The look of a show's web pages, from the menu to the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from notesapp.storage.places import Places
from notesapp.storage.show_store import ShowStore
from notesapp.ui.program import Program
from tests.flows.driving import opened
from tests.flows.opened_addresses import OpenedAddresses

Start = Callable[..., Program]
SHOW = "---\npodcast: The Morning Loaf\nshow_set: [csv.frames=25]\n---\n\n{{caret}}\n"


def test_the_look_is_kept_with_the_show_and_seen_in_the_browser(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    store = ShowStore(places.data / "shows")
    store.write("loaf", SHOW)
    episode = opened(start(), qtbot)
    episode.files.open_path(sample)
    seen = OpenedAddresses()
    QDesktopServices.setUrlHandler("file", seen, "take")
    try:
        episode.actions.run("publish.web_page")
        part: Any = episode.features.get("web_page")
        part.dialog.theme.show_value("paper")
        part.dialog.accent.setText("#0a5c36")
        part.dialog.open_page.click()
        qtbot.waitUntil(lambda: bool(seen.addresses))
    finally:
        QDesktopServices.unsetUrlHandler("file")
    page = Path(QUrl(seen.addresses[0]).toLocalFile()).read_text("utf-8")
    assert "--accent: #0A5C36;" in page and "Cold Kitchens" in page
    part.dialog.go.click()
    qtbot.waitUntil(lambda: part.dialog is None)
    assert store.read("loaf").settings == (
        *("csv.frames=25", "html.theme=paper", "html.accent=#0a5c36"),
        *("html-embed.theme=paper", "html-embed.accent=#0a5c36"),
    )
    episode.actions.run("publish.web_page")
    assert part.dialog.options() == {"theme": "paper", "accent": "#0a5c36"}
    part.dialog.reject()
