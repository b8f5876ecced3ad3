"""Saves, exports or publishes again and again until it is killed by kill_saving.py.

``saver.py save|export|publish FOLDER``: prints ``ready`` and then a number before each time. The
content is made from the number, so that whoever reads the files can tell which it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

LONGEST = 6_000  # lines
FORMATS = "markdown,html,text,description,json,html-feed,rss-item"


def text_of(number: int) -> str:
    """Notes of very different lengths; the first line is the number."""
    lines = (number * 7919) % 97 * LONGEST // 97 if number % 3 == 0 else number * 31 % 400
    return f"{number:08d}\n\n" + f"Q: Rye, salt and é {number:08d}? [0:20]\n\n" * lines


def say(words: object) -> None:
    os.write(1, f"{words}\n".encode())


def save(folder: Path) -> None:
    """In the real program, without a screen; the number goes on where the file is."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QTimer

    from notesapp.app import make_application
    from notesapp.storage.places import places_from_environment

    app = make_application(["saver"])
    from notesapp.ui.program import Program

    places = places_from_environment(os.environ, sys.platform, folder)
    program = Program(app, places, vlc_options=("--aout=dummy",))
    program.services.settings.choose("editor.autosave", False)
    for left in program.services.recovery.list_left_over():
        program.services.recovery.drop(left.doc_id)
    episode = program.new_window()
    episode.window.show()
    episode.files.open_path(folder / "episode" / "rye.md")
    session, numbers = episode.session, [int(episode.document.text()[:8])]
    session.save_refused.connect(lambda sentence: say(f"refused {sentence}"))

    def once() -> None:
        number = numbers[0] = numbers[0] + 1
        episode.document.replace_all(text_of(number))
        say(number)
        if not session.save():
            say(f"not saved {number}")

    timer = QTimer()
    timer.timeout.connect(once)
    timer.start(0)
    say("ready")
    app.exec()


def commands(*words: str) -> Callable[[Path], None]:
    """The command line, again and again, on two episodes in turn into one folder."""

    def run(folder: Path) -> None:
        from notesapp.cli import main

        say("ready")
        quiet = os.open(os.devnull, os.O_WRONLY)
        answers = os.dup(1)
        os.dup2(quiet, 1)
        number = 0
        while True:
            os.write(answers, f"{number}\n".encode())
            notes = folder / ("old", "new")[number % 2] / "rye.md"
            end = main([words[0], str(notes), "-o", f"{folder / 'episode'}{os.sep}", *words[1:]])
            sys.stdout.flush()
            if end > 1:
                os.write(answers, f"ended with {end}\n".encode())
            number += 1

    return run


PUBLISH = "html,json,rss-item,embed,apple,spotify,youtube"
ACTS: dict[str, Callable[[Path], None]] = {
    "save": save,
    "export": commands("export", "--to", FORMATS),
    "publish": commands("publish", "--to", PUBLISH, "--replace"),
}

if __name__ == "__main__":
    ACTS[sys.argv[1]](Path(sys.argv[2]))
