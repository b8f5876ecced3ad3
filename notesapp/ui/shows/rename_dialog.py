"""Renaming a person everywhere: every line that changes, before it does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.renaming import Renaming, people_in, rename
from notesapp.core.model import Notes
from notesapp.ui.kit.details_form import Captioned
from notesapp.ui.kit.form_fields import LineField, squeezed
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.widgets import Label
from notesapp.ui.shows.sheet import lay_out_sheet


class RenameDialog(QDialog):
    """``chosen`` carries the old and the new name; nothing is changed here."""

    chosen = Signal(str, str)

    def __init__(
        self, look: Look, notes: Notes, old: str = "", new: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._notes = notes
        self.setWindowTitle(self.tr("Rename everywhere"))
        resize_within(self, 640, 460)
        self.old = QComboBox()
        self.old.setEditable(True)
        self.old.addItems(list(people_in(notes)))
        if old:
            self.old.setEditText(old)
        self.new = LineField()
        self.new.setText(new)
        self.new.setPlaceholderText(self.tr("The name as it is to be"))
        self.count = Label(look, "", role="small", token="ink3", fill=True)
        self.lines = QTreeWidget()
        self.lines.setColumnCount(2)
        self.lines.setHeaderLabels([self.tr("Line"), self.tr("Then")])
        self.lines.setRootIsDecorated(False)
        self.lines.setAccessibleName(self.tr("What will change"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton()
        body = QVBoxLayout()
        body.setSpacing(12)
        body.addWidget(Captioned(look, self.tr("Name in these notes"), self.old))
        body.addWidget(Captioned(look, self.tr("New name"), self.new))
        body.addWidget(self.count)
        body.addWidget(self.lines, 1)
        lay_out_sheet(self, look, body, self.cancel, self.go)
        self.old.editTextChanged.connect(lambda _: self._refresh())
        self.new.textChanged.connect(lambda _: self._refresh())
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self._refresh()
        (self.new if self.old.currentText() else self.old).setFocus()

    def _refresh(self) -> None:
        old, new = squeezed(self.old.currentText()), squeezed(self.new.text())
        done = rename(self._notes, old, new or f"{old}\u200b")
        self.lines.clear()
        after = apply_edits(self._notes.text, done.edits).split("\n")
        same = len(after) == len(self._notes.lines)
        for line in done.lines:
            then = (after if new else self._notes.lines)[line] if same else ""
            self.lines.addTopLevelItem(QTreeWidgetItem([str(line + 1), then]))
        self.lines.resizeColumnToContents(0)
        self.count.set_text(self._words(done, old))
        self.go.setText(self._button(done.count))
        self.go.setEnabled(bool(done.count and new and new != old))

    def _words(self, done: Renaming, old: str) -> str:
        if not old:
            return self.tr("Choose or write the name that is to change.")
        if not done.count:
            return self.tr("“{0}” does not stand in these notes.").format(old)
        words = self.tr("{0} in Details, {1} as labels, {2} in the text")
        return words.format(done.in_header, done.in_labels, done.in_text)

    def _button(self, count: int) -> str:
        if count == 1:
            return self.tr("Rename 1 place")
        return self.tr("Rename {0} places").format(count) if count else self.tr("Rename")

    def _go(self) -> None:
        old, new = squeezed(self.old.currentText()), squeezed(self.new.text())
        self.accept()
        self.chosen.emit(old, new)
