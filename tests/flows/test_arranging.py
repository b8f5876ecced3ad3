"""Segments arranged by key and in the outline, in the real window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from notesapp.core.edits.base import Position
from notesapp.ui.episode.episode import Episode
from notesapp.ui.program import Program
from tests.flows.driving import opened

Start = Callable[..., Program]
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
TEXT = """---
speakers: [Ana, Bo]
---
Episode 3: Rye

Ana: Why rye? [0:10]

Bo: It keeps. [0:20]

Ana: And salt? [0:30]

Bo: Two spoons. [0:40]

## Resources

- A book
"""
WHY, KEEPS, SALT, SPOONS = 5, 7, 9, 11


@pytest.fixture
def episode(start: Start, qtbot: QtBot) -> Episode:
    episode = opened(start(), qtbot)
    episode.actions.run("file.new")
    episode.session.start_new(TEXT)
    qtbot.waitUntil(lambda: episode.window.outline.list.model().rowCount() >= 5, timeout=15_000)
    return episode


def press(episode: Episode, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(episode.window.editor, key, modifiers)


def words(episode: Episode) -> str:
    return " ".join(s.text.split()[0] for s in episode.document.fresh_notes().segments)


def said(episode: Episode) -> str:
    current = episode.window.bar.current()
    return current.sentence if current is not None else ""


def caret_on(episode: Episode) -> str:
    return episode.window.editor.textCursor().block().text()


def drag(episode: Episode, row: int, to: int, modifiers: Qt.KeyboardModifier) -> None:
    """The middle of one row to the upper edge of another."""
    outline = episode.window.outline
    view, left = outline.list.viewport(), Qt.MouseButton.LeftButton
    begin = outline.row_rect(row).center() - QPoint(40, 0)
    end = QPoint(begin.x(), outline.row_rect(to).top() + 2)
    QTest.mousePress(view, left, Qt.KeyboardModifier.NoModifier, begin)
    for point in ((begin + end) / 2, end):
        QTest.mouseMove(view, point)
        _move(view, point, modifiers)
    assert outline.list.drag.active
    QTest.mouseRelease(view, left, modifiers, end)


def _move(view: QWidget, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
    """QTest's own move holds no button."""
    left = Qt.MouseButton.LeftButton
    at, where = QPointF(point), QPointF(view.mapToGlobal(point))
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, where, none, left, modifiers)
    QApplication.sendEvent(view, event)


def test_keys_move_swap_join_split_and_label(episode: Episode) -> None:
    editor = episode.window.editor
    editor.set_place(Position(SALT, 9))
    press(episode, Qt.Key.Key_Up, CTRL | SHIFT)
    assert words(episode) == "Why And It Two"
    assert editor.place() == Position(KEEPS, 9)
    press(episode, Qt.Key.Key_Down, CTRL | SHIFT)
    press(episode, Qt.Key.Key_PageUp, CTRL | SHIFT)
    assert words(episode) == "And Two Why It"
    assert editor.place() == Position(WHY, 9)
    press(episode, Qt.Key.Key_PageDown, CTRL | SHIFT)
    assert episode.document.text() == TEXT
    press(episode, Qt.Key.Key_X, CTRL | SHIFT)
    assert words(episode) == "Why It Two And"
    assert editor.place() == Position(SPOONS, 8)
    press(episode, Qt.Key.Key_G, CTRL | SHIFT)
    assert caret_on(episode) == "Ana: Two spoons. And salt? [0:30]"
    press(episode, Qt.Key.Key_B, CTRL | SHIFT)
    assert caret_on(episode) == "Ana: And salt?"
    press(episode, Qt.Key.Key_2, ALT)
    assert caret_on(episode) == "Bo: And salt?"
    press(episode, Qt.Key.Key_K, CTRL | SHIFT)
    assert caret_on(episode) == "Ana: And salt?"
    for _ in range(9):
        press(episode, Qt.Key.Key_Z, CTRL)
    assert episode.document.text() == TEXT


