"""Help: the keys, and what this program is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from notesapp import __version__
from notesapp.commands.table import key_list
from notesapp.ui.kit.actions import key_text, said
from notesapp.ui.kit.key_caps import KeyCaps
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.widgets import Ground, Hairline, Label
from notesapp.ui.window.main_window import MainWindow

_COLUMNS = (("Segment", "Edit"), ("Playback", "Publish", "Help"), ("File", "View"))


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


class KeysSheet(QDialog):
    """Three columns of keys, made from the command table; they scroll where the screen is low."""

    def __init__(self, look: Look, overrides: dict[str, list[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = key_list(overrides)
        sheet = Ground(look)
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(24, 12, 24, 16)
        columns.setSpacing(40)
        for menus in _COLUMNS:
            columns.addLayout(self._column(look, menus, rows), 1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setWidget(sheet)
        self.area.setAccessibleName(self.tr("Keys"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.area, 1)
        layout.addWidget(Hairline(look))
        layout.addLayout(self._footer())
        footer = layout.sizeHint().height() - self.area.sizeHint().height()
        wanted = sheet.sizeHint() + QSize(0, footer)
        self.resize(wanted.boundedTo(self.screen().availableSize() - QSize(32, 64)))

    def _footer(self) -> QHBoxLayout:
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setProperty("role", "primary")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.reject)
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.addStretch(1)
        footer.addWidget(self.close_button)
        return footer

    def _column(
        self,
        look: Look,
        menus: tuple[str, ...],
        rows: tuple[tuple[str, str, tuple[str, ...]], ...],
    ) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        for menu in menus:
            if column.count():
                column.addSpacing(12)
            title = Label(look, said(menu), role="caption", token="ink2")
            title.setFixedHeight(24)
            column.addWidget(title)
            column.addWidget(Hairline(look))
            column.addSpacing(4)
            for _, words, keys in (row for row in rows if row[0] == menu):
                column.addWidget(KeyRow(look, said(words), shown_keys(keys)))
        column.addStretch(1)
        return column


class KeyRow(QWidget):
    """What a key does, and its caps at the right."""

    def __init__(self, look: Look, words: str, chords: tuple[str, ...]) -> None:
        super().__init__()
        self.setAccessibleName(f"{words}: {', '.join(chords)}")
        self.setFixedHeight(max(26, look.fonts.line("body") + 8))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Label(look, words, elide=False))
        row.addStretch(1)
        for chord in chords:
            row.addWidget(KeyCaps(look, chord))


def shown_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The chords worth showing, as keyboards write them: two at most, no media keys."""
    typed = [key for key in keys if "Media" not in key] or list(keys[:1])
    return tuple(dict.fromkeys(key_text(QKeySequence(key)) for key in typed))[:2]
