"""Steps that flows share: a window on the screen, audio that is ready, a click on a stamp."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.ui.episode.episode import Episode
from notesapp.ui.program import Program

Start = Callable[..., Program]
CTRL = Qt.KeyboardModifier.ControlModifier


def opened(shown: Program, qtbot: QtBot) -> Episode:
    episode = shown.new_window()
    with qtbot.waitExposed(episode.window):
        episode.window.show()
    return episode


def ready(episode: Episode, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: episode.playback.has_audio, timeout=15_000)


def click_chip(episode: Episode, source: str) -> None:
    editor = episode.window.editor
    editor.grab()
    chip = next(c for c in editor.mouse.chips if c.mark.source == source)
    at = chip.rect.center().toPoint()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=at)
