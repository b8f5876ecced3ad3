"""Keys drawn as key caps: ``Ctrl+Enter`` becomes two small frames."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round

_HEIGHT, _GAP, _PADDING = 20, 4, 6
_SHORT = {
    "Return": "Enter",
    "Up": "\u2191",
    "Down": "\u2193",
    "Left": "\u2190",
    "Right": "\u2192",
    "-": "\u2212",
}


def split_keys(chord: str) -> tuple[str, ...]:
    """The caps of a chord as Qt writes it: ``Ctrl+Shift++`` is Ctrl, Shift and +."""
    if not chord:
        return ()
    first = chord.split(", ")[0]
    plus = first.endswith("+")
    parts = [part for part in first.removesuffix("+").split("+") if part]
    return tuple(_SHORT.get(part, part) for part in parts) + ("+",) * plus


def caps_size(look: Look, keys: tuple[str, ...]) -> QSize:
    """The room the caps need; nothing where there are no keys."""
    if not keys:
        return QSize(0, 0)
    metrics = QFontMetrics(look.font("micro"))
    width = sum(_cap_width(metrics, key) for key in keys) + _GAP * (len(keys) - 1)
    return QSize(width, max(_HEIGHT, metrics.height() + 2))


def draw_caps(painter: QPainter, rect: QRect, look: Look, keys: tuple[str, ...]) -> None:
    """Draw the caps from the left of ``rect``, centred on its height."""
    font = look.font("micro")
    metrics = QFontMetrics(font)
    height = caps_size(look, keys).height()
    x, y = rect.x(), rect.y() + (rect.height() - height) // 2
    painter.setFont(font)
    for key in keys:
        cap = QRect(x, y, _cap_width(metrics, key), height)
        fill_round(painter, cap, 4, look.color("line"))
        fill_round(painter, cap.adjusted(1, 1, -1, -2), 3, look.color("surface"))
        painter.setPen(look.color("ink2"))
        painter.drawText(cap.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, key)
        x += cap.width() + _GAP


def _cap_width(metrics: QFontMetrics, key: str) -> int:
    return max(_HEIGHT, metrics.horizontalAdvance(key) + 2 * _PADDING)


class KeyCaps(QLabel):
    """The caps of one chord as a widget; empty and without width where there is no key."""

    def __init__(self, look: Look, chord: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._keys: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_chord(chord)

    def set_chord(self, chord: str) -> None:
        """Show another chord, written as Qt writes it."""
        self._keys = split_keys(chord)
        self.setAccessibleName(chord)
        self.updateGeometry()
        self.update()

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return caps_size(self._look, self._keys)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_caps(painter, self.rect(), self._look, self._keys)
        painter.end()
