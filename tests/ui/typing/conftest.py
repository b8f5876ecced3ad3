"""A window to type in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from notesapp.storage.places import places_from_environment
from notesapp.ui.episode.episode import Episode
from notesapp.ui.program import Program
from tests.ui.typing.steps import Write


@pytest.fixture
def program(qapp: QApplication, home: Path) -> Iterator[Program]:
    made = Program(qapp, places_from_environment(os.environ, "linux", home))
    yield made
    made.abandon()


@pytest.fixture
def write(qtbot: QtBot, program: Program) -> Write:
    """Open a window on a text; ``|`` in it is the caret, a second one the end of a selection."""

    def begin(marked: str) -> Episode:
        made = program.new_window()
        first, _, rest = marked.partition("|")
        second, mark, third = rest.partition("|")
        made.session.start_new(first + second + third, "notes.md")
        made.window.show_work()
        with qtbot.waitExposed(made.window):
            made.window.show()
        made.features.wake()
        editor = made.window.editor
        editor.setFocus()
        cursor = editor.textCursor()
        cursor.setPosition(len(first))
        if mark:
            cursor.setPosition(len(first + second), QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        return made

    return begin
