"""Which set is ticked: the show's own, the usual one, or that of another show."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.widgets import Label


@dataclass(frozen=True, slots=True)
class PublishSet:
    """A set that can be chosen: what it is called, and the keys of its rows."""

    title: str
    keys: tuple[str, ...]


class SetChoice(QWidget):
    """A line with a list; ``chosen`` carries the keys of the set that somebody chose.

    Once something else is ticked the list says so and keeps nothing chosen.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, sets: tuple[PublishSet, ...]) -> None:
        super().__init__()
        self._sets = sets
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("Set"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.addItems([entry.title for entry in sets])
        self.box.setPlaceholderText(self.tr("Chosen by hand"))
        self.fact = Label(look, "", role="small", token="ink3")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        name = Label(look, self.tr("Set"), role="caption")
        name.setBuddy(self.box)
        row.addWidget(name)
        row.addWidget(self.box)
        row.addStretch(1)
        row.addWidget(self.fact)
        self.box.activated.connect(lambda place: self.chosen.emit(self._sets[place].keys))
        self.setVisible(bool(sets))

    def show_ticked(self, keys: tuple[str, ...]) -> None:
        """Name the set that is ticked, the one that is named already where two are alike."""
        now = self.box.currentIndex()
        alike = [n for n, entry in enumerate(self._sets) if set(entry.keys) == set(keys)]
        if now not in alike:
            self.box.setCurrentIndex(alike[0] if alike else -1)
