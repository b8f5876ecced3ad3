"""One row of the problem list: a group's head, or a problem with its shape, sentence and place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from notesapp.core.problems import Problem, Severity
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred
from notesapp.ui.kit.steady_list import Index, SteadyList, paint_row_ground

ROW = int(Qt.ItemDataRole.UserRole)
SIGNS = {
    Severity.RULE: ("error", "err"),
    Severity.ADVICE: ("warning", "warn"),
    Severity.NOTE: ("note", "ink2"),
}

_INSET, _LEFT, _TEXT, _RIGHT, _ICON = 8, 16, 40, 20, 16
_HEAD = 32
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class GroupHead:
    """The head of a destination's problems."""

    destination: str
    title: str
    count: int
    folded: bool


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem, its place in words such as "Line 24", and what its fix is called."""

    problem: Problem
    place: str
    fix: str = ""


class ProblemDelegate(QStyledItemDelegate):
    """Paints heads and problems; a sentence takes the lines it needs."""

    def __init__(self, look: Look, view: SteadyList) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, width = index.data(ROW), self._view.viewport().width()
        if isinstance(row, GroupHead):
            return QSize(width, max(_HEAD, self._look.fonts.line("strong") + 14))
        rect = QRect(0, 0, width, 0)
        height = self._sentence_rect(row, rect).height()
        line = self._look.fonts.line("small") + 4
        lines = int(bool(row.place or row.fix)) + int(self._needs_own_line(row, rect))
        return QSize(width, height + lines * line + 14)

    def _sentence_rect(self, row: ProblemRow, rect: QRect) -> QRect:
        metrics = QFontMetrics(self._look.font("body"))
        room = QRect(rect.left() + _TEXT, rect.top() + 6, rect.width() - _TEXT - _RIGHT, 10_000)
        return metrics.boundingRect(room, _WRAPPED, row.problem.message)

    def _place_width(self, row: ProblemRow) -> int:
        small = QFontMetrics(self._look.font("small", tabular=True))
        return small.horizontalAdvance(row.place) + 16 if row.place else 0

    def _fix_width(self, row: ProblemRow) -> int:
        return QFontMetrics(self._look.font("small", weight=600)).horizontalAdvance(row.fix) + 1

    def _needs_own_line(self, row: ProblemRow, rect: QRect) -> bool:
        """Whether place and fix are too long to stand beside each other."""
        if not (row.place and row.fix):
            return False
        room = rect.width() - _TEXT - _RIGHT
        return self._place_width(row) + self._fix_width(row) > room

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(_INSET, 0, -_INSET, -1)
        paint_row_ground(painter, option, self._look, box, ring=self._view.shows_ring())
        if isinstance(row, GroupHead):
            self._paint_head(painter, option.rect, row)
        else:
            self._paint_problem(painter, option.rect, row)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, row: GroupHead) -> None:
        look = self._look
        chevron = "chevron-right" if row.folded else "chevron-down"
        box = QRect(rect.left() + _LEFT, rect.top(), _ICON, rect.height())
        draw_centred(painter, box, look.pixmap(chevron, "ink2", 14, self._view))
        painter.setFont(look.font("strong"))
        painter.setPen(look.color("ink"))
        room = rect.adjusted(_TEXT, 0, -_RIGHT - 40, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, row.title)
        painter.setFont(look.font("small", tabular=True))
        painter.setPen(look.color("ink3"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -_RIGHT, 0), right, str(row.count))

    def _paint_problem(self, painter: QPainter, rect: QRect, row: ProblemRow) -> None:
        look = self._look
        sentence = self._sentence_rect(row, rect)
        icon, token = SIGNS[row.problem.severity]
        line = look.fonts.line("body")
        box = QRect(rect.left() + _LEFT, sentence.top(), _ICON, line)
        draw_centred(painter, box, look.pixmap(icon, token, _ICON, self._view))
        painter.setFont(look.font("body"))
        painter.setPen(look.color("ink"))
        room = QRect(sentence.left(), sentence.top(), rect.width() - _TEXT - _RIGHT, 10_000)
        painter.drawText(room, _WRAPPED, row.problem.message)
        painter.setFont(look.font("small", tabular=True))
        painter.setPen(look.color("ink3"))
        below = QRect(room.left(), sentence.bottom() + 5, room.width(), look.fonts.line("small"))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, row.place)
        if row.fix:
            painter.setFont(look.font("small", weight=600))
            painter.setPen(look.color("accent"))
            box = self.fix_rect(row, rect)
            words = painter.fontMetrics().elidedText(
                row.fix, Qt.TextElideMode.ElideRight, box.width()
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def fix_rect(self, row: ProblemRow, rect: QRect) -> QRect:
        """Where a row's fix is painted and clicked, for the row's rectangle: at its right end."""
        sentence, line = self._sentence_rect(row, rect), self._look.fonts.line("small")
        width = min(self._fix_width(row), rect.width() - _TEXT - _RIGHT)
        top, left = sentence.bottom() + 5, rect.right() + 1 - _RIGHT - width
        if self._needs_own_line(row, rect):
            top, left = top + line + 4, rect.left() + _TEXT
        return QRect(left, top, width, line)
