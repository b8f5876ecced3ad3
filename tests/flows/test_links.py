"""Links in a real window: listed, filled in, and asked about at a server on this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from notesapp.ui.episode.episode import Episode
from notesapp.ui.links.link_actions import LinkActions
from notesapp.ui.links.link_table import ADDRESS, WORDS
from notesapp.ui.links.links_dialog import LinksDialog
from notesapp.web.guard import STRICT
from notesapp.web.verdict import LinkState
from tests.flows.driving import Start, opened
from tests.web.site import Reply, Site

NOTES = """Episode 50: Bees

Q: Why http://site.example/one here? [2:04]

A: So, <http://site.example/two>. [2:30]

Resources

Ana on LinkedIn | Example.org

[Gone](http://site.example/gone) | [Moved](http://site.example/moved)
"""
WAIT_MS = 20_000


def page(title: str) -> Reply:
    return Reply(200, {"Content-Type": "text/html"}, f"<title>{title}</title>".encode())


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    made.replies |= {
        "/one": page("The [first] page"),
        "/two": page("The second"),
        "/moved": Reply(301, {"Location": "/one"}),
    }
    yield made
    made.close()


@pytest.fixture
def episode(start: Start, qtbot: QtBot, tmp_path: Path) -> Episode:
    path = tmp_path / "notes.md"
    path.write_text(NOTES, "utf-8")
    made = opened(start(), qtbot)
    made.files.open_path(path)
    made.document.settle()
    return made


@pytest.fixture
def links(episode: Episode, site: Site) -> LinkActions:
    episode.actions.run("links.show")
    found: LinkActions = episode.features.get("links")
    assert found.guard is STRICT
    found.guard = site.guard()
    return found


def no_network(host: str, port: int) -> tuple[str, ...]:
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def dialog_of(links: LinkActions) -> LinksDialog:
    assert links.dialog is not None
    return links.dialog


def write(dialog: LinksDialog, row: int, column: int, text: str) -> None:
    dialog.table.edit(dialog.table.links.index(row, column))
    editor = dialog.table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def choose(dialog: LinksDialog, row: int) -> None:
    dialog.table.setCurrentIndex(dialog.table.links.index(row, ADDRESS))


def states(dialog: LinksDialog) -> list[LinkState | None]:
    return [row.verdict.state if row.verdict else None for row in dialog.rows]


def test_opening_it_asks_nobody(links: LinkActions, site: Site, qtbot: QtBot) -> None:
    dialog = dialog_of(links)
    assert [row.link.words for row in dialog.rows] == [
        *("", "", "Ana on LinkedIn", "Example.org", "Gone", "Moved")
    ]
    qtbot.wait(50)
    assert (site.asked, site.looked_up) == ([], [])


def test_check_says_what_became_of_each(links: LinkActions, site: Site, qtbot: QtBot) -> None:
    dialog = dialog_of(links)
    dialog.check.click()
    qtbot.waitUntil(lambda: dialog.check.isEnabled(), timeout=WAIT_MS)
    assert states(dialog) == [
        *(LinkState.OK, LinkState.OK, None, None, LinkState.GONE, LinkState.MOVED)
    ]
    assert dialog.count.text() == "6 links, 2 without address, 1 dead, 1 moved"


def test_without_a_network_one_sentence_says_so(
    links: LinkActions, site: Site, qtbot: QtBot
) -> None:
    links.guard = replace(site.guard(), resolve=no_network)
    dialog = dialog_of(links)
    dialog.check.click()
    qtbot.waitUntil(lambda: dialog.check.isEnabled(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: dialog.words.text().startswith("No address answered."))
    assert dialog.count.text() == "6 links, 2 without address, 4 without answer"


def test_a_missing_address_is_one_step(episode: Episode, links: LinkActions, qtbot: QtBot) -> None:
    dialog = dialog_of(links)
    write(dialog, 2, ADDRESS, "ana.example/in")
    qtbot.waitUntil(lambda: dialog.rows[2].link.address == "https://ana.example/in")
    assert "[Ana on LinkedIn](https://ana.example/in) | Example.org" in episode.document.text()
    choose(dialog, 3)
    dialog.use.click()
    assert "| [Example.org](https://Example.org)" in episode.document.text()
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "| Example.org" in episode.document.text()
    episode.actions.run("edit.undo")
    assert episode.document.text() == NOTES
    qtbot.waitUntil(lambda: dialog.rows[2].link.is_missing)


def test_what_is_no_address_changes_nothing(
    episode: Episode, links: LinkActions, qtbot: QtBot
) -> None:
    dialog = dialog_of(links)
    write(dialog, 2, ADDRESS, "nothing such")
    qtbot.waitUntil(lambda: "is no address" in dialog.words.text())
    write(dialog, 4, WORDS, "2:04")
    qtbot.waitUntil(lambda: "cannot be written here" in dialog.words.text())
    assert episode.document.text() == NOTES


def test_titles_are_suggested_and_taken_as_one_step(
    episode: Episode, links: LinkActions, site: Site, qtbot: QtBot
) -> None:
    dialog = dialog_of(links)
    dialog.titles.click()
    qtbot.waitUntil(lambda: dialog.check.isEnabled(), timeout=WAIT_MS)
    assert {asked.path for asked in site.asked} == {"/one", "/two"}
    assert episode.document.text() == NOTES
    assert dialog.use_all.text() == "Use all 2 titles"
    dialog.use_all.click()
    text = episode.document.text()
    assert "Why [The (first) page](http://site.example/one) here?" in text
    assert "So, [The second](http://site.example/two)." in text
    qtbot.waitUntil(lambda: not dialog.titles.isEnabled())
    episode.actions.run("edit.undo")
    assert episode.document.text() == NOTES


def test_one_title_alone(episode: Episode, links: LinkActions, qtbot: QtBot) -> None:
    dialog = dialog_of(links)
    dialog.titles.click()
    qtbot.waitUntil(lambda: dialog.check.isEnabled(), timeout=WAIT_MS)
    choose(dialog, 1)
    dialog.use.click()
    assert "[The second](http://site.example/two)" in episode.document.text()
    assert "Why http://site.example/one here?" in episode.document.text()


def test_stop_ends_it_at_once(links: LinkActions, site: Site, qtbot: QtBot) -> None:
    site.replies |= dict.fromkeys(("/one", "/two", "/gone", "/moved"), site.hang)
    dialog = dialog_of(links)
    dialog.check.click()
    qtbot.waitUntil(lambda: bool(site.asked), timeout=WAIT_MS)
    dialog.stop.click()
    assert dialog.check.isEnabled() and not dialog.progress.isVisible()
    assert len(site.asked) == 1


@pytest.mark.parametrize("what", ["dialog", "window"])
def test_closing_ends_it(
    episode: Episode, links: LinkActions, site: Site, qtbot: QtBot, what: str
) -> None:
    site.replies["/one"] = site.hang
    dialog = dialog_of(links)
    dialog.check.click()
    qtbot.waitUntil(lambda: bool(site.asked), timeout=WAIT_MS)
    asker = links._asker
    (dialog if what == "dialog" else episode.window).close()
    assert not asker.is_busy


def test_by_default_private_addresses_are_not_asked(
    episode: Episode, links: LinkActions, site: Site, qtbot: QtBot
) -> None:
    links.guard = STRICT
    episode.document.replace_all(f"http://127.0.0.1:{site.port}/one and http://localhost/")
    dialog = dialog_of(links)
    qtbot.waitUntil(lambda: len(dialog.rows) == 2)
    dialog.check.click()
    qtbot.waitUntil(lambda: dialog.check.isEnabled(), timeout=WAIT_MS)
    assert states(dialog) == [LinkState.NOT_ASKED, LinkState.NOT_ASKED]
    assert site.asked == []


def test_a_row_leads_to_its_line(episode: Episode, links: LinkActions) -> None:
    dialog = dialog_of(links)
    place = dialog.table.visualRect(dialog.table.links.index(4, WORDS)).center()
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert episode.window.editor.place().line == 10
