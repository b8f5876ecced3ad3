"""How the rows of a comparison are painted."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from notesapp.core.comparing import Side
from notesapp.ui.files.difference_view_rows import Row, RowKind
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred, fill_round, stroke_round
from notesapp.ui.kit.preview_list import EDGE, PreviewDelegate
from notesapp.ui.kit.steady_list import Index

ROW = int(Qt.ItemDataRole.UserRole)
BLOCK = ROW + 1
STATE = ROW + 2
_TICK, _GAP, _SIGN, _PILL = 16, 8, 20, 10
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_ELIDED = Qt.TextElideMode.ElideRight
_BREAKS = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "↵")
_SIDES = (Side.MINE, Side.THEIRS, Side.BOTH)


class DifferenceDelegate(PreviewDelegate):
    """A head with the segment's name; − and + lines on their grounds; other lines paler."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(look, view)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind is RowKind.HEAD:
            self._paint_head(painter, option.rect, row, index)
        else:
            self._paint_line(painter, option.rect, row, index)
        self.paint_ring(painter, option)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        look, state = self._look, _state(index)
        if not row.first:
            self.paint_line_above(painter, rect)
        left, right = rect.left() + EDGE, rect.right() + 1 - EDGE
        if isinstance(state, bool):
            top = rect.top() + (rect.height() - _TICK) // 2
            self._paint_tick(painter, QRect(left, top, _TICK, _TICK), ticked=state)
            left += _TICK + _GAP
        elif isinstance(state, Side):
            right = self._paint_sides(painter, rect, state)
        name = row.text or self.tr("Outside of segments")
        font = look.font("small", weight=600)
        box = QRect(left, rect.top(), max(0, right - left - _GAP), rect.height())
        painter.setFont(font)
        painter.setPen(look.color("ink2"))
        painter.drawText(box, _LEFT, QFontMetrics(font).elidedText(name, _ELIDED, box.width()))

    def _paint_tick(self, painter: QPainter, box: QRect, *, ticked: bool) -> None:
        look = self._look
        if ticked:
            fill_round(painter, box, 4, look.color("accent"))
            draw_centred(painter, box, look.pixmap("check", "on", 12, self._view))
        else:
            stroke_round(painter, box, 4, look.color("edge"))

    def _paint_sides(self, painter: QPainter, rect: QRect, chosen: Side) -> int:
        """Paint the three choices; returns where they begin."""
        look = self._look
        boxes = self._side_boxes(rect)
        for side, name, box in boxes:
            on = side is chosen
            if on:
                fill_round(painter, box, 6, look.color("accent"))
            else:
                stroke_round(painter, box, 6, look.color("edge"))
            painter.setFont(look.font("small", weight=600 if on else 400))
            painter.setPen(look.color("on" if on else "ink"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        return boxes[0][2].left()

    def _side_boxes(self, rect: QRect) -> list[tuple[Side, str, QRect]]:
        metrics = QFontMetrics(self._look.font("small", weight=600))
        names: tuple[str, str, str] = self._view.model().names  # type: ignore[attr-defined]
        boxes: list[tuple[Side, str, QRect]] = []
        right = rect.right() + 1 - EDGE
        for side, name in reversed(list(zip(_SIDES, names, strict=True))):
            width = metrics.horizontalAdvance(name) + 2 * _PILL
            boxes.append(
                (side, name, QRect(right - width, rect.top() + 3, width, rect.height() - 6))
            )
            right -= width + 4
        return boxes[::-1]

    def side_at(self, rect: QRect, point: QPoint) -> Side | None:
        """The choice at a point of a head that fills ``rect``."""
        found = (side for side, _, box in self._side_boxes(rect) if box.contains(point))
        return next(found, None)

    def _paint_line(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> None:
        look = self._look
        sign, ground, token = self._manner(row, _state(index))
        if ground:
            painter.fillRect(rect, look.color(ground))
        font = look.font("body", tabular=True)
        metrics = QFontMetrics(font)
        box = QRect(rect.left() + EDGE, rect.top(), _SIGN, rect.height())
        painter.setFont(look.font("strong"))
        painter.setPen(look.color(token))
        painter.drawText(box, _LEFT, sign)
        left = box.right() + 1
        box = QRect(left, rect.top(), max(0, rect.right() + 1 - EDGE - left), rect.height())
        text = one_line(row.text) if row.text.strip() else self.tr("an empty line")
        self._paint_changed(painter, box, row, metrics, ground)
        painter.setFont(font)
        painter.setPen(look.color(token if row.text.strip() else "ink3"))
        painter.drawText(box, _LEFT, metrics.elidedText(text, _ELIDED, box.width()))

    def _paint_changed(
        self, painter: QPainter, box: QRect, row: Row, metrics: QFontMetrics, ground: str
    ) -> None:
        """A line below the characters that are others, where that is not all of them."""
        first, end = row.changed
        if not ground or first >= end or (first == 0 and end == len(row.text)):
            return
        if runs_both_ways(row.text):
            return
        left = box.left() + metrics.horizontalAdvance(row.text[:first])
        right = box.left() + metrics.horizontalAdvance(row.text[:end])
        right = min(right, box.right() + 1)
        if left < right:
            token = "err" if ground == "errSoft" else "accent"
            bottom = box.center().y() + metrics.height() // 2 + 1
            painter.fillRect(left, bottom, right - left, 2, self._look.color(token))

    @staticmethod
    def _manner(row: Row, state: bool | Side | None) -> tuple[str, str, str]:
        """The sign of a line, its ground and the colour of its words."""
        if row.kind is RowKind.SAME:
            return "", "", "ink3"
        old = row.kind is RowKind.OLD
        if isinstance(state, Side):
            other = Side.THEIRS if old else Side.MINE
            return ("−", "errSoft", "ink2") if state is other else ("+", "soft", "ink")
        sign, ground = ("−", "errSoft") if old else ("+", "soft")
        return (sign, "", "ink3") if state is False else (sign, ground, "ink")


def one_line(text: str) -> str:
    """Characters that would begin another line, each as a sign that can be seen."""
    return text.translate(_BREAKS)


def runs_both_ways(text: str) -> bool:
    """Whether characters stand elsewhere on screen than their order says."""
    return not text.isascii() and any(bidirectional(one) in ("R", "AL", "AN") for one in text)


def _state(index: Index) -> bool | Side | None:
    """The tick or the side; Qt hands a side back as a plain word."""
    state = index.data(STATE)
    return Side(state) if isinstance(state, str) else state
