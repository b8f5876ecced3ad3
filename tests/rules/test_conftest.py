"""What conftest.py promises about every test, proved on tests that break it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.rules.source_files import ROOT

BAD = """
import logging, os, pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget

def test_window_left(qapp):
    global widget
    widget = QWidget()
    widget.show()

def test_log_warning():
    logging.getLogger("a").warning("unexpected")

def test_qt_warning(qapp):
    qWarning("unexpected")

def test_exception_in_slot(qtbot):
    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.wait(20)

def test_python_warning():
    import warnings
    warnings.warn("unexpected")
"""
GOOD = """
import logging, os, pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QWidget

def test_window_closed(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()

@pytest.mark.expects_log("^expected$")
def test_log_expected():
    logging.getLogger("a").warning("expected")

def test_platform_line(qapp):
    qWarning("PulseAudioService: pa_context_connect() failed")

def test_own_folders(home):
    places = [os.environ[f"XDG_{name}_HOME"] for name in ("CONFIG", "DATA", "STATE", "CACHE")]
    assert all(place.startswith(str(home)) for place in places)
    assert len(set(places)) == 4
"""


def outcome(source: str, folder: Path) -> dict[str, int]:
    """Run a file of tests under the project's own rules and count how they ended."""
    path = folder / "test_example.py"
    path.write_text(source, "utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"),
            *("-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), str(path)),
        ],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    found = re.findall(r"(\d+) (passed|failed|error)", done.stdout.splitlines()[-1])
    return {word: int(count) for count, word in found}


def test_what_is_left_or_logged_breaks_the_test(tmp_path: Path):
    # A failure of a fixture counts as an error beside the test that passed.
    counted = outcome(BAD, tmp_path)
    assert counted == {"failed": 3, "passed": 2, "error": 2}


def test_what_is_announced_or_harmless_passes(tmp_path: Path):
    assert outcome(GOOD, tmp_path) == {"passed": 4}
