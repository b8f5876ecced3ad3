"""The paper: stamps that play, lines that stay out of sight, keys that never surprise."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from notesapp.core.edits.base import Position, TextEdit
from notesapp.core.edits.header_edits import set_header
from notesapp.ui.kit.look import dress, make_wanted_look
from notesapp.ui.text.clipboard import OWN_FORMAT
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.editor import NotesEditor
from notesapp.ui.text.history import History

TEXT = """---
podcast: "Loaf"
episode: 3
---

Ines answers.

Q: Why is rye flat? [1:12.480]
{: chapter="Flat rye" }

A: No gluten, as at [5:47] I said. [1:38.000]

## Resources
"""
QUESTION, ATTRIBUTES, ANSWER = 7, 8, 10


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> NotesEditor:
    look = make_wanted_look("light")
    dress(qapp, look)
    document = NotesDocument()
    editor = NotesEditor(document, look)
    document.setParent(editor)
    qtbot.addWidget(editor)
    document.load(TEXT)
    editor.resize(820, 600)
    editor.show()
    editor.grab()
    return editor


def chip(editor: NotesEditor, source: str) -> QPoint:
    editor.grab()
    found = next(c for c in editor.mouse.chips if c.mark.source == source)
    return found.rect.center().toPoint()


def test_a_click_on_a_stamp_plays_and_leaves_the_caret(editor: NotesEditor, qtbot: QtBot) -> None:
    editor.set_place(Position(QUESTION, 5))
    with qtbot.waitSignal(editor.stamp_clicked) as caught:
        QTest.mouseClick(
            editor.viewport(), Qt.MouseButton.LeftButton, pos=chip(editor, "[1:38.000]")
        )
    assert caught.args == [98_000, ANSWER]
    assert editor.place() == Position(QUESTION, 5)


def test_a_stamp_in_prose_plays_too(editor: NotesEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.stamp_clicked) as caught:
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=chip(editor, "[5:47]"))
    assert caught.args[0] == 347_000


def test_a_stamp_typed_by_hand_is_as_live_as_one_inserted(
    editor: NotesEditor, qtbot: QtBot
) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, "Q: Typed? [2:04]")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not editor.notes_document.stale)
    with qtbot.waitSignal(editor.stamp_clicked) as caught:
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=chip(editor, "[2:04]"))
    assert caught.args[0] == 124_000


def test_alt_click_puts_the_caret_into_a_stamp(editor: NotesEditor) -> None:
    clicked: list[int] = []
    editor.stamp_clicked.connect(lambda ms, _: clicked.append(ms))
    QTest.mouseClick(
        editor.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.AltModifier,
        chip(editor, "[1:38.000]"),
    )
    assert clicked == []
    assert editor.place().line == ANSWER


def test_a_drag_over_a_stamp_selects(editor: NotesEditor) -> None:
    clicked: list[int] = []
    editor.stamp_clicked.connect(lambda ms, _: clicked.append(ms))
    start = chip(editor, "[5:47]")
    QTest.mousePress(editor.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(editor.viewport(), start + QPoint(40, 0))
    QTest.mouseMove(editor.viewport(), start + QPoint(120, 0))
    QTest.mouseRelease(editor.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(120, 0))
    assert clicked == []
    assert editor.textCursor().hasSelection()


def test_the_header_is_out_of_sight_and_the_caret_stays_out_of_it(editor: NotesEditor) -> None:
    assert not editor.document().findBlockByNumber(1).isVisible()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Left):
        QTest.keyClick(editor, key, Qt.KeyboardModifier.ControlModifier)
        assert editor.place().line >= 5
        QTest.keyClick(editor, key)
        assert editor.place().line >= 5


def test_arrows_step_over_an_attribute_line(editor: NotesEditor) -> None:
    editor.set_place(Position(QUESTION, len("Q: Why is rye flat? [1:12.480]")))
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert editor.place().line == ATTRIBUTES + 1
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert editor.place().line == QUESTION
    QTest.keyClick(editor, Qt.Key.Key_Down)
    assert editor.place().line == ATTRIBUTES + 1


def test_deleting_does_not_reach_into_what_is_out_of_sight(editor: NotesEditor) -> None:
    editor.set_place(Position(5, 0))
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    editor.set_place(Position(ATTRIBUTES + 1, 0))
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    editor.set_place(Position(QUESTION, len("Q: Why is rye flat? [1:12.480]")))
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.notes_document.text() == TEXT


@pytest.mark.parametrize(
    ("chord", "place"),
    [
        (QKeySequence.StandardKey.Delete, Position(QUESTION, 99)),
        (QKeySequence.StandardKey.DeleteEndOfWord, Position(QUESTION, 99)),
        (QKeySequence.StandardKey.DeleteEndOfLine, Position(QUESTION, 99)),
        (QKeySequence.StandardKey.Backspace, Position(ATTRIBUTES + 1, 0)),
        (QKeySequence.StandardKey.DeleteStartOfWord, Position(5, 0)),
    ],
)
def test_no_chord_of_the_platform_deletes_what_is_out_of_sight(
    editor: NotesEditor, chord: QKeySequence.StandardKey, place: Position
) -> None:
    """On X11 Ctrl+D and Ctrl+K are among them."""
    for keys in QKeySequence.keyBindings(chord):
        editor.set_place(place)
        QTest.keySequence(editor, keys)
        assert editor.notes_document.text() == TEXT, keys.toString()


def test_text_dropped_on_a_covered_line_goes_to_the_next_in_sight(editor: NotesEditor) -> None:
    block = editor.document().findBlockByNumber(ATTRIBUTES)
    area = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
    data = QMimeData()
    data.setText("dropped")
    at = QPointF(area.left() + 60, area.center().y())
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copies = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at.toPoint(), copies, data, left, plain)
    QApplication.sendEvent(editor.viewport(), enter)
    QApplication.sendEvent(editor.viewport(), QDropEvent(at, copies, data, left, plain))
    assert editor.notes_document.text() == TEXT.replace(
        '{: chapter="Flat rye" }\n', '{: chapter="Flat rye" }\ndropped'
    )
    assert editor.place() == Position(ATTRIBUTES + 1, len("dropped"))


def test_select_all_leaves_the_header_alone(editor: NotesEditor) -> None:
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.notes_document.text().startswith('---\npodcast: "Loaf"\nepisode: 3\n---\n')
    assert "Ines" not in editor.notes_document.text()


def test_the_context_menu_leaves_the_header_alone(editor: NotesEditor) -> None:
    document = editor.notes_document
    history = History(document, editor, editor)
    editor.undo_requested.connect(history.undo)

    def choose(name: str) -> None:
        menu = editor.context_menu(QPoint(5, 5))
        next(a for a in menu.actions() if a.objectName() == name).trigger()

    document.apply(set_header(document.fresh_notes(), "podcast", "Other"))
    document.fresh_notes()
    editor.set_place(Position(ANSWER, 3))
    choose("edit-undo")
    assert document.text() == TEXT
    assert editor.place() == Position(ANSWER, 3)
    choose("select-all")
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert document.text() == TEXT.split("Ines")[0]


def test_copying_leaves_source_lines_out_and_pasting_here_keeps_them(editor: NotesEditor) -> None:
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert "chapter=" not in data.text()
    assert "Why is rye flat?" in data.text()
    assert "<p>" in data.html()
    assert b"chapter=" in bytes(data.data(OWN_FORMAT).data())
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.insertFromMimeData(data)
    assert editor.notes_document.text().count("chapter=") == 2


def test_pasting_keeps_no_break_spaces_and_line_ends_plain(editor: NotesEditor) -> None:
    editor.notes_document.load("")
    data = QMimeData()
    data.setText("a\u00a0b\r\nc")
    editor.insertFromMimeData(data)
    assert editor.notes_document.text() == "a\u00a0b\nc"


def test_show_source_shows_everything(editor: NotesEditor) -> None:
    editor.set_show_source(True)
    assert editor.document().findBlockByNumber(1).isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert editor.place() == Position(0, 0)
    editor.set_show_source(False)
    assert editor.place().line >= 5


def test_undoing_a_form_edit_keeps_caret_and_scroll(editor: NotesEditor) -> None:
    document = editor.notes_document
    document.load(TEXT + "\n\n".join(f"Line {n} of many." for n in range(80)))
    history = History(document, editor)
    editor.set_place(Position(121, 4))
    editor.grab()
    scroll = editor.verticalScrollBar().value()
    assert scroll > 0
    cursor = editor.textCursor()
    document.apply(set_header(document.fresh_notes(), "date", "2026-05-14"))
    editor.setTextCursor(cursor)
    editor.verticalScrollBar().setValue(scroll)
    history.undo()
    assert editor.place() == Position(121, 4)
    assert editor.verticalScrollBar().value() == scroll
    history.redo()
    assert editor.place() == Position(122, 4)
    assert 'date: "2026-05-14"' in document.text()
    assert not editor.document().findBlockByNumber(4).isVisible()


def test_undo_of_a_stamp_lands_where_it_was(editor: NotesEditor) -> None:
    history = History(editor.notes_document, editor)
    editor.set_place(Position(ANSWER, 5))
    QTest.keyClicks(editor, "xyz")
    history.undo()
    assert editor.place() == Position(ANSWER, 5)
    assert editor.notes_document.text() == TEXT


@pytest.mark.parametrize("by", ["end", "click"])
def test_words_added_at_the_end_go_before_the_stamp(editor: NotesEditor, by: str) -> None:
    words = TEXT.splitlines()[QUESTION].index(" [1:12")
    editor.set_place(Position(QUESTION, 5))
    if by == "end":
        QTest.keyClick(editor, Qt.Key.Key_End)
    else:
        right = QPoint(editor.viewport().width() - 40, chip(editor, "[1:12.480]").y())
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=right)
    assert editor.place() == Position(QUESTION, words)
    QTest.keyClicks(editor, " So")
    editor.notes_document.settle()
    assert editor.notes_document.notes.segments[0].start_ms == 72_480


def test_end_pressed_again_goes_behind_the_stamp(editor: NotesEditor) -> None:
    line = TEXT.splitlines()[ANSWER]
    editor.set_place(Position(ANSWER, 5))
    places = []
    for _ in range(3):
        QTest.keyClick(editor, Qt.Key.Key_End)
        places.append(editor.place().column)
    assert places == [line.index(" [1:38"), len(line), len(line)]


def test_redo_leaves_the_caret_out_of_the_stamp(editor: NotesEditor) -> None:
    history = History(editor.notes_document, editor)
    stamp = TEXT.splitlines()[ANSWER].index("1:38")
    editor.set_place(Position(ANSWER, 5))
    change = TextEdit(Position(ANSWER, stamp), Position(ANSWER, stamp + 4), "1:37")
    editor.notes_document.apply((change,))
    history.undo()
    history.redo()
    assert "[1:37.000]" in editor.notes_document.text()
    assert editor.place() == Position(ANSWER, TEXT.splitlines()[ANSWER].index(" [1:38"))


def test_plain_typing_gives_exactly_that_text(editor: NotesEditor) -> None:
    editor.notes_document.load("")
    for line in ("Hello there.", "- a list", "", "Q: not stamped", "A: neither", "(c) x --> y"):
        QTest.keyClicks(editor, line)
        QTest.keyClick(editor, Qt.Key.Key_Return)
    expected = "Hello there.\n- a list\n\nQ: not stamped\nA: neither\n(c) x --> y\n"
    assert editor.notes_document.text() == expected


def test_enter_before_the_end_stamp_counts_as_the_end(editor: NotesEditor) -> None:
    editor.notes_document.load("Q: Rye? [2:04]")
    editor.set_place(Position(0, 7))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "next")
    assert editor.notes_document.text() == "Q: Rye? [2:04]\nnext"


def test_enter_at_the_end_of_a_segment_keeps_its_attributes(editor: NotesEditor) -> None:
    editor.set_place(Position(QUESTION, len("Q: Why is rye flat? [1:12.480]")))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    notes = editor.notes_document.fresh_notes()
    assert notes.segments[0].attribute("chapter") == "Flat rye"
    assert editor.place() == Position(ATTRIBUTES + 1, 0)


def test_a_header_typed_by_hand_hides_when_it_is_whole(editor: NotesEditor, qtbot: QtBot) -> None:
    editor.notes_document.load("Words")
    QTest.keyClick(editor, Qt.Key.Key_Home)
    for line in ("---", "podcast: Loaf", "---"):
        QTest.keyClicks(editor, line)
        QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not editor.notes_document.stale)
    assert editor.notes_document.text() == "---\npodcast: Loaf\n---\nWords"
    assert editor.place() == Position(3, 0)
    assert not editor.document().findBlockByNumber(0).isVisible()


def test_dropped_files_are_handed_on(editor: NotesEditor, qtbot: QtBot, tmp_path: object) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(f"{tmp_path}/x.mp3")])
    with qtbot.waitSignal(editor.files_dropped) as caught:
        editor.insertFromMimeData(data)
    assert [p.name for p in caught.args[0]] == ["x.mp3"]
    assert editor.notes_document.text() == TEXT


def test_the_column_keeps_its_measure_and_its_room(editor: NotesEditor) -> None:
    for width in (500, 820, 1400):
        editor.resize(width, 500)
        editor.grab()
        area = editor.viewport().geometry()
        assert area.left() >= 52
        assert area.width() <= 624 + 16
        assert editor.gutter.geometry().right() + 1 == area.left()
        block = editor.document().findBlockByNumber(QUESTION)
        line = block.layout().lineAt(0)
        assert line.x() + line.naturalTextWidth() <= area.width()


def test_formats_never_reach_the_document(editor: NotesEditor) -> None:
    editor.grab()
    assert not editor.document().isUndoAvailable()
    assert editor.notes_document.text() == TEXT
    fragment = editor.document().findBlockByNumber(QUESTION).begin().fragment()
    assert fragment.charFormat().propertyCount() == 0


def test_text_size_has_limits_and_is_told(editor: NotesEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.text_size_changed) as caught:
        editor.set_text_size(99)
    assert caught.args == [28]
    editor.set_text_size(2)
    assert editor.text_size == 11


def test_the_clipboard_gets_text_from_ctrl_c(editor: NotesEditor) -> None:
    editor.set_place(Position(5, 0))
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    editor.copy()
    assert QGuiApplication.clipboard().text() == "Ines answers."
