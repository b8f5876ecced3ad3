"""Fix all that is safe: every line before and after, each to be left out."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline, Label
from notesapp.ui.problems.fix_list import FixList
from notesapp.ui.problems.safe_plan import Key, SafePlan


class FixDialog(QDialog):
    """Changes nothing itself: ``left_out`` says what of the plan is not to be done."""

    def __init__(self, look: Look, plan: SafePlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Fix all safe"))
        resize_within(self, 640, 560)
        hint = self.tr(
            "Nothing that is read, heard or followed becomes another. Untick what is to stay."
        )
        self.list = FixList(look, plan.fixes, self)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton()
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        body = QVBoxLayout()
        body.setContentsMargins(24, 16, 24, 12)
        body.setSpacing(12)
        body.addWidget(WrappedText(look, hint, role="body", token="ink2"))
        body.addWidget(self.list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(Hairline(look))
        column.addLayout(self._footer(look))
        self.list.fixes.ticked_changed.connect(self._refresh)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self._refresh()
        self.list.setFocus()

    def left_out(self) -> frozenset[Key]:
        """What is not ticked."""
        return self.list.fixes.left_out

    def _footer(self, look: Look) -> QHBoxLayout:
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        footer.addWidget(Label(look, self.tr("One undo step"), role="small", token="ink3"))
        footer.addStretch(1)
        footer.addWidget(self.cancel)
        footer.addWidget(self.go)
        return footer

    def _refresh(self) -> None:
        count = self.list.fixes.ticked()
        words = self.tr("Fix {0} problems").format(count) if count else self.tr("Fix")
        self.go.setText(self.tr("Fix 1 problem") if count == 1 else words)
        self.go.setEnabled(count > 0)
