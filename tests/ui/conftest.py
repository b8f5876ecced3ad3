"""What tests of single widgets, and of a window with notes in it, start from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from notesapp.storage.places import places_from_environment
from notesapp.ui.episode.episode import Episode
from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import Look, make_look
from notesapp.ui.kit.theme import load_theme
from notesapp.ui.program import Program

OpenNotes = Callable[[str, tuple[int, int]], Episode]


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The light look."""
    return make_look(load_theme("light"), load_fonts())


@pytest.fixture
def open_notes(qtbot, qapp: QApplication, home: Path) -> Iterator[OpenNotes]:
    """Show new notes in a window of this size; the program is abandoned at the end."""
    program = Program(qapp, places_from_environment(os.environ, "linux", home))

    def opened(text: str, size: tuple[int, int]) -> Episode:
        made = program.new_window()
        made.session.start_new(text, "notes.md")
        made.window.show_work()
        made.window.resize(*size)
        with qtbot.waitExposed(made.window):
            made.window.show()
        return made

    yield opened
    program.abandon()
