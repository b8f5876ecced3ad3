"""One of the texts to choose from: a radio button as large as a tile."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from notesapp.ui.kit.buttons import ring_after
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round, focus_ring, stroke_round

_RADIUS, _MARGIN, _TEXT_LEFT, _MARK = 8, 12, 40, 16
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ChoiceTile(QRadioButton):
    """A name, and a small line under it that elides; the whole line is in the tooltip then."""

    def __init__(
        self, look: Look, name: str, detail: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._look = look
        self._detail = ""
        self._ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_detail(detail)

    def set_detail(self, detail: str) -> None:
        """Say something else in the small line."""
        self._detail = detail
        self.setAccessibleDescription(detail)
        self.update()

    def detail(self) -> str:
        """The small line, elided or not."""
        return self._detail

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = self._look.fonts.line("body") + self._look.fonts.line("small")
        return QSize(180, lines + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, chosen = self._look, self.isChecked()
        hot = self.underMouse()
        if self.isDown():
            ground = "press"
        elif chosen:
            ground = "soft"
        else:
            ground = "hover" if hot else "surface"
        fill_round(painter, self.rect(), _RADIUS, look.color(ground))
        edge = "accent" if chosen else "ink2" if hot else "edge"
        stroke_round(painter, self.rect(), _RADIUS, look.color(edge), 2.0 if chosen else 1.0)
        self._paint_mark(painter)
        self._paint_words(painter)
        if self._ring and self.hasFocus():
            focus_ring(painter, self.rect(), _RADIUS, look.color("ink" if chosen else "accent"))
        painter.end()

    def _paint_mark(self, painter: QPainter) -> None:
        look = self._look
        box = QRect(_MARGIN, (self.height() - _MARK) // 2, _MARK, _MARK)
        fill_round(painter, box, _MARK / 2, look.color("surface"))
        if self.isChecked():
            stroke_round(painter, box, _MARK / 2, look.color("accent"), 5.0)
        else:
            stroke_round(painter, box, _MARK / 2, look.color("edge"))

    def _paint_words(self, painter: QPainter) -> None:
        look, room = self._look, self.width() - _TEXT_LEFT - _MARGIN
        first, second = look.fonts.line("body"), look.fonts.line("small")
        top = (self.height() - first - second) // 2
        hidden = ""
        for words, role, token, above, height in (
            (self.text(), "strong", "ink", top, first),
            (self._detail, "small", "ink2", top + first, second),
        ):
            font = look.font(role, tabular=True)
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
            hidden = words if shown != words else hidden
            painter.setFont(font)
            painter.setPen(look.color(token))
            painter.drawText(QRect(_TEXT_LEFT, above, room, height), _LEFT, shown)
        if self.toolTip() != hidden:
            self.setToolTip(hidden)
