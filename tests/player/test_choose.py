"""Which engine is there, which is taken, and why not the other."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from notesapp.errors import AudioTrouble
from notesapp.player import driver, libvlc
from notesapp.player.choose import AUTO, QT, VLC, EngineFact, available, choose, make_engine

VLC_FACT = EngineFact(VLC, "VLC", "3.0.20", "")
QT_FACT = EngineFact(QT, "Qt", "6.11.3", "")
NO_VLC = EngineFact(VLC, "VLC", "", "VLC was not found.")
NO_QT = EngineFact(QT, "Qt", "", "Qt was not found.")
ROOT = Path(__file__).parents[2]

REPORT = """
import sys
from notesapp.player.choose import available, choose
for engine in available():
    print(engine.key, engine.is_available, engine.trouble)
print(choose().key, "PySide6" in sys.modules)
"""


@pytest.mark.parametrize(
    ("wanted", "engines", "key", "has_note"),
    [
        (AUTO, (VLC_FACT, QT_FACT), VLC, False),
        (AUTO, (NO_VLC, QT_FACT), QT, False),
        (VLC, (VLC_FACT, QT_FACT), VLC, False),
        (QT, (VLC_FACT, QT_FACT), QT, False),
        (VLC, (NO_VLC, QT_FACT), QT, True),
        (QT, (VLC_FACT, NO_QT), VLC, True),
        (AUTO, (NO_VLC, NO_QT), "", True),
    ],
)
def test_the_choice(wanted, engines, key, has_note):
    choice = choose(wanted, engines)
    assert choice.key == key
    assert bool(choice.note) is has_note
    assert choice.engines == engines


def report(**environment: str) -> list[str]:
    """What a fresh interpreter with another environment says about engines."""
    done = subprocess.run(
        [sys.executable, "-c", REPORT],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_qt_is_known_without_being_imported():
    assert report()[1:] == ["qt True ", f"{choose().key} False"]


def test_a_wrong_library_path_does_not_end_the_program(tmp_path):
    lines = report(PYTHON_VLC_LIB_PATH=str(tmp_path / "libvlc.so"))
    assert lines[0] == f"vlc False {libvlc.NOT_FOUND}"
    assert lines[2] == "qt False"


@pytest.mark.skipif(sys.platform != "linux", reason="stands for a Linux without libVLC")
def test_a_library_without_libvlc_in_it_is_no_libvlc():
    """As on a Linux without libVLC: the import works, and only a call shows the truth."""
    lines = report(PYTHON_VLC_LIB_PATH=ctypes.util.find_library("m") or "libm.so.6")
    assert lines[0] == f"vlc False {libvlc.NOT_FOUND}"
    assert lines[2] == "qt False"


@pytest.mark.skipif(sys.platform != "linux", reason="libVLC finds plugins beside itself")
def test_libvlc_without_its_plugins_is_not_taken(tmp_path, needs_libvlc):
    maps = Path("/proc/self/maps").read_text("utf-8")
    loaded = {line.split()[-1] for line in maps.splitlines() if "/libvlc" in line}
    libraries = [Path(path) for path in loaded if path.split("/")[-1].startswith("libvlc")]
    for library in libraries:
        name = ".".join(library.name.split(".")[:3])
        shutil.copy(library, tmp_path / name)
    lone = next(tmp_path.glob("libvlc.so*"))
    lines = report(PYTHON_VLC_LIB_PATH=str(lone), LD_LIBRARY_PATH=str(tmp_path))
    assert lines[0] == f"vlc False {libvlc.NO_PLUGINS}"


def test_an_engine_of_no_name_is_refused(qapp):
    with pytest.raises(AudioTrouble):
        make_engine("gramophone")


def test_every_engine_there_is_can_be_made(qapp):
    found = [engine for engine in available() if engine.is_available]
    assert QT in {engine.key for engine in found}
    for fact in found:
        engine = make_engine(fact.key, ("--aout=dummy",))
        assert engine.name == fact.name
        engine.close()


def test_an_option_libvlc_does_not_know_is_trouble(needs_libvlc):
    vlc, _ = libvlc.find()
    with pytest.raises(AudioTrouble):
        libvlc.start(vlc, ("--no-such-option-here",))


def test_a_voice_that_hangs_is_abandoned(monkeypatch):
    monkeypatch.setattr(driver, "GIVE_UP_S", 0.05)
    let_go = threading.Event()
    threads = [threading.Thread(target=let_go.wait, daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    from_s = time.monotonic()
    driver.wait_for(threads)
    assert time.monotonic() - from_s < 2
    assert all(thread.is_alive() for thread in threads)
    let_go.set()
