"""What a packaged build does to its environment, tried with a made-up bundle."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from notesapp import bundle

# A clean Debian without Qt's libraries has shown why: packaging/trials/archive_trial.py.
ANEW = {"PYINSTALLER_RESET_ENVIRONMENT": "1"}


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    return tmp_path


def with_libvlc(folder: Path) -> None:
    (folder / bundle.LIBVLC).write_bytes(b"")
    (folder / "vlc" / "plugins").mkdir(parents=True)


def test_from_source_nothing_is_changed():
    environment = {"LD_LIBRARY_PATH": "mine", "LD_LIBRARY_PATH_ORIG": "odd"}
    before = dict(environment)
    bundle.prepare(environment)
    assert environment == before
    assert bundle.bundle_folder() is None
    assert bundle.own_command("word") == [sys.executable, "-m", "notesapp", "word"]


def test_what_is_started_finds_the_persons_own_libraries(packed: Path):
    environment = {"LD_LIBRARY_PATH": str(packed), "LD_LIBRARY_PATH_ORIG": "mine"}
    bundle.prepare(environment)
    assert environment == {"LD_LIBRARY_PATH": "mine", **ANEW}
    environment = {"LD_LIBRARY_PATH": str(packed)}
    bundle.prepare(environment)
    assert environment == ANEW


def test_a_libvlc_that_was_packed_is_named(packed: Path):
    with_libvlc(packed)
    environment: dict[str, str] = {}
    bundle.prepare(environment)
    assert environment == {
        "PYTHON_VLC_LIB_PATH": str(packed / bundle.LIBVLC),
        "PYTHON_VLC_MODULE_PATH": str(packed / "vlc" / "plugins"),
        "VLC_PLUGIN_PATH": str(packed / "vlc" / "plugins"),
        **ANEW,
    }


def test_a_libvlc_that_the_person_named_goes_first(packed: Path):
    with_libvlc(packed)
    environment = {"PYTHON_VLC_LIB_PATH": "mine"}
    bundle.prepare(environment)
    assert environment["PYTHON_VLC_LIB_PATH"] == "mine"


def test_without_plugins_it_is_not_named(packed: Path):
    (packed / bundle.LIBVLC).write_bytes(b"")  # python-vlc ends the interpreter at a wrong name
    environment: dict[str, str] = {}
    bundle.prepare(environment)
    assert environment == ANEW


def test_a_packed_program_starts_itself(packed: Path):
    assert bundle.own_command("word") == [sys.executable, "word"]
