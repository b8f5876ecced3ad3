"""Counts in the status line."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor

from notesapp.ui.episode.episode import Episode
from notesapp.ui.finding.line_bar import LineBar
from notesapp.ui.stamps.style_dialog import StyleDialog

NOTES = '---\ntitle: Not counted\n---\n\nQ: Why? [0:10]\n{: chapter="No" }\n\nA: So.\n'


@pytest.fixture
def episode(open_notes) -> Episode:
    return open_notes(NOTES, (1300, 800))


def test_words_then_characters_then_what_is_selected(qtbot, episode: Episode) -> None:
    words = episode.window.status.words
    qtbot.waitUntil(lambda: words.text() == "5 words")
    words.click()
    assert words.text() == "20 characters"
    editor = episode.window.editor
    editor.show_line(7)
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    qtbot.waitUntil(lambda: words.text() == "3 of 20 characters")
    words.click()
    assert words.text() == "1 of 5 words"
    cursor.clearSelection()
    editor.setTextCursor(cursor)
    qtbot.waitUntil(lambda: words.text() == "5 words")
    editor.insertPlainText(" And more.")
    qtbot.waitUntil(lambda: words.text() == "7 words")


def test_nothing_is_counted_before_there_is_a_letter(qtbot, episode: Episode) -> None:
    words = episode.window.status.words
    qtbot.waitUntil(lambda: words.text() == "5 words")
    episode.session.start_new("", "b.md")
    qtbot.waitUntil(lambda: not words.isVisible())


def test_style_and_place_open_what_they_name(qtbot, episode: Episode) -> None:
    status = episode.window.status
    qtbot.waitUntil(lambda: bool(status.stamp_style.text() and status.place.text()))
    status.place.click()
    qtbot.waitUntil(lambda: any(bar.isVisible() for bar in episode.window.findChildren(LineBar)))
    status.stamp_style.click()
    dialog = episode.window.findChild(StyleDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.reject()