def test_titles_name_the_labels_of_the_show(episode: Episode) -> None:
    episode.window.editor.set_place(Position(WHY, 5))
    title = episode.actions.title_of
    assert title("segment.label_2") == "Label as “Bo”"
    assert title("segment.change_kind") == "Change to “Bo”"
    assert title("segment.same") == "Another question, stamped"
    assert title("segment.move_up") == "Move this question up"
    assert not episode.actions.actions["segment.label_3"].isEnabled()


def test_what_cannot_move_says_so(episode: Episode) -> None:
    episode.window.editor.set_place(Position(WHY, 5))
    press(episode, Qt.Key.Key_Up, CTRL | SHIFT)
    assert episode.document.text() == TEXT
    assert "nothing above" in said(episode)


def test_a_question_is_dragged_with_its_answer_and_with_ctrl_alone(
    episode: Episode, qtbot: QtBot
) -> None:
    outline = episode.window.outline
    titles = [outline.list.model().index(row, 0).data() for row in range(6)]
    why, salt, resources = titles.index("Why rye?"), titles.index("And salt?"), 5
    assert titles[resources] == "Resources"
    drag(episode, salt, why, Qt.KeyboardModifier.NoModifier)
    assert words(episode) == "And Two Why It"
    press(episode, Qt.Key.Key_Z, CTRL)
    assert episode.document.text() == TEXT
    qtbot.waitUntil(lambda: outline.list.drag.line_y() is None, timeout=5000)
    drag(episode, salt, why, CTRL)
    assert words(episode) == "And Why It Two"
    assert "Ana: And salt? [0:30]" in episode.document.text()


def test_a_row_let_go_after_the_notes_changed_moves_nothing(episode: Episode) -> None:
    dragged = episode.document.fresh_notes().segments[0]
    QTest.keyClicks(episode.window.editor, "x")
    episode.session.start_new("Q: Other?\n\nA: Notes.\n")
    text = episode.document.text()
    episode.window.outline.drop_requested.emit(dragged, 3, False)
    assert episode.document.text() == text


def test_escape_lets_a_dragged_row_be(episode: Episode) -> None:
    outline = episode.window.outline
    view, left = outline.list.viewport(), Qt.MouseButton.LeftButton
    begin = outline.row_rect(4).center()
    QTest.mousePress(view, left, Qt.KeyboardModifier.NoModifier, begin)
    _move(view, outline.row_rect(1).center(), Qt.KeyboardModifier.NoModifier)
    assert outline.list.drag.active
    assert outline.list.drag.line_y() is not None
    QTest.keyClick(outline.list, Qt.Key.Key_Escape)
    assert not outline.list.drag.active
    QTest.mouseRelease(view, left, Qt.KeyboardModifier.NoModifier, outline.row_rect(1).center())
    assert episode.document.text() == TEXT


def test_keys_in_the_outline_mean_its_row_and_delete_says_how_to_undo(episode: Episode) -> None:
    outline = episode.window.outline
    episode.window.editor.set_place(Position(SPOONS, 5))
    outline.list.setFocus(Qt.FocusReason.TabFocusReason)
    outline.show_current(WHY)
    QTest.keyClick(outline.list, Qt.Key.Key_Down, CTRL | SHIFT)
    assert words(episode) == "It Why And Two"
    assert outline.list.hasFocus()
    QTest.keyClick(outline.list, Qt.Key.Key_Down, CTRL | SHIFT)
    assert words(episode) == "It And Why Two"
    QTest.keyClick(outline.list, Qt.Key.Key_Delete)
    assert words(episode) == "It And Two"
    assert "Ctrl+Z" in said(episode)
    press(episode, Qt.Key.Key_Z, CTRL)
    assert words(episode) == "It And Why Two"
    assert "Ctrl+Z" not in said(episode)


def test_the_menu_of_a_row_has_the_commands_of_the_segment_menu(episode: Episode) -> None:
    menu = episode.features.get("segments").row_menu()
    assert episode.actions.actions["segment.change_kind"] in menu.actions()
    assert episode.actions.actions["segment.remove"] in menu.actions()
