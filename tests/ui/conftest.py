"""What tests of single widgets start from."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import Look, make_look
from notesapp.ui.kit.theme import load_theme


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The light look."""
    return make_look(load_theme("light"), load_fonts())
