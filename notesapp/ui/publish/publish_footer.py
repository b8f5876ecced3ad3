"""The foot of the publish dialog: how far it is, and its buttons for each of its three states."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.widgets import Hairline
from notesapp.ui.publish.long_work import PER_MILLE

_COPIED_MS = 1500


class Footer(QWidget):
    """Choosing: Cancel and Publish. Working: a meter and Stop. Done: the report, and Close."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.meter = QProgressBar()
        self.meter.setRange(0, PER_MILLE)
        self.meter.setTextVisible(False)
        self.meter.setAccessibleName(self.tr("Publishing"))
        self.replace = QCheckBox(self.tr("Replace files from last time"))
        self.show_folder = QPushButton(self.tr("Show folder"))
        self.copy_report = QPushButton(self.tr("Copy report"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton(self.tr("Publish"))
        self.go.setProperty("role", "primary")
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        for widget in (self.replace, self.show_folder, self.copy_report):
            row.addWidget(widget)
        row.addWidget(self.meter, 1)
        row.addStretch(0)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(look))
        column.addLayout(row)
        self._row = row
        self._can_replace = False
        self.show_choosing()

    def show_choosing(self) -> None:
        """Something can be chosen and published."""
        self._show((self.cancel, self.go))
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setEnabled(True)
        self.offer_replacing(self._can_replace)

    def offer_replacing(self, wanted: bool) -> None:
        """Ask whether files may be replaced, or not."""
        self._can_replace = wanted
        self.replace.setVisible(wanted)

    def show_working(self) -> None:
        """It is being written."""
        self._show((self.meter, self.cancel, self.go))
        self.meter.setValue(0)
        self.cancel.setText(self.tr("Stop"))
        self.cancel.setEnabled(True)
        self.go.setText(self.tr("Publishing…"))
        self.go.setEnabled(False)
        self.cancel.setFocus()

    def show_stopping(self) -> None:
        """Somebody asked to stop, and the work has not looked up yet."""
        self.cancel.setEnabled(False)
        self.cancel.setText(self.tr("Stopping…"))

    def show_done(self) -> None:
        """It is written."""
        self._show((self.show_folder, self.copy_report, self.go))
        self.go.setText(self.tr("Close"))
        self.go.setToolTip("")
        self.go.setEnabled(True)
        self.go.setFocus()

    def say_copied(self) -> None:
        """The report is on the clipboard."""
        self.copy_report.setText(self.tr("Copied"))
        QTimer.singleShot(
            _COPIED_MS, self.copy_report, lambda: self.copy_report.setText(self.tr("Copy report"))
        )

    def _show(self, shown: tuple[QWidget, ...]) -> None:
        every = (self.meter, self.replace, self.show_folder, self.copy_report)
        for widget in (*every, self.cancel, self.go):
            widget.setVisible(widget in shown)
        # Whoever has no meter has the space of it.
        self._row.setStretch(self._row.count() - 3, 0 if self.meter in shown else 1)
