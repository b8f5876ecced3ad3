"""The overview as a thin line, for writing without anything else in sight."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QLabel

from notesapp.ui.kit.look import Look

HEIGHT = 4


class OverviewLine(QLabel):
    """How far playback is, as the overview says it; a picture only. Hidden until it is wanted."""

    def __init__(self, look: Look, overview: QAbstractSlider) -> None:
        super().__init__()
        self._look = look
        self._overview = overview
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("Episode overview"))
        overview.valueChanged.connect(lambda _: self.update())
        overview.rangeChanged.connect(lambda *_: self.update())
        self.hide()

    def set_look(self, look: Look) -> None:
        """Take colours from another look."""
        self._look = look
        self.update()

    def played_px(self) -> int:
        """How much of the line is played, in logical pixels."""
        whole = self._overview.maximum()
        return round(self.width() * self._overview.value() / whole) if whole else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("waveIdle"))
        at = self.played_px()
        painter.fillRect(0, 0, at, HEIGHT, self._look.color("wave"))
        if self._overview.maximum():
            painter.fillRect(max(0, at - 1), 0, 2, HEIGHT, self._look.color("ink"))
        painter.end()
