"""Opens notes in the real program, in a process of its own, and does what standard input says.

Each line is a command: ``type WORDS``, ``save``, ``wait MS``, ``close``, ``die``; each is answered
with one line of JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from PySide6.QtTest import QTest

from notesapp.app import make_application
from notesapp.storage.places import places_from_environment


def main(notes: Path, home: Path) -> int:
    """Open ``notes``; settings and state live under ``home``."""
    app = make_application(["other"])
    from notesapp.ui.program import Program

    folders = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    places = places_from_environment({name: str(home / name) for name in folders}, "linux", home)
    program = Program(app, places, vlc_options=("--aout=dummy",))
    episode = program.new_window()
    episode.window.show()
    episode.files.open_path(notes)
    conflict = episode.features.get("conflict")
    while not (conflict.locks.is_held or episode.session.disk.owner is not None):
        QTest.qWait(10)
    print(json.dumps({"held": conflict.locks.is_held}), flush=True)
    for line in sys.stdin:
        command, _, words = line.strip().partition(" ")
        saved = None
        if command == "type":
            QTest.keyClicks(episode.window.editor, words)
        elif command == "save":
            saved = episode.files.save()
        elif command == "wait":
            QTest.qWait(int(words))
        elif command == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        elif command == "close":
            break
        print(json.dumps({"saved": saved, "dirty": episode.document.dirty}), flush=True)
    program.abandon()
    print(json.dumps({"closed": True}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
