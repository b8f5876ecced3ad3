"""A list of named things beside the fields of the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget


class Roster(QWidget):
    """``chosen`` carries the place of the current one, -1 for none; the owner holds the things."""

    chosen = Signal(int)
    add_requested = Signal()
    remove_requested = Signal(int)

    def __init__(self, name: str, add: str, remove: str) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.add = QPushButton(add)
        self.remove = QPushButton(remove)
        self.remove.setProperty("role", "quiet")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.add, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.setFixedWidth(216)
        self.list.currentRowChanged.connect(self._choose)
        self.add.clicked.connect(self.add_requested)
        self.remove.clicked.connect(lambda: self.remove_requested.emit(self.list.currentRow()))

    def show_names(self, names: list[str], current: int) -> None:
        """Show all names, one of them chosen; ``chosen`` follows."""
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems(names)
        self.list.setCurrentRow(current)
        self.list.blockSignals(False)
        self._choose(self.list.currentRow())

    def rename(self, place: int, name: str) -> None:
        """Another name for one of them."""
        item = self.list.item(place)
        if item is not None:
            item.setText(name)

    def _choose(self, place: int) -> None:
        self.remove.setEnabled(place >= 0)
        self.chosen.emit(place)
