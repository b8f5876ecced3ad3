"""Where a cursor comes to stand for a position that was written down."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from notesapp.ui.text.positions import cursor_near

PAIR = "\N{GRINNING FACE}"


@pytest.mark.parametrize(
    ("wanted", "given"), [(-3, 0), (0, 0), (1, 1), (2, 1), (3, 3), (4, 4), (5, 5), (99, 5)]
)
def test_a_cursor_stands_before_a_pair_and_never_within(
    qapp: QApplication, wanted: int, given: int
) -> None:
    document = QTextDocument()
    document.setPlainText(f"a{PAIR}b\n")
    assert cursor_near(document, wanted).position() == given


def test_halves_that_stand_alone_count(qapp: QApplication) -> None:
    document = QTextDocument()
    document.setPlainText(f"a{PAIR}bc")
    cursor = QTextCursor(document)
    cursor.setPosition(1)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    assert cursor_near(document, 3).position() == 3
    assert document.characterAt(3) == "c"
