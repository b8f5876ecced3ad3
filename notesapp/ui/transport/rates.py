"""Speeds as the window offers and writes them."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from notesapp.player.state import clamp_rate

PRESETS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
STEP = 0.05


def step_rate(rate: float, steps: int) -> float:
    """The rate some steps faster or slower, within what the engines can do."""
    moved = round((rate + steps * STEP) / STEP) * STEP
    return round(clamp_rate(moved), 2)


def rate_text(rate: float) -> str:
    """``1.25×`` in the user's way of writing numbers."""
    return QLocale().toString(round(rate, 2), "g", 3) + "×"
