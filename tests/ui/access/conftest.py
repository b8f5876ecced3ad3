"""The real window with the sample in it, audio and all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import PySide6.QtMultimedia  # noqa: F401  before pytest-qt listens, as in debug_log.py
import pytest
from PySide6.QtWidgets import QApplication

from notesapp.storage.places import places_from_environment
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
def episode(qtbot, program: Program) -> Episode:
    """The sample with its audio, 1440 wide."""
    made = program.new_window()
    made.window.resize(1440, 900)
    with qtbot.waitExposed(made.window):
        made.window.show()
    made.files.open_sample()
    qtbot.waitUntil(lambda: made.playback.has_audio, timeout=15_000)
    made.document.settle()
    made.window.activateWindow()
    return made
