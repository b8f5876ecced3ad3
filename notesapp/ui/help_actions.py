"""Help: the keys, and what this program is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from notesapp import __version__
from notesapp.commands.table import MENUS, key_list
from notesapp.ui.actions import said
from notesapp.ui.key_caps import KeyCaps
from notesapp.ui.look import Look
from notesapp.ui.main_window import MainWindow
from notesapp.ui.widgets import Ground, Label

_COLUMNS = (("Segment", "Edit"), ("Playback", "Help"), ("File", "View", "Publish"))


class HelpActions:
    """Opens the two help dialogs over a window."""

    def __init__(self, window: MainWindow, overrides: Callable[[], dict[str, list[str]]]) -> None:
        self._window = window
        self._overrides = overrides

    def keys(self) -> None:
        """Every command that has a key, by task."""
        KeysSheet(self._window.look, self._overrides(), self._window).open()

    def about(self) -> None:
        """Name, version, licence."""
        window = self._window
        box = QMessageBox(window)
        box.setWindowTitle(window.tr("About Show Notes"))
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


class KeysSheet(QDialog):
    """Three columns of keys, made from the command table."""

    def __init__(self, look: Look, overrides: dict[str, list[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = key_list(overrides)
        columns = QHBoxLayout()
        columns.setSpacing(32)
        for menus in _COLUMNS:
            columns.addWidget(self._column(look, [m for m in MENUS if m in menus], rows))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(columns)
        layout.addWidget(buttons)

    def _column(
        self,
        look: Look,
        menus: list[str],
        rows: tuple[tuple[str, str, tuple[str, ...]], ...],
    ) -> QWidget:
        column = Ground(look)
        grid = QGridLayout(column)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        line = 0
        for menu in menus:
            grid.addWidget(Label(look, said(menu), role="strong"), line, 0, 1, 2)
            grid.setRowMinimumHeight(line, 28)
            line += 1
            for _, title, keys in (row for row in rows if row[0] == menu):
                shown = [k for k in keys if "Media" not in k][:2] or list(keys[:1])
                grid.addWidget(Label(look, said(title), token="ink2"), line, 0)
                caps = QWidget()
                caps.setAccessibleName(", ".join(shown))
                row = QHBoxLayout(caps)
                row.setContentsMargins(0, 0, 0, 0)
                row.setSpacing(8)
                row.addStretch(1)
                for key in shown:
                    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
                    row.addWidget(KeyCaps(look, native))
                grid.addWidget(caps, line, 1)
                line += 1
        grid.setRowStretch(line, 1)
        return column
