"""Rows of the search over notes: a file's head, and a line with its hit and its stamp."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from notesapp.ui.finding.note_search import LineHit
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred, fill_round
from notesapp.ui.kit.steady_list import Index, SteadyList, SteadyModel, paint_row_ground

ROW = int(Qt.ItemDataRole.UserRole)
_INSET, _LEFT, _TEXT, _RIGHT, _STAMP = 8, 16, 72, 16, 84
_BEFORE = 24
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_AT_RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class FileRow:
    """The head of a file: how many hits it has, or what is wrong with it."""

    path: Path
    count: str
    trouble: str = ""

    def words(self) -> str:
        """What a screen reader says."""
        return f"{self.path.name}, {self.count} {self.trouble}".strip(", ")


@dataclass(frozen=True, slots=True)
class HitRow:
    """A line of a file."""

    path: Path
    hit: LineHit
    place: str

    def words(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.place, self.hit.stamp, self.hit.text) if part)


class ResultModel(SteadyModel):
    """Heads cannot be chosen."""

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        row = self.row(index.row())
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words()
        return None

    def flags(self, index: QModelIndex | Index) -> Qt.ItemFlag:
        if isinstance(self.row(index.row()), FileRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ResultDelegate(QStyledItemDelegate):
    """Paints both; the hit stands on a filled ground, with enough of the line before it."""

    def __init__(self, look: Look, view: SteadyList) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        head = isinstance(index.data(ROW), FileRow)
        height = self._look.fonts.line("body") + (18 if head else 12)
        return QSize(self._view.viewport().width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, FileRow):
            self._paint_file(painter, option.rect, row)
        else:
            box = option.rect.adjusted(_INSET, 0, -_INSET, -1)
            paint_row_ground(painter, option, self._look, box, ring=self._view.shows_ring())
            self._paint_hit(painter, option.rect, row)
        painter.restore()

    def _paint_file(self, painter: QPainter, rect: QRect, row: FileRow) -> None:
        look = self._look
        icon, token = ("warning", "warn") if row.trouble else ("document", "ink2")
        box = QRect(rect.left() + _LEFT, rect.top(), 16, rect.height())
        draw_centred(painter, box, look.pixmap(icon, token, 16, self._view))
        left = box.right() + 8
        bold = look.font("body", weight=600)
        painter.setFont(bold)
        painter.setPen(look.color("ink"))
        painter.drawText(rect.adjusted(left, 0, -_RIGHT, 0), _MIDDLE, row.path.name)
        left += QFontMetrics(bold).horizontalAdvance(row.path.name) + 10
        small = look.font("small", tabular=True)
        painter.setFont(small)
        metrics = QFontMetrics(small)
        room = rect.adjusted(left, 0, -_RIGHT - metrics.horizontalAdvance(row.count) - 12, 0)
        painter.setPen(look.color("warn" if row.trouble else "ink3"))
        elided = metrics.elidedText(
            row.trouble or str(row.path.parent), Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, _MIDDLE, elided)
        painter.setPen(look.color("ink3"))
        painter.drawText(rect.adjusted(0, 0, -_RIGHT, 0), _AT_RIGHT, row.count)

    def _paint_hit(self, painter: QPainter, rect: QRect, row: HitRow) -> None:
        look = self._look
        painter.setFont(look.font("small", tabular=True))
        painter.setPen(look.color("ink3"))
        number = QRect(rect.left() + _LEFT, rect.top(), _TEXT - _LEFT - 12, rect.height())
        painter.drawText(number, _AT_RIGHT, str(row.hit.start.line + 1))
        painter.setPen(look.color("accent"))
        painter.drawText(rect.adjusted(0, 0, -_RIGHT - 4, 0), _AT_RIGHT, row.hit.stamp.strip("[]"))
        room = rect.adjusted(_TEXT, 0, -_RIGHT - _STAMP, 0)
        self._paint_line(painter, room, row.hit)

    def _paint_line(self, painter: QPainter, room: QRect, hit: LineHit) -> None:
        """The line from a little before the hit, so that the hit is in sight."""
        look = self._look
        start, end = hit.start.column, hit.end.column
        cut = max(0, hit.text.find(" ", start - _BEFORE, start)) if start > 2 * _BEFORE else 0
        before = ("…" if cut else "") + hit.text[cut:start].lstrip()
        font = look.font("body")
        metrics = QFontMetrics(font)
        x = room.left() + metrics.horizontalAdvance(before)
        width = metrics.horizontalAdvance(hit.text[start:end])
        box = QRect(x - 1, room.top() + 4, width + 2, room.height() - 9)
        fill_round(painter, box.intersected(room), 3, look.color("sel"))
        painter.setFont(font)
        painter.setPen(look.color("ink"))
        words = before + hit.text[start:]
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _MIDDLE, shown)
