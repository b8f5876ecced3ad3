"""A window that stands still says in the log where; one that runs says nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PROGRAM = """
import logging, sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from notesapp.storage.crash_traces import CrashTraces
from notesapp.storage.log_file import keep_warnings
from notesapp.ui.crash.standstill import Standstill
app = QCoreApplication([])
folder = Path(sys.argv[1])
keep_warnings(folder, Path("/none"))
trace = CrashTraces(folder).begin("1.2")
beats = []
def beaten():
    beats.append(1)
    if len(beats) == 3:
        stand()
    if len(beats) > 3:
        app.quit()
still = Standstill(trace, beaten, 0.4, 20)
def stand():
    time.sleep(float(sys.argv[2]))
app.exec()
still.stop()
trace.end()
"""


@pytest.mark.skipif(os.name != "posix", reason="the file is open")
@pytest.mark.parametrize(("stood_s", "is_said"), [("1.5", True), ("0", False)])
def test_where_it_stood_is_in_the_log(tmp_path: Path, stood_s: str, is_said: bool):
    words = [sys.executable, "-c", PROGRAM, str(tmp_path), stood_s]
    subprocess.run(words, cwd=ROOT, timeout=60, check=True)
    (log,) = tmp_path.iterdir()
    said = log.read_text("utf-8")
    assert ("The window stood still for" in said) == is_said
    assert ("in stand" in said) == is_said
