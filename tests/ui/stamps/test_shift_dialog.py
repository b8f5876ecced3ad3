"""The dialog says what would move before it does, and refuses with a sentence what cannot be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from notesapp.core.edits.base import apply_edits
from notesapp.core.parser import parse
from notesapp.ui.kit.look import Look
from notesapp.ui.stamps.shift_dialog import ALL, RANGE, STRETCH, ShiftDialog
from notesapp.ui.stamps.shift_list import spoken

TEXT = "Q: One? [0:10]\n\nA: Two. [1:00]\n\nQ: Three? [2:00]\n\nA: Four. [3:00.500]"


@pytest.fixture
def dialog(qtbot, look: Look) -> ShiftDialog:
    made = ShiftDialog(look, parse(TEXT), 120_000, 42_000, 300_000)
    qtbot.addWidget(made)
    made.show()
    return made


def after(dialog: ShiftDialog) -> list[int]:
    return [row.after_ms for row in dialog.plan.rows]


def test_it_begins_with_what_the_caret_and_the_difference_say(dialog: ShiftDialog) -> None:
    assert (dialog.start.text(), dialog.here.text(), dialog.by.text()) == ("2:00", "Q 2", "+0:42")
    assert after(dialog) == [10_000, 60_000, 162_000, 222_500]
    assert dialog.count.text() == "2 of 4 stamps move"
    assert dialog.go.text() == "Shift 2 stamps"
    assert dialog.words.text() == "Order stays the same. Nothing ends after the audio (5:00)."
    assert apply_edits(TEXT, dialog.plan.edits) == TEXT.replace("[2:00]", "[2:42]").replace(
        "[3:00.500]", "[3:42.500]"
    )


def test_each_way_to_shift_has_its_fields(dialog: ShiftDialog) -> None:
    dialog.modes[ALL].setChecked(True)
    assert not dialog.start.isVisible()
    assert after(dialog) == [52_000, 102_000, 162_000, 222_500]
    dialog.modes[RANGE].setChecked(True)
    assert dialog.end.isVisible()
    dialog.start.set_ms(60_000)
    dialog.end.set_ms(60_000)
    assert after(dialog) == [10_000, 102_000, 120_000, 180_500]
    dialog.modes[STRETCH].setChecked(True)
    assert not dialog.by.isVisible()
    for field, ms in zip(
        (*dialog.anchors[0], *dialog.anchors[1]), (0, 0, 120_000, 180_000), strict=True
    ):
        field.set_ms(ms)
    assert after(dialog) == [15_000, 90_000, 180_000, 240_500]


def test_seconds_by_key_and_tenths_with_shift(dialog: ShiftDialog) -> None:
    QTest.keyClick(dialog.by, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    assert dialog.by.text() == "+0:41"
    QTest.keyClick(dialog.by, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.by.text() == "+0:41.1"
    dialog.by.setText("1")
    dialog.less.click()
    dialog.less.click()
    assert dialog.by.text() == "\u22120:01"
    assert after(dialog)[2] == 119_000


@pytest.mark.parametrize(
    ("start", "by", "sentence"),
    [
        ("0", "-0:11", "0:10 in line 1 would come before 0:00."),
        ("0", "soon", "“soon” is no time."),
        ("-5", "1", "“-5” is no time."),
    ],
)
def test_what_cannot_be_is_said_and_the_button_rests(
    dialog: ShiftDialog, start: str, by: str, sentence: str
) -> None:
    dialog.start.setText(start)
    dialog.by.setText(by)
    assert dialog.words.text().startswith(sentence)
    assert not dialog.go.isEnabled()
    assert len(dialog.plan.rows) == 4
    dialog.start.setText("0")
    dialog.by.setText("1")
    assert dialog.go.isEnabled()
    assert dialog.go.text() == "Shift 4 stamps"


def test_what_would_stand_wrong_is_said_and_may_be_done(dialog: ShiftDialog) -> None:
    dialog.by.setText("2:00")
    assert dialog.words.text() == "5:00 is past the end of the audio, 5:00."
    assert dialog.go.isEnabled()


def test_the_new_place_is_heard(qtbot, dialog: ShiftDialog) -> None:
    with qtbot.waitSignal(dialog.hear_requested) as asked:
        dialog.hear.click()
    assert asked.args == [162_000]


def test_a_row_is_read_out_whole(dialog: ShiftDialog) -> None:
    assert [spoken(row) for row in dialog.plan.rows[1:3]] == [
        "A, Two, 1:00 stays",
        "Q 2, Three?, 2:00 becomes 2:42",
    ]
    model = dialog.list.model()
    assert model.index(2, 0).data() == spoken(dialog.plan.rows[2])


def test_every_field_and_button_has_a_name(dialog: ShiftDialog) -> None:
    fields = [dialog.start, dialog.end, dialog.by, dialog.less, dialog.more, dialog.list]
    assert all(widget.accessibleName() for widget in fields)
    assert all(field.accessibleName() for pair in dialog.anchors for field in pair)
