"""libVLC is started once, and what is not there is replaced by what is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from notesapp.player import engine_room, libvlc
from notesapp.player.choose import QT, VLC
from notesapp.player.engine_room import EngineRoom

DUMMY = ("--aout=dummy",)
ROOT = Path(__file__).parents[2]


def test_libvlc_is_started_once_for_all_engines(
    qapp: object, needs_libvlc: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    load = libvlc.load
    monkeypatch.setattr(libvlc, "load", lambda options: started.append(options) or load(options))
    room = EngineRoom(DUMMY)
    room.get_ready()
    engines = [room.make(VLC)[0], room.make(VLC)[0], room.make(QT)[0]]
    assert [engine.name for engine in engines] == ["VLC", "VLC", "Qt"]
    assert started == [DUMMY]
    for engine in engines:
        engine.close()
    room.close()


def test_an_engine_outlives_its_room(qapp: object, needs_libvlc: None) -> None:
    room = EngineRoom(DUMMY)
    engine, note = room.make(VLC)
    room.close()
    assert note == ""
    assert engine.outputs()
    engine.close()


def test_what_is_missing_is_said_and_looked_for_again(
    qapp: object, needs_libvlc: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = engine_room.vlc_fact
    missing = engine_room.EngineFact(VLC, "VLC", "", libvlc.NOT_FOUND)
    monkeypatch.setattr(engine_room, "vlc_fact", lambda _: (missing, None))
    room = EngineRoom(DUMMY)
    engine, note = room.make(VLC)
    assert engine.name == "Qt"
    assert note == f"{libvlc.NOT_FOUND} Playing with Qt."
    engine.close()
    monkeypatch.setattr(engine_room, "vlc_fact", find)
    engine, note = room.make(VLC)
    assert (engine.name, note) == ("VLC", "")
    engine.close()
    room.close()


def test_getting_ready_needs_no_qt() -> None:
    program = (
        "import sys; from notesapp.player.engine_room import EngineRoom;"
        "EngineRoom(('--aout=dummy',)).get_ready(); print('PySide6' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout.strip(), done.returncode) == ("False", 0), done.stderr
