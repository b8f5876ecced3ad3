"""Opens notes in the real program, types without end and says what it has typed so far.

Run by kill_typing.py, which kills it. Prints one line for each word: the length of the text.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from notesapp.app import make_application
from notesapp.storage.places import places_from_environment


def main(notes: Path, home: Path) -> int:
    """Type into ``notes`` until killed; settings and state live under ``home``."""
    app = make_application(["typist"])
    from notesapp.ui.program import Program

    folders = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    places = places_from_environment({name: str(home / name) for name in folders}, "linux", home)
    program = Program(app, places, vlc_options=("--aout=dummy",))
    program.services.settings.choose("editor.autosave_delay_ms", 200)
    episode = program.new_window()
    episode.window.show()
    episode.files.open_path(notes)
    episode.window.editor.moveCursor(QTextCursor.MoveOperation.End)
    words = [0]

    def type_word() -> None:
        pause = words[0] % 7 == 6
        QTest.keyClicks(episode.window.editor, f"word{words[0]} ")
        words[0] += 1
        print(len(episode.document.text()), flush=True)
        timer.start(260 if pause else 5)

    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(type_word)
    timer.start(0)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
