"""What the dialogs of this package have in common: padding, a line, buttons, a sentence."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.widgets import Hairline


def lay_out_sheet(
    dialog: QDialog, look: Look, body: QLayout, *buttons: QPushButton, left: QWidget | None = None
) -> None:
    """A dialog's body over its buttons; the last one is what Enter does."""
    footer = QHBoxLayout()
    footer.setContentsMargins(24, 12, 24, 12)
    footer.setSpacing(8)
    if left is not None:
        footer.addWidget(left)
    footer.addStretch(1)
    for button in buttons:
        footer.addWidget(button)
    buttons[-1].setProperty("role", "primary")
    buttons[-1].setDefault(True)
    body.setContentsMargins(24, 16, 24, 16)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(body, 1)
    column.addWidget(Hairline(look))
    column.addLayout(footer)
