"""The commands of a window that belong to its remote control."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from notesapp.ui.remote.remote_control import remote_control
from notesapp.ui.remote.window_reach import WindowReach

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.remote.works_dialog import WorksDialog
    from notesapp.ui.remote.works_facts import Fact


class RemoteActions(QObject):
    """Joins the window to the program's remote control when it is built."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.remote = remote_control(cast(QApplication, QApplication.instance()))
        self.remote.join(WindowReach(desk))
        self.dialog: WorksDialog | None = None

    def stop(self) -> None:
        """Pause where it plays; nothing while it is paused."""
        self._desk.playback.pause()

    def show_works(self) -> None:
        """Look at this system and say what works."""
        from notesapp.ui.remote.works_dialog import WorksDialog
        from notesapp.ui.remote.works_facts import quick_facts, slow_facts

        desk = self._desk
        dialog = WorksDialog(desk.look(), quick_facts(desk, self.remote), desk.window)
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.open()
        desk.jobs.run("works", slow_facts, self._add)

    def _add(self, facts: tuple[Fact, ...]) -> None:
        if self.dialog is not None:
            self.dialog.add(facts)

    def _forget(self) -> None:
        self.dialog = None
