"""The real window with the sample in it, audio and all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import PySide6.QtMultimedia  # noqa: F401  before pytest-qt listens, as in debug_log.py
import pytest
from PySide6.QtWidgets import QApplication

from notesapp.core.edits.base import Position
from notesapp.core.people import Person
from notesapp.storage.places import places_from_environment
from notesapp.storage.show_store import ShowStore
from notesapp.ui.episode.episode import Episode
from notesapp.ui.program import Program


@pytest.fixture
def program(qapp: QApplication, home: Path) -> Iterator[Program]:
    """The program; it is abandoned at the end."""
    places = places_from_environment(os.environ, "linux", home)
    made = Program(qapp, places, vlc_options=("--aout=dummy",))
    yield made
    made.abandon()


@pytest.fixture
def episode(qtbot, program: Program, home: Path) -> Episode:
    """The sample with its audio, 1440 wide; its show is kept, with one person."""
    shows = ShowStore(places_from_environment(os.environ, "linux", home).data / "shows")
    text = "---\npodcast: The Morning Loaf\n---\n\nQ: {{caret}}\n"
    show = shows.write(shows.new_key("The Morning Loaf"), text)
    shows.write_people(show.key, (Person("Jonas Albrecht", bio="bakes"),))
    made = program.new_window()
    made.window.resize(1440, 900)
    with qtbot.waitExposed(made.window):
        made.window.show()
    made.files.open_sample()
    qtbot.waitUntil(lambda: made.playback.has_audio, timeout=15_000)
    made.document.settle()
    asked = made.document.notes.segments[1]  # the first question
    made.window.editor.set_place(Position(asked.first_line, 10))
    made.window.activateWindow()
    return made


@pytest.fixture
def choose_theme(episode: Episode) -> Callable[[str], None]:
    """Give every window another theme."""
    return episode.views.choose_theme
