"""The real program in a process of its own, which types and is killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from notesapp.storage.places import Places

CODE = """
import json, os, signal, sys
from pathlib import Path
from PySide6.QtTest import QTest
from notesapp.app import make_application
from notesapp.storage.places import Places
from notesapp.ui.kit.dialogs import Dialogs
from notesapp.ui.program import Program

folders, steps = json.loads(sys.stdin.read())
app = make_application(["notesapp"])
program = Program(app, Places(*map(Path, folders)), Dialogs(), vlc_options=("--aout=dummy",))
program.services.settings.choose("editor.autosave", False)
for step in steps:
    episode = program.new_window()
    episode.window.show()
    if step["path"]:
        episode.files.open_path(Path(step["path"]))
    else:
        episode.files.new()
    if step["audio"]:
        episode.files.open_path(Path(step["audio"]))
    editor = episode.window.editor
    cursor = editor.textCursor()
    cursor.setPosition(min(step["at"], episode.document.qt.characterCount() - 1))
    editor.setTextCursor(cursor)
    QTest.keyClicks(editor, step["typed"])
    app.processEvents()
os.kill(os.getpid(), signal.SIGKILL)
"""


@dataclass(frozen=True)
class Typed:
    """What is typed into notes; ``at`` is a place in their text. Without a path they are new."""

    typed: str
    path: str = ""
    at: int = 1 << 30
    audio: str = ""


def type_and_kill(places: Places, *steps: Typed) -> None:
    """Type into one window after the other and be killed; nothing is saved."""
    folders = [str(f) for f in (places.config, places.data, places.state, places.cache)]
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        input=json.dumps([folders, [asdict(step) for step in steps]]),
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
