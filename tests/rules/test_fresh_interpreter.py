"""The parts that must work without a display load without Qt; nothing heavy loads with a module."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.rules.source_files import PACKAGE, ROOT, module_name, python_files

HEAVY = ("av", "numpy")  # 0.1 s each, and only the worker that opens audio needs them
FORBIDDEN = ("PySide6", "shiboken6", "vlc", *HEAVY)
WITH_QT = ("notesapp.ui", "notesapp.app", "notesapp.player.qt_", "notesapp.player.vlc_")
PROGRAM = """
import importlib, sys
for name in sys.argv[2].split(","):
    importlib.import_module(name)
print(",".join(sorted(set(sys.argv[1].split(",")) & set(sys.modules))))
"""


def loaded(modules: list[str], forbidden: tuple[str, ...], root: Path) -> str:
    """Import the modules in a new interpreter and name the forbidden ones it then has."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, ",".join(forbidden), ",".join(modules)],
        env={"PYTHONPATH": str(root), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_everything_outside_the_window_loads_without_qt():
    modules = [module_name(path) for path in python_files(PACKAGE)]
    plain = [name for name in modules if not name.startswith(WITH_QT)]
    assert {"notesapp.core", "notesapp.formats", "notesapp.player"} <= set(plain)
    assert loaded(plain, FORBIDDEN, ROOT) == ""


def test_no_module_brings_the_decoder_or_numpy_with_it():
    modules = [module_name(path) for path in python_files(PACKAGE)]
    everything = [name for name in modules if name != "notesapp.__main__"]
    assert {"notesapp.ui.episode.episode", "notesapp.player.qt_engine"} <= set(everything)
    assert loaded(everything, HEAVY, ROOT) == ""


def test_the_rule_catches_an_early_import(tmp_path: Path):
    (tmp_path / "early.py").write_text("import wave", "utf-8")
    (tmp_path / "late.py").write_text("def read():\n    import wave", "utf-8")
    assert loaded(["early"], ("wave",), tmp_path) == "wave"
    assert loaded(["late"], ("wave",), tmp_path) == ""
