"""Spelling in the whole window, with a process and a small dictionary of the user's."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from notesapp.core.edits.base import Position
from notesapp.ui.episode.episode import Episode
from notesapp.ui.text.positions import cursor_at
from tests.flows.driving import Start, opened
from tests.spelling.tiny import tiny_dictionary

TEXT = """---
guests: [Zorblat Quux]
language: {language}
---
Question: the wrod is good [0:10]

Answer: we recieve `teh` words, Zorblat's word http://teh.example
{{: title="teh"}}
"""
LIMIT_MS = 20_000


@pytest.fixture
def episode(start: Start, qtbot: QtBot, home: Path, tmp_path: Path) -> Episode:
    tiny_dictionary(home / "data" / "hunspell")
    return written(start, qtbot, tmp_path, "en-US")


def written(start: Start, qtbot: QtBot, tmp_path: Path, language: str) -> Episode:
    path = tmp_path / "notes.md"
    path.write_text(TEXT.format(language=language), "utf-8")
    episode = opened(start(), qtbot)
    episode.files.open_path(path)
    spelling = episode.features.get("spelling")
    qtbot.waitUntil(lambda: bool(spelling._dictionaries), timeout=LIMIT_MS)
    return episode


def marked(episode: Episode) -> list[str]:
    return sorted(mark.cursor.selectedText() for mark in episode.window.editor.extraSelections())


def wait_marked(episode: Episode, qtbot: QtBot, words: list[str]) -> None:
    def looked() -> bool:
        episode.features.get("spelling").look()
        return marked(episode) == words

    qtbot.waitUntil(looked, timeout=LIMIT_MS)


def opened_menu(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=LIMIT_MS)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def said(episode: Episode) -> str:
    message = episode.window.bar.current()
    return "" if message is None else message.sentence


def test_marks_what_is_wrong_and_nothing_else(episode: Episode, qtbot: QtBot) -> None:
    wait_marked(episode, qtbot, ["recieve", "wrod"])


def test_off_marks_nothing(episode: Episode, qtbot: QtBot) -> None:
    wait_marked(episode, qtbot, ["recieve", "wrod"])
    episode._services.settings.choose("editor.spelling", False)
    episode.window.activated.emit()
    wait_marked(episode, qtbot, [])


def test_goes_to_the_next_and_around(episode: Episode, qtbot: QtBot) -> None:
    cursor = episode.window.editor.textCursor
    for word in ("wrod", "recieve", "wrod"):
        episode.actions.run("edit.next_misspelling")
        qtbot.waitUntil(lambda word=word: cursor().selectedText() == word, timeout=LIMIT_MS)


def test_corrects_by_keyboard_as_one_step(episode: Episode, qtbot: QtBot) -> None:
    before = episode.document.text()
    episode.actions.run("edit.next_misspelling")
    editor = episode.window.editor
    qtbot.waitUntil(lambda: editor.textCursor().selectedText() == "wrod", timeout=LIMIT_MS)
    episode.actions.run("edit.correct")
    menu = opened_menu(qtbot)
    assert menu.activeAction().text() == "word"
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert "Question: the word is good" in episode.document.text()
    assert episode.document.text() == before.replace("wrod", "word")
    episode.actions.run("edit.undo")
    assert episode.document.text() == before


def test_the_menu_of_the_text_offers_words_when_they_are_known(
    episode: Episode, qtbot: QtBot
) -> None:
    wait_marked(episode, qtbot, ["recieve", "wrod"])
    editor = episode.window.editor
    at = editor.cursorRect(cursor_at(episode.document.qt, Position(4, 16))).center()
    menu = editor.context_menu(at)
    first = menu.actions()[0]
    assert not first.isEnabled()
    qtbot.waitUntil(lambda: first.text() == "word", timeout=LIMIT_MS)
    first.trigger()
    assert "the word is good" in episode.document.text()
    menu.deleteLater()


def test_a_word_of_one_s_own_is_kept_in_a_file(episode: Episode, qtbot: QtBot, home: Path) -> None:
    wait_marked(episode, qtbot, ["recieve", "wrod"])
    episode.window.editor.set_place(Position(4, 15))
    episode.actions.run("edit.correct")
    menu = opened_menu(qtbot)
    next(a for a in menu.actions() if "my words" in a.text()).trigger()
    menu.close()
    wait_marked(episode, qtbot, ["recieve"])
    (kept,) = home.rglob("words/*.txt")
    assert kept.read_text("utf-8") == "wrod\n"


def test_a_language_without_dictionary_is_said(
    start: Start, qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    tiny_dictionary(home / "data" / "hunspell")
    episode = written(start, qtbot, tmp_path, "tlh")
    episode.actions.run("edit.next_misspelling")
    qtbot.waitUntil(lambda: "“tlh”" in said(episode), timeout=LIMIT_MS)
    assert marked(episode) == []
