"""A waveform on the screen, and what it asks for."""

from __future__ import annotations

import pytest

from notesapp.ui.kit.look import Look
from notesapp.ui.waveform.waveform import Waveform
from tests.ui.waveform.waveform_driving import filled


@pytest.fixture
def waveform(qtbot, look: Look) -> Waveform:
    widget = Waveform(look)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        filled(widget)
    return widget


@pytest.fixture
def asked(waveform: Waveform) -> list[tuple[object, ...]]:
    """Everything the waveform asks for, by name."""
    found: list[tuple[object, ...]] = []
    for name in ("seek", "move", "segment"):
        signal = getattr(waveform, f"{name}_requested")
        signal.connect(lambda *values, n=name: found.append((n, *values)))
    waveform.range_marked.connect(lambda *values: found.append(("range", *values)))
    waveform.nudges_ended.connect(lambda: found.append(("ended",)))
    return found
