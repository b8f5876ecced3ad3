"""The program removes at its start what a killed embedding left, and waits for nothing."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from PySide6.QtWidgets import QApplication

from notesapp.storage.places import places_from_environment
from notesapp.storage.state_file import StateFile
from notesapp.ui.program import Program


def test_what_a_killed_embedding_left_is_removed(qapp: QApplication, home: Path, tmp_path: Path):
    places = places_from_environment(os.environ, "linux", home)
    unfinished = StateFile(places.state_file).unfinished
    left = tmp_path / ".notesapp-0123456789abcdef.part"
    with unfinished.kept(left):
        left.write_bytes(b"half of an episode")
        kept = {path: path.read_bytes() for path in unfinished.folder.iterdir()}
    for path, data in kept.items():  # as if the process had been killed here
        path.write_bytes(data)
    program = Program(qapp, places)
    for thread in threading.enumerate():
        if thread.name == "sweep":
            thread.join(60)
    program.close()
    assert not left.exists()
    assert list(unfinished.folder.iterdir()) == []
