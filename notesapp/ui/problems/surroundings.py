"""What the checks know besides the notes: sizes, the episode before, the audio's tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk


class Surroundings(QObject):
    """Hands them to the live facts; files are read beside the window, each state of one once."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.session.path_changed.connect(self._on_path)

    def _on_path(self) -> None:
        """Other notes: what was measured is not of them."""
        self._desk.live.take_sizes({})
