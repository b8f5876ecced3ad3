"""The columns of the publish rows: in one line in every card, narrower where the dialog is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from notesapp.ui.kit.widgets import Label

WIDTH = 840  # of the dialog, before the text is made larger
_TITLE, _FILE = 176, 248
_AROUND = 80  # margins, tick and spaces
_MOST_TITLE, _MOST_FILE = 0.4, 0.47


def column_widths(row_width: int, scale: float) -> tuple[int, int]:
    """How wide title and file name are in a row, in pixels; what is left is for the state."""
    room = max(0, row_width - _AROUND)
    title = min(round(_TITLE * scale), int(room * _MOST_TITLE))
    return title, min(round(_FILE * scale), int((room - title) * _MOST_FILE))


class Column(QWidget):
    """A label that is as wide as it is told, and gives way before the dialog has to."""

    def __init__(self, label: Label) -> None:
        super().__init__()
        self._label, self._wide = label, 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addStretch(1)

    def set_wide(self, wide: int) -> None:
        """Take another width."""
        if wide != self._wide:
            self._wide = wide
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._wide, self._label.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self._label.sizeHint().height())
