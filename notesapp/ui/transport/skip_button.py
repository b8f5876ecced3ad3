"""The buttons that go a few seconds back or forward: a round arrow with their number in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look

_SIZE = 22
_LONGEST = 99


class SkipButton(FlatButton):
    """``icon`` is the arrow; ``seconds`` stand inside it as long as two digits are enough."""

    def __init__(
        self, look: Look, *, icon: str, seconds: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, "", icon=icon, icon_size=_SIZE, parent=parent)
        self._seconds = seconds

    def number(self) -> str:
        """What stands inside the arrow."""
        whole = self._seconds == round(self._seconds)
        return str(round(self._seconds)) if whole and 0 < self._seconds <= _LONGEST else ""

    def set_seconds(self, seconds: float) -> None:
        """Go another way; parts of seconds have no room in the arrow."""
        self._seconds = seconds
        self.update()

    def paint_content(self, painter: QPainter) -> None:
        super().paint_content(painter)
        font = self._look.font("micro", weight=700, tabular=True)
        font.setPixelSize(9 if len(self.number()) < 2 else 8)
        painter.setFont(font)
        painter.setPen(self._look.color(self.ink()))
        middle = QRectF(self.rect()).adjusted(0, 1, 0, 1)
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, self.number())
