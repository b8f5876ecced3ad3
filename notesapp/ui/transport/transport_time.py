"""The time in the transport: the position with its tenths, and how long the audio is."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from notesapp.core.timecode import format_time, spell_out
from notesapp.ui.kit.buttons import PaintedButton
from notesapp.ui.kit.look import Look

_PADDING = 8
_SHORTEST = "00:00"


def tenths(ms: int) -> str:
    """The tenths of a second with their point, floored: ``.4``."""
    return f".{max(0, ms) % 1000 // 100}"


class PositionButton(PaintedButton):
    """Where playback is, of how long. Its width depends on the duration alone: nothing jitters."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._position_ms, self._duration_ms = 0, 0
        self._audible = False
        self.setAccessibleName(self.tr("Position"))

    def set_duration(self, duration_ms: int, *, audible: bool) -> None:
        """Show how long the audio is; without audio only ``0:00`` stands there, in grey."""
        if (duration_ms, audible) != (self._duration_ms, self._audible):
            self._duration_ms, self._audible = duration_ms, audible
            self.updateGeometry()
            self.update()

    def set_position(self, position_ms: int) -> None:
        """Show a position; repaints only when a tenth has passed."""
        changed = position_ms // 100 != self._position_ms // 100
        self._position_ms = position_ms
        if changed:
            self.update()

    def describe(self) -> None:
        """Say the position to assistive tools; called when it rests, not at every tick."""
        self.setAccessibleDescription(spell_out(self._position_ms))

    def shown_text(self) -> str:
        """What stands there now, as one text."""
        if not self._audible:
            return format_time(0)
        return f"{format_time(self._position_ms)}{tenths(self._position_ms)}{self._of()}"

    def _of(self) -> str:
        return f" / {format_time(self._duration_ms)}" if self._duration_ms > 0 else ""

    def _position_width(self) -> int:
        longest = re.sub(r"\d", "0", format_time(max(self._duration_ms, self._position_ms)))
        longest = max(longest, _SHORTEST, key=len)
        return QFontMetrics(self._look.font("time")).horizontalAdvance(longest + ".0")

    def sizeHint(self) -> QSize:
        of = QFontMetrics(self._look.font("body", tabular=True)).horizontalAdvance(self._of())
        width = self._position_width() + of + 2 * _PADDING
        return QSize(width, self._look.fonts.line("time") + 8)

    def paint_content(self, painter: QPainter) -> None:
        look = self._look
        big, small = look.font("time"), look.font("body", tabular=True)
        metrics = QFontMetrics(big)
        base = (self.height() + metrics.capHeight()) // 2
        right = _PADDING + self._position_width()
        parts = [(format_time(self._position_ms), "ink"), (tenths(self._position_ms), "ink3")]
        if not self._audible:
            parts = [(format_time(0), "ink3")]
        x = right - sum(metrics.horizontalAdvance(text) for text, _ in parts)
        painter.setFont(big)
        for text, token in parts:
            painter.setPen(look.color(token))
            painter.drawText(QPoint(x, base), text)
            x += metrics.horizontalAdvance(text)
        if self._audible:
            painter.setFont(small)
            painter.setPen(look.color("ink2"))
            painter.drawText(QPoint(x, base), self._of())
