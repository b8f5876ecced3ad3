"""The whole program in a process of its own: someone listens, types and stamps with the key.

``python -m tests.ear.window ENGINE NOTES RESULT``: opens the notes and their audio, plays, goes to
some places and presses the stamp's key in one segment after the other. RESULT gets the times of
the keys, in seconds on the monotonic clock, and the text.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from notesapp.app import make_application
from notesapp.core.edits.base import Position
from notesapp.storage.places import places_from_environment
from notesapp.ui.program import Program
from tests.ear.play import pump

CTRL = Qt.KeyboardModifier.ControlModifier
OPEN_S = 30.0
GO_TO_MS = (None, 61_000, None, 12_345, 83_210, None)  # None: plays on from where it is
TYPED = "Words. "


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Let the program work until something holds."""
    until_s = time.monotonic() + OPEN_S
    while not condition():
        if time.monotonic() > until_s:
            raise SystemExit(f"waited too long for {what}")
        pump(0.01)


def work(app: QApplication, engine: str, notes: Path) -> tuple[list[float], str]:
    """Do what a person does; return when the key went down each time, and the text."""
    places = places_from_environment(os.environ, sys.platform, Path.home())
    program = Program(app, places)
    program.services.settings.choose("player.engine", engine)
    episode = program.new_window()
    episode.window.show()
    episode.window.activateWindow()
    episode.files.open_path(notes)
    wait_for(lambda: episode.playback.has_audio, "the audio")
    editor = episode.window.editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_F4)
    wait_for(lambda: episode.playback.state.is_playing, "the sound")
    pump(1.0)
    pressed = []
    for index, target_ms in enumerate(GO_TO_MS):
        if target_ms is not None:
            episode.playback.seek(target_ms)
        line = episode.document.fresh_notes().segments[index].first_line
        editor.set_place(Position(line, 3))
        QTest.keyClicks(editor, TYPED)
        pump(0.9)
        pressed.append(time.monotonic())
        QTest.keyClick(editor, Qt.Key.Key_J, CTRL)
        pump(0.4)  # what sounds around the key is heard before the next place is gone to
    text = episode.document.fresh_notes().text
    program.abandon()
    return pressed, text


def main(arguments: list[str]) -> int:
    """Work, and write what came of it."""
    engine, notes, result = arguments
    pressed, text = work(make_application(sys.argv[:1]), engine, Path(notes))
    Path(result).write_text(json.dumps({"pressed": pressed, "text": text}), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
