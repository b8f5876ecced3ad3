"""The style dialog counts first; what would be lost has to be allowed."""

from __future__ import annotations

from notesapp.core.edits.base import apply_edits
from notesapp.core.parser import parse
from notesapp.ui.kit.look import Look
from notesapp.ui.stamps.style_dialog import StyleDialog

TEXT = "Q: One? [0:10.250]\n\nA: Two. [1:00.000]"


def made(qtbot, look: Look, text: str = TEXT) -> StyleDialog:
    dialog = StyleDialog(look, parse(text))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_begins_with_the_style_of_the_notes(qtbot, look: Look) -> None:
    dialog = made(qtbot, look)
    assert dialog.style_chosen() == parse(TEXT).style
    assert dialog.count.text() == "0 of 2 stamps change."
    assert not dialog.go.isEnabled()


def test_losing_milliseconds_has_to_be_allowed(qtbot, look: Look) -> None:
    dialog = made(qtbot, look)
    dialog.fraction.setCurrentIndex(dialog.fraction.findData(False))
    assert dialog.lose.text() == "Let 1 stamp lose its milliseconds"
    assert dialog.go.text() == "Convert 2 stamps"
    assert not dialog.go.isEnabled()
    dialog.lose.setChecked(True)
    assert dialog.go.isEnabled()
    result = apply_edits(TEXT, dialog.conversion.edits)
    assert result == "Q: One? [0:10]\n\nA: Two. [1:00]"
    dialog.brackets.setCurrentIndex(dialog.brackets.findData("("))
    assert not dialog.go.isEnabled()


def test_brackets_and_place_follow(qtbot, look: Look) -> None:
    dialog = made(qtbot, look)
    dialog.brackets.setCurrentIndex(dialog.brackets.findData("("))
    dialog.place.setCurrentIndex(dialog.place.findData("start"))
    assert dialog.example.text() == "Q: (2:04.750) Why rye?"
    assert not dialog.lose.isVisible()
    result = apply_edits(TEXT, dialog.conversion.edits)
    assert result == "Q: (0:10.250) One?\n\nA: (1:00.000) Two."


def test_notes_without_stamps_and_header_have_nothing_to_convert(qtbot, look: Look) -> None:
    dialog = made(qtbot, look, "Only words")
    assert dialog.count.text().startswith("There are no stamps yet")
    assert not dialog.go.isEnabled()
