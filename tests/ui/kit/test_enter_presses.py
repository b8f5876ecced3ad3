"""Enter presses the button that has the focus, never another one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout

import notesapp.ui
from notesapp.core.parser import parse
from notesapp.ui.kit.enter_presses import EnterPresses
from notesapp.ui.kit.look import Look
from notesapp.ui.stamps.style_dialog import StyleDialog

NO_DEFAULT = {
    "crash_dialog.py",
    *("first_steps.py", "keys_page.py", "links_dialog.py", "option_row.py"),
    "preferences_dialog.py",
}
"""Parts of dialogs without a default button, which have EnterPresses instead."""


@pytest.fixture
def dialog(qtbot) -> QDialog:
    made = QDialog()
    column = QVBoxLayout(made)
    column.addWidget(QLineEdit())
    for words in ("One", "Two"):
        button = QPushButton(words)
        button.setAutoDefault(False)
        column.addWidget(button)
    EnterPresses(made)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_focused_button_and_a_field_keeps_the_dialog(
    dialog: QDialog, key: Qt.Key
) -> None:
    pressed: list[str] = []
    for button in dialog.findChildren(QPushButton):
        button.clicked.connect(lambda _=False, b=button: pressed.append(b.text()))
    for button in dialog.findChildren(QPushButton):
        button.setFocus()
        QTest.keyClick(button, key)
    field = dialog.findChild(QLineEdit)
    field.setFocus()
    QTest.keyClick(field, key)
    assert pressed == ["One", "Two"]
    assert dialog.isVisible()


def test_enter_on_cancel_cancels(qtbot, look: Look) -> None:
    style = StyleDialog(look, parse("Q: Why? [0:10.250]\n"))
    qtbot.addWidget(style)
    style.show()
    style.cancel.setFocus()
    with qtbot.waitSignal(style.rejected, timeout=1000):
        QTest.keyClick(style.cancel, Qt.Key.Key_Return)


def test_no_dialog_with_a_default_button_takes_enter_from_the_others() -> None:
    root = Path(notesapp.ui.__file__).parent
    found = {p.name for p in root.rglob("*.py") if "setAutoDefault(False)" in p.read_text("utf-8")}
    assert found - {"enter_presses.py"} == NO_DEFAULT
