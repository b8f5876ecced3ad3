"""The dialog after a stop: what is chosen, and that choosing does nothing by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import Look, make_look
from notesapp.ui.kit.theme import load_theme
from notesapp.ui.recovery.finds import Choice, Find, find_of
from notesapp.ui.recovery.recovery_dialog import Decision, RecoveryDialog
from tests.ui.recovery.conftest import Left

Open = Callable[..., RecoveryDialog]


@pytest.fixture
def shown(qtbot: QtBot, look: Look) -> Open:
    def made(*finds: Find) -> RecoveryDialog:
        dialog = RecoveryDialog(look, finds, 30)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
        return dialog

    return made


def decided(dialog: RecoveryDialog, key: Qt.Key = Qt.Key.Key_Return) -> list[tuple[Decision, ...]]:
    heard: list[tuple[Decision, ...]] = []
    dialog.decided.connect(heard.append)
    focus = dialog.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    assert not dialog.isVisible()
    return heard


def test_enter_takes_the_recovered_text(shown: Open, find: Find) -> None:
    dialog = shown(find)
    assert not dialog.list.isVisible()
    assert dialog.focusWidget() is dialog.tiles[Choice.RECOVERED]
    assert [c for c, tile in dialog.tiles.items() if tile.isVisible()] == list(find.choices)
    assert dialog.kept.text() == "The other version is kept for 30 days."
    assert decided(dialog) == [((find, Choice.RECOVERED),)]


def test_escape_decides_nothing(shown: Open, find: Find) -> None:
    assert decided(shown(find), Qt.Key.Key_Escape) == []


def test_the_arrows_choose_the_file(shown: Open, find: Find) -> None:
    dialog = shown(find)
    QTest.keyClick(dialog.tiles[Choice.RECOVERED], Qt.Key.Key_Right)
    assert dialog.go.text() == "Open file on disk"
    assert decided(dialog) == [((find, Choice.DISK),)]


def test_a_click_anywhere_on_a_tile_chooses_it(shown: Open, find: Find) -> None:
    dialog = shown(find)
    tile = dialog.tiles[Choice.DISK]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton, pos=tile.rect().bottomRight() / 1.1)
    assert dialog.decisions() == ((find, Choice.DISK),)


def test_each_of_several_keeps_its_choice(shown: Open, find: Find, left: Left) -> None:
    untitled = find_of(replace(left(text="Words"), doc_id="other"))
    dialog = shown(find, untitled, find)
    assert dialog.focusWidget() is dialog.list
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(dialog.list, key)
    assert dialog.tiles[Choice.RECOVERED].isChecked()
    assert not dialog.tiles[Choice.LET_GO].isVisible()
    QTest.keyClick(dialog.list, Qt.Key.Key_Up)
    assert dialog.tiles[Choice.LET_GO].isChecked()
    assert dialog.caption.text() == "What it says"
    chosen = (Choice.RECOVERED, Choice.LET_GO, Choice.RECOVERED)
    assert decided(dialog) == [tuple(zip((find, untitled, find), chosen, strict=True))]


def test_a_row_says_all_that_it_shows(shown: Open, find: Find) -> None:
    dialog = shown(find, find)
    said = dialog.list.rows.data(dialog.list.rows.index(0))
    for words in ("small-garden-12.md", "2 lines differ", "Recovered text"):
        assert words in str(said)


def test_what_lies_aside_is_named(shown: Open, left: Left) -> None:
    dialog = shown(find_of(left(name="a.md", kept_aside=Path("doc.damaged"))))
    assert dialog.damage.isVisible()
    assert "doc.damaged" in dialog.damage.text()


def test_another_look_is_taken(shown: Open, find: Find) -> None:
    dialog = shown(find)
    dark = make_look(load_theme("dark"), load_fonts())
    before = dialog.sign.pixmap().toImage()
    dialog.set_look(dark)
    assert dialog.sign.pixmap().toImage() != before
