"""Focus mode: what is put away so that only the text is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from notesapp.ui.window.main_window import MainWindow

_NO_LIMIT = 16777215


def put_away(window: MainWindow, parts: tuple[QWidget, ...], *, away: bool) -> None:
    """Leave the text, the play button, the time and a line for the overview, or show all again."""
    for part in parts:
        part.setVisible(not away)
    # A hidden menu bar would take the keys of its commands along.
    window.menuBar().setMaximumHeight(0 if away else _NO_LIMIT)
    window.transport.show_only_play(away)
    window.overview_line.setVisible(away)
    window.overview_row.setVisible(window.works and not away)
