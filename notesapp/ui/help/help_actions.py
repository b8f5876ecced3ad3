"""Help: what this program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.actions import Actions
from notesapp.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from notesapp.ui.help.manual_window import ManualWindow


class HelpActions:
    """What this program is, over a window."""

    def __init__(self, window: MainWindow, actions: Actions) -> None:
        self._window, self._actions = window, actions
        self._manual: ManualWindow | None = None
        window.closed.connect(self._close_manual)

    def manual(self) -> None:
        """The manual, beside the window."""
        from notesapp.ui.help.manual_window import ManualWindow

        if self._manual is None:
            self._manual = ManualWindow(self._window.look, self._actions.key_of, self._window)
            self._actions.keys_changed.connect(self._manual.refresh)
        self._manual.show()
        self._manual.raise_()
        self._manual.activateWindow()

    def _close_manual(self) -> None:
        if self._manual is not None:
            self._manual.close()

    def about(self) -> None:
        """Name, version, libraries and licences."""
        from notesapp.ui.help.about_dialog import AboutDialog

        AboutDialog(self._window.look, self._window).open()
