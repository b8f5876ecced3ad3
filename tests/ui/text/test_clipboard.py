"""What was copied may outlive Python, and must not take the process down."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PROGRAM = """
from PySide6.QtWidgets import QApplication
from notesapp.ui.text.clipboard import copied, empty_data
app = QApplication([])
data = {made}
data.setText("Bees")
app.clipboard().setMimeData(data)
assert app.clipboard().text() == "Bees"
assert not [name for name in app.clipboard().mimeData().formats() if "item" in name]
"""


@pytest.mark.parametrize("made", ["empty_data()", 'copied("Bees", 0, -1)'])
def test_the_process_ends_in_order_with_something_copied(made: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(made=made)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
