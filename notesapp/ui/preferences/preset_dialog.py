"""What choosing another program's keys would change, before it does."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from notesapp.commands.keys import Binding, Overrides
from notesapp.commands.presets import Preset, changes
from notesapp.ui.kit.actions import said
from notesapp.ui.kit.key_caps import KeyCaps
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.widgets import Ground, Hairline, Label
from notesapp.ui.preferences.keys_tree import shown_chords


class PresetDialog(QDialog):
    """A list of commands with their keys before and after; accepted when they shall change."""

    def __init__(
        self, look: Look, entry: Preset, overrides: Overrides, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys as in {0}").format(entry.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.changes = changes(entry, overrides)
        self.change = QPushButton(self.tr("Change {0} commands").format(len(self.changes)))
        self.change.setProperty("role", "primary")
        self.cancel = QPushButton(self.tr("Cancel"))
        form = Ground(look)
        grid = QGridLayout(form)
        grid.setContentsMargins(24, 16, 24, 16)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for column, words in enumerate((self.tr("Command"), self.tr("Now"), self.tr("Then"))):
            grid.addWidget(Label(look, words, role="caption", token="ink2"), 0, column)
        for row, change in enumerate(self.changes, 1):
            grid.addWidget(self._name(look, change.before), row, 0)
            grid.addWidget(self._keys(look, change.before), row, 1)
            grid.addWidget(self._keys(look, change.after), row, 2)
        grid.setRowStretch(len(self.changes) + 1, 1)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(form)
        area.setAccessibleName(self.tr("What will change"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(Hairline(look))
        whole.addLayout(self._footer(look))
        wanted = form.sizeHint() + QSize(40, 60)
        self.resize(wanted.expandedTo(QSize(560, 240)).boundedTo(QSize(720, 560)))
        self.change.setFocus()

    def _footer(self, look: Look) -> QHBoxLayout:
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        words = self.tr("Keys you changed yourself go back.")
        footer.addWidget(Label(look, words, role="small", token="ink3", elide=False))
        footer.addStretch(1)
        self.change.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.change.clicked.connect(self.accept)
        footer.addWidget(self.cancel)
        footer.addWidget(self.change)
        return footer

    def _name(self, look: Look, binding: Binding) -> Label:
        title = said(binding.command.title)
        words = self.tr("{0}, in the notes").format(title) if binding.is_text else title
        return Label(look, words, elide=False)

    def _keys(self, look: Look, binding: Binding) -> QWidget:
        chords = shown_chords(binding.keys)
        if not chords:
            return Label(look, self.tr("none"), token="ink3")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for chord in chords:
            row.addWidget(KeyCaps(look, chord))
        row.addStretch(1)
        made = QWidget()
        made.setLayout(row)
        made.setAccessibleName(", ".join(chords))
        return made
