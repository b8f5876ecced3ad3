"""A piece of a web page in its colours, light and dark beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round, stroke_round

HEIGHT, GAP, PADDING = 148, 12, 14


class ThemeSample(QWidget):
    """Paints what it is shown; a picture for the eye only, its words are said elsewhere."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.palettes: tuple[Mapping[str, str], ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_palettes(self, palettes: Sequence[Mapping[str, str]]) -> None:
        """Show one card for each."""
        self.palettes = tuple(palettes)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, HEIGHT)

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = max(1, len(self.palettes))
        width = (self.width() - (count - 1) * GAP) // count
        for place, palette in enumerate(self.palettes):
            self._card(painter, QRect(place * (width + GAP), 0, width, self.height()), palette)
        painter.end()

    def _card(self, painter: QPainter, box: QRect, palette: Mapping[str, str]) -> None:
        def color(name: str) -> QColor:
            return QColor(palette[name])

        fill_round(painter, box, 8, color("bg"))
        sheet = box.adjusted(PADDING, 44, -PADDING, -PADDING)
        fill_round(painter, sheet, 6, color("surface"))
        stroke_round(painter, sheet, 6, color("line"))
        stroke_round(painter, box, 8, color("line"))
        self._words(painter, box.adjusted(PADDING, 8, -PADDING, 0), "strong", color("ink"), 0)
        inside = sheet.adjusted(12, 10, -12, -8)
        label = QRect(inside.left(), inside.top(), 24, 20)
        fill_round(painter, label, 4, color("accent"))
        painter.setFont(self._look.font("small"))
        painter.setPen(color("on"))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self.tr("Q:"))
        self._words(painter, inside.adjusted(32, 0, -52, 0), "body", color("ink"), 1)
        stamp = QRect(inside.right() - 44, inside.top(), 44, 20)
        fill_round(painter, stamp, 4, color("soft"))
        painter.setPen(color("accent"))
        painter.setFont(self._look.font("small"))
        painter.drawText(stamp, Qt.AlignmentFlag.AlignCenter, "0:20")
        self._words(painter, inside.adjusted(0, 28, 0, 0), "small", color("ink2"), 2)

    def _words(self, painter: QPainter, box: QRect, role: str, ink: QColor, which: int) -> None:
        words = (self.tr("Title"), self.tr("A question"), self.tr("And what was answered."))[which]
        painter.setFont(self._look.font(role))
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
