"""Help: what this program is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from notesapp import __version__
from notesapp.ui.window.main_window import MainWindow


class HelpActions:
    """What this program is, over a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

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
