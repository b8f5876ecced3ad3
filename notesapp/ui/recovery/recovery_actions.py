"""The command that asks again about what was left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk


class RecoveryActions(QObject):
    """The program asks: its windows share what was left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk

    def show(self) -> None:
        """Show what waits, or say that nothing does."""
        self._desk.doors.recover(self._desk.window)
