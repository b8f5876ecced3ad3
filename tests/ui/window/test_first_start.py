"""A small screen begins with little open, and what is opened or closed is remembered."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from notesapp.storage.places import places_from_environment
from notesapp.storage.settings_file import SettingsFile
from notesapp.ui.program import Program
from notesapp.ui.window.first_start import begin_plain


@pytest.mark.parametrize(("screen_px", "open_at_first"), [(1280, False), (1440, True)])
def test_a_small_screen_begins_with_text_overview_and_outline(
    qtbot, qapp: QApplication, home: Path, screen_px: int, open_at_first: bool
) -> None:
    places = places_from_environment(os.environ, sys.platform, home)
    begin_plain(screen_px, SettingsFile(places.settings_file))
    program = Program(qapp, places)
    episode = program.new_window()
    window = episode.window
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    episode.session.start_new("Q: Why? [0:10]\n", "a.md")
    window.show_work()
    window.set_has_sound(True)
    assert window.outline.isVisible() and window.overview_row.isVisible()
    assert window.panel.isVisible() is open_at_first
    assert window.waveform_pane.isVisible() is open_at_first
    assert episode.actions.actions["view.panel"].isChecked() is open_at_first
    program.abandon()


def test_columns_are_as_they_were_left(qtbot, qapp: QApplication, home: Path) -> None:
    places = places_from_environment(os.environ, sys.platform, home)
    program = Program(qapp, places)
    episode = program.new_window()
    with qtbot.waitExposed(episode.window):
        episode.window.show()
    episode.session.start_new("", "a.md")
    episode.window.show_work()
    episode.window.resize(1300, 800)
    episode.actions.run("view.panel")
    episode.actions.run("view.outline")
    other = program.new_window()
    other.window.resize(1300, 800)
    other.session.start_new("", "b.md")
    other.window.show_work()
    with qtbot.waitExposed(other.window):
        other.window.show()
    assert not other.window.panel_open and not other.window.outline_open
    other.window.resize(1000, 800)
    other.actions.run("view.panel")
    values = SettingsFile(places.settings_file).read()
    assert not values.is_on("look.panel")
    program.abandon()
