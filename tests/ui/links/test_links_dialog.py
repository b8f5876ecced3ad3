"""The dialog lists, lets words and addresses be typed, and changes nothing by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from notesapp.core.parser import parse
from notesapp.core.web_links import web_links
from notesapp.ui.kit.look import Look
from notesapp.ui.links.link_table import ADDRESS, PLACE, SIGN, STATE, WORDS
from notesapp.ui.links.link_words import LinkRow, sentence
from notesapp.ui.links.links_dialog import LinksDialog
from notesapp.web.verdict import LinkState, Verdict

NOTES = """---
link: https://a.example
---

Bees

Q: See https://q.example/x now? [2:04]

Links

Ana on LinkedIn | Example.org | [Home](https://home.example) | [Mail](mailto:a@b.example)
"""


def rows(**states: LinkState) -> tuple[LinkRow, ...]:
    found = []
    for link in web_links(parse(NOTES)):
        name = link.address.partition("//")[2].partition(".")[0]
        verdict = None
        if name in states:
            moved = "https://new.example" if states[name] is LinkState.MOVED else ""
            verdict = Verdict(link.address, states[name], "A sentence.", moved)
        title = "Bees & more" if name == "q" and "q" in states else ""
        found.append(LinkRow(link, verdict, title))
    return tuple(found)


@pytest.fixture
def dialog(look: Look, qtbot: QtBot) -> LinksDialog:
    made = LinksDialog(look)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.show_rows(rows())
    return made


def cells(dialog: LinksDialog, column: int) -> list[str]:
    model = dialog.table.links
    return [model.index(row, column).data() for row in range(model.rowCount())]


def choose(dialog: LinksDialog, row: int) -> None:
    dialog.table.setCurrentIndex(dialog.table.links.index(row, ADDRESS))


def type_into(dialog: LinksDialog, row: int, column: int, text: str) -> None:
    dialog.table.edit(dialog.table.links.index(row, column))
    editor = dialog.table.findChild(QLineEdit)
    assert editor is not None and editor.accessibleName()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_each_link_with_its_place_and_state(dialog: LinksDialog) -> None:
    assert cells(dialog, WORDS) == ["", "", "Ana on LinkedIn", "Example.org", "Home", "Mail"]
    assert cells(dialog, ADDRESS)[:3] == ["https://a.example", "https://q.example/x", ""]
    assert cells(dialog, PLACE)[:3] == ["Details: Page", "Segment, line 7", "Links, line 11"]
    assert cells(dialog, STATE) == [
        *("Not checked", "Not checked", "No address", "No address", "Not checked"),
        "Not a web page",
    ]
    assert dialog.count.text() == "6 links, 2 without address"


def test_a_missing_address_has_a_shape_and_words(dialog: LinksDialog) -> None:
    model = dialog.table.links
    assert model.index(2, STATE).data(SIGN) == ("warning", "warn")
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(2, ADDRESS).data(role) == "no address"
    assert model.index(0, WORDS).data(role) == "no words"
    choose(dialog, 2)
    assert dialog.words.text() == "These words lead nowhere. Press F2 and write an address."
    assert not dialog.use.isVisible()


@pytest.mark.parametrize("state", list(LinkState))
def test_every_state_has_words_and_a_sign(dialog: LinksDialog, state: LinkState) -> None:
    dialog.show_rows(rows(home=state))
    index = dialog.table.links.index(4, STATE)
    assert index.data()
    assert index.data(SIGN)[0]
    assert sentence(dialog.rows[4]) == "A sentence."


def test_words_that_are_an_address_can_be_used_as_one(dialog: LinksDialog, qtbot: QtBot) -> None:
    choose(dialog, 3)
    assert dialog.use.text() == "Use this address"
    with qtbot.waitSignal(dialog.use_requested) as used:
        dialog.use.click()
    assert used.args == [(3,)]


def test_where_it_moved_to_can_be_used(dialog: LinksDialog) -> None:
    dialog.show_rows(rows(home=LinkState.MOVED))
    choose(dialog, 4)
    assert (dialog.use.text(), dialog.use.isVisible()) == ("Use this address", True)
    assert dialog.count.text() == "6 links, 2 without address, 1 moved"


def test_a_title_is_suggested_and_not_yet_there(dialog: LinksDialog, qtbot: QtBot) -> None:
    dialog.show_rows(rows(q=LinkState.OK))
    choose(dialog, 1)
    assert cells(dialog, WORDS)[1] == "Bees & more ?"
    assert dialog.words.text() == "The page is called “Bees & more”."
    assert dialog.use.text() == "Use this title"
    assert not dialog.use_all.isVisible()
    with qtbot.waitSignal(dialog.use_requested) as used:
        dialog.use.click()
    assert used.args == [(1,)]


def test_an_address_that_is_typed_is_told(dialog: LinksDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.address_typed) as typed:
        type_into(dialog, 2, ADDRESS, "ana.example")
    assert typed.args == [2, "ana.example"]
    assert cells(dialog, ADDRESS)[2] == ""


def test_words_that_are_typed_are_told(dialog: LinksDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.words_typed) as typed:
        type_into(dialog, 4, WORDS, "Our page")
    assert typed.args == [4, "Our page"]


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_keys_open_the_address(dialog: LinksDialog, key: Qt.Key) -> None:
    choose(dialog, 2)
    QTest.keyClick(dialog.table, key)
    editor = dialog.table.findChild(QLineEdit)
    assert editor is not None and editor.accessibleName() == "Address"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert dialog.isVisible()


def test_where_words_have_no_place_they_cannot_be_typed(dialog: LinksDialog) -> None:
    model = dialog.table.links
    assert not model.flags(model.index(0, WORDS)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(1, WORDS)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(1, STATE)) & Qt.ItemFlag.ItemIsEditable


def test_what_is_being_typed_stays_while_answers_come(dialog: LinksDialog) -> None:
    dialog.table.edit(dialog.table.links.index(4, ADDRESS))
    editor = dialog.table.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "half")
    words = editor.text()
    dialog.show_rows(rows(home=LinkState.OK, a=LinkState.GONE))
    assert dialog.table.findChild(QLineEdit).text() == words
    assert cells(dialog, STATE)[4] == "Answers"


def test_a_click_asks_for_the_line(dialog: LinksDialog, qtbot: QtBot) -> None:
    place = dialog.table.visualRect(dialog.table.links.index(2, WORDS)).center()
    with qtbot.waitSignal(dialog.line_requested) as asked:
        QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [10]


def test_the_buttons_while_the_web_is_asked(dialog: LinksDialog, qtbot: QtBot) -> None:
    assert dialog.honest.text().startswith("Nothing is asked on the web until you press")
    assert (dialog.check.isEnabled(), dialog.titles.isEnabled()) == (True, True)
    assert not dialog.stop.isVisible()
    with qtbot.waitSignal(dialog.check_requested):
        dialog.check.click()
    dialog.show_busy(True)
    dialog.show_progress(1, 3)
    assert (dialog.check.isEnabled(), dialog.titles.isEnabled()) == (False, False)
    assert dialog.stop.isVisible() and dialog.progress.isVisible()
    with qtbot.waitSignal(dialog.stop_requested):
        dialog.stop.click()
    dialog.show_busy(False)
    assert not dialog.progress.isVisible()


def test_without_links_nothing_can_be_asked(dialog: LinksDialog) -> None:
    dialog.show_rows(())
    assert dialog.count.text() == "No links in these notes yet."
    assert not dialog.check.isEnabled() and not dialog.titles.isEnabled()
    assert dialog.words.text() == ""


def test_undo_is_that_of_the_notes(dialog: LinksDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.undo_requested) as asked:
        QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [False]
