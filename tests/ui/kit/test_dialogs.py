"""The real dialogs, answered as a user would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from notesapp.ui.kit.dialogs import Dialogs


def when_open(kind: type[QWidget], act: Callable[[QWidget], None]) -> None:
    """Do something with the modal dialog of a kind as soon as it is there."""

    def look() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, kind):
            act(found)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def type_name(name: str) -> Callable[[QWidget], None]:
    def act(dialog: QWidget) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText(name)
        QTest.keyClick(field, Qt.Key.Key_Return)

    return act


def test_a_name_without_an_ending_gets_one(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    when_open(QFileDialog, type_name("notes"))
    assert Dialogs().save_notes(parent, tmp_path / "x.md") == tmp_path / "notes.md"


@pytest.mark.parametrize("name", ["notes", "notes.md"])
def test_a_file_is_never_replaced_unasked(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.md").write_text("precious")
    parent = QWidget()
    qtbot.addWidget(parent)
    asked: list[str] = []

    def refuse(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        when_open(QFileDialog, lambda dialog: dialog.close())
        box.button(QMessageBox.StandardButton.No).click()

    def answer(dialog: QWidget) -> None:
        when_open(QMessageBox, refuse)
        type_name(name)(dialog)

    when_open(QFileDialog, answer)
    assert Dialogs().save_notes(parent, tmp_path / "x.md") is None
    assert len(asked) == 1
