"""The report: read, copied with the notes or without, closed by Esc; keys press nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.ui.crash.crash_dialog import CrashDialog
from notesapp.ui.crash.report_text import report_text, system_lines
from notesapp.ui.kit.look import Look

SECRET = "Q: What Ada said"


def report(with_notes: bool) -> str:
    return report_text(
        system_lines("", "light", 3.0),
        'File "~/Rosebud/x.py", line 3, in y\nValueError',
        ("a line about Rosebud.md",),
        ("Rosebud.md", "Rosebud", "md"),
        (SECRET,) if with_notes else (),
    )


@pytest.fixture
def dialog(qtbot: QtBot, look: Look) -> CrashDialog:
    made = CrashDialog(look, "Something went wrong. Your text is safe.", report)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_report_names_versions_and_no_files(dialog: CrashDialog):
    said = dialog.field.toPlainText()
    for wanted in ("Show Notes: ", "Python: 3.", "Qt: 6.", "libVLC: ", "Theme: light", "line 3"):
        assert wanted in said
    assert "Rosebud" not in said
    assert SECRET not in said


def test_the_notes_are_added_only_when_ticked(dialog: CrashDialog):
    dialog.copy_button.click()
    assert SECRET not in QGuiApplication.clipboard().text()
    dialog.notes.click()
    dialog.copy_button.click()
    assert SECRET in QGuiApplication.clipboard().text() == dialog.field.toPlainText()
    dialog.notes.click()
    assert SECRET not in dialog.field.toPlainText()


def test_keys_meant_for_the_notes_press_nothing_and_esc_closes(dialog: CrashDialog):
    before = dialog.field.toPlainText()
    assert dialog.field.hasFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(dialog.field, key)
    assert dialog.isVisible()
    assert dialog.field.toPlainText() == before
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_report_of_before_has_no_notes_to_add(qtbot: QtBot, look: Look):
    made = CrashDialog(look, "It stopped.", report, has_notes=False)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    assert not made.notes.isVisible()


def test_notes_that_are_called_notes_leave_the_places_readable():
    trace = 'File "~/notesapp/ui/text.py", line 3\nin ~/notes.md, notes, my_notes-2'
    said = report_text((), trace, ("notesapp.ui: it stopped",), ("notes", "notes.md"))
    assert "~/notesapp/ui/text.py" in said
    assert "notesapp.ui: it stopped" in said
    assert "in ~/(a name), (a name), my_(a name)-2" in said
