"""Help: what this program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from notesapp import __version__
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
        """Name, version, licence."""
        window = self._window
        box = QMessageBox(window)
        box.setWindowTitle(window.tr("About Show Notes"))
        box.setIconPixmap(window.windowIcon().pixmap(64, 64))
        box.setText(window.tr("Show Notes {0}").format(__version__))
        box.setInformativeText(
            window.tr(
                "Write a podcast’s show notes while you listen, stamp with one key, publish "
                "everywhere.\n\nFree software under the GNU General Public License, version 3 "
                "or later."
            )
        )
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
