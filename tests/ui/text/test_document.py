"""One undo order: the conditions under which typing, stamps and forms share a stack."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from notesapp.core.edits.base import TextEdit, insertion
from notesapp.core.edits.header_edits import set_header
from notesapp.core.edits.stamping import stamp_line
from notesapp.core.parser import parse
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.positions import document_position, from_utf16, place_of, to_utf16


@pytest.fixture
def document(qapp: object) -> NotesDocument:
    return NotesDocument()


@pytest.fixture
def typing(document: NotesDocument, qtbot: QtBot) -> QPlainTextEdit:
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    edit.setDocument(document.qt)
    document.setParent(edit)
    edit.show()
    return edit


def undo(document: NotesDocument) -> str:
    document.undo(QTextCursor(document.qt))
    return document.text()


def redo(document: NotesDocument) -> str:
    document.redo(QTextCursor(document.qt))
    return document.text()


def test_a_stamp_and_the_typing_around_it_undo_separately(
    document: NotesDocument, typing: QPlainTextEdit
) -> None:
    QTest.keyClicks(typing, "Q: Rye?")
    document.apply(stamp_line(document.fresh_notes(), 0, 65_000))
    typing.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(typing, " x")
    assert document.text() == "Q: Rye? [1:05.000] x"
    assert undo(document) == "Q: Rye? [1:05.000]"
    assert undo(document) == "Q: Rye?"
    assert undo(document) == ""
    assert [redo(document), redo(document), redo(document)][-1] == "Q: Rye? [1:05.000] x"


def test_typing_breaks_into_steps_at_sentence_ends(
    document: NotesDocument, typing: QPlainTextEdit, qtbot: QtBot
) -> None:
    QTest.keyClicks(typing, "One. ")
    qtbot.waitUntil(lambda: not document.qt.isModified())
    QTest.keyClicks(typing, "Two")
    assert undo(document) == "One. "
    assert undo(document) == ""


def test_a_pause_ends_a_step(document: NotesDocument, typing: QPlainTextEdit) -> None:
    QTest.keyClicks(typing, "one")
    document._pause.timeout.emit()
    QTest.keyClicks(typing, " two")
    assert undo(document) == "one"


def test_keystrokes_in_one_field_are_one_step(document: NotesDocument) -> None:
    document.load("Words")
    for value in ("L", "Lo", "Loaf"):
        notes = document.fresh_notes()
        document.apply(set_header(notes, "podcast", value), join=("header", "podcast"))
    assert document.fresh_notes().header.text("podcast") == "Loaf"
    assert undo(document) == "Words"


def test_another_field_or_typing_between_ends_the_step(
    document: NotesDocument, typing: QPlainTextEdit
) -> None:
    document.load("Words")
    document.apply(set_header(document.fresh_notes(), "podcast", "A"), join="podcast")
    document.apply(set_header(document.fresh_notes(), "episode", 4), join="episode")
    typing.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(typing, "!")
    document.apply(set_header(document.fresh_notes(), "episode", 5), join="episode")
    texts = [undo(document) for _ in range(4)]
    assert "episode: 4" in texts[0]
    assert texts[0].endswith("Words!")
    assert texts[1].endswith("Words")
    assert "episode" not in texts[2]
    assert texts[3] == "Words"


def test_several_edits_are_one_step(document: NotesDocument) -> None:
    document.load("a\nb\nc")
    document.apply((insertion(0, 1, "1"), insertion(2, 1, "3")))
    assert document.text() == "a1\nb\nc3"
    assert undo(document) == "a\nb\nc"


def test_reloading_is_one_small_step_that_can_be_undone(document: NotesDocument) -> None:
    document.load("one\ntwo\nthree")
    changes: list[tuple[int, int, int]] = []
    document.qt.contentsChange.connect(lambda *change: changes.append(change))
    document.replace_all("one\nTWO\nthree")
    assert document.text() == "one\nTWO\nthree"
    assert all(position >= 4 and added <= 5 for position, _, added in changes)
    assert undo(document) == "one\ntwo\nthree"


def test_no_break_spaces_and_emoji_survive(document: NotesDocument) -> None:
    text = "a\u00a0b 😀 Q\nzwei\u202f"
    document.load(text)
    assert document.text() == text
    assert not document.dirty


def test_dirty_is_what_differs_from_the_disk(document: NotesDocument) -> None:
    seen: list[bool] = []
    document.dirty_changed.connect(seen.append)
    document.load("a")
    document.apply((insertion(0, 1, "b"),))
    assert document.dirty
    undo(document)
    document.fresh_notes()
    assert not document.dirty
    document.apply((insertion(0, 1, "c"),))
    document.mark_saved(document.text())
    assert not document.dirty
    assert seen == [True, False, True, False]


def test_the_parse_catches_up_in_slices(document: NotesDocument, qtbot: QtBot) -> None:
    text = "\n\n".join(f"Q: Number {n}? [0:{n % 60:02d}]" for n in range(2000))
    document.load(text)
    with qtbot.waitSignal(document.notes_changed, timeout=10_000) as caught:
        document.apply((insertion(0, 3, "New "),))
        assert document.stale
        assert "New" not in document.notes.lines[0]
    assert caught.args[0].lines[0].startswith("Q: New")
    assert document.notes == parse(document.text())


def test_edits_between_slices_are_not_lost(document: NotesDocument, qtbot: QtBot) -> None:
    document.load("\n".join(f"line {n}" for n in range(5000)))
    document.apply((insertion(0, 0, "a"),))
    document._work()
    document.apply((insertion(4999, 0, "z"),))
    qtbot.waitUntil(lambda: not document.stale, timeout=10_000)
    assert document.notes.text == document.text()


def test_an_edit_says_where_the_caret_belongs(document: NotesDocument) -> None:
    document.load("a")
    place = TextEdit(insertion(0, 1, "").start, insertion(0, 1, "").end, "\n\nQ: x", 5)
    caret = document.apply((place,))
    assert caret is not None
    assert (caret.line, caret.column) == (2, 3)


@pytest.mark.parametrize("text", ["plain", "a😀b", "😀😀", "e\u0301"])
def test_columns_map_to_utf16_and_back(text: str, document: NotesDocument) -> None:
    for column in range(len(text) + 1):
        assert from_utf16(text, to_utf16(text, column)) == column
    document.load(f"x\n{text}\ny")
    for column in range(len(text) + 1):
        position = document_position(document.qt, parse_place(1, column))
        assert place_of(document.qt, position) == parse_place(1, column)


def parse_place(line: int, column: int) -> object:
    from notesapp.core.edits.base import Position

    return Position(line, column)


def test_stamping_behind_an_emoji_lands_in_its_place(document: NotesDocument) -> None:
    document.load("Q: 😀 rye 😀 [0:01]")
    document.apply(stamp_line(document.fresh_notes(), 0, 125_000))
    assert document.text() == "Q: 😀 rye 😀 [2:05]"


def test_typing_a_key_costs_no_parse(document: NotesDocument, typing: QPlainTextEdit) -> None:
    document.load("Q: Rye? [0:01]")
    before = document.notes
    QTest.keyClick(typing, Qt.Key.Key_X)
    assert document.notes is before
