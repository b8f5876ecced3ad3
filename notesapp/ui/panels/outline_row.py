"""One row of the outline: what it says, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from notesapp.core.model import Segment, SegmentKind
from notesapp.core.query import is_waiting
from notesapp.core.timecode import format_time
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred, fill_round, stroke_round
from notesapp.ui.kit.steady_list import Index, SteadyList, is_selected, paint_row_ground

ROW = int(Qt.ItemDataRole.UserRole)

_INSET, _NUMBER, _BADGE, _ICON, _GAP = 8, 16, 18, 16, 8
_RIGHT = 16
_TITLE_CHARS = 400
_LEFT_ALIGNED = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT_ALIGNED = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says. ``letter`` is empty for rows without a label, ``icon`` for those with one.

    ``line`` is 0-based; ``segment`` is -1 for rows that are none.
    """

    line: int
    segment: int
    title: str
    number: str = ""
    letter: str = ""
    question: bool = False
    icon: str = ""
    time: str = ""
    unstamped: bool = False
    problem: bool = False
    sounding: bool = False
    rule_above: bool = False
    waiting: bool = False


def segment_row(segment: Segment, *, problem: bool, sounding: bool) -> Row:
    """The row of a segment: a question by its chapter title, an answer by its first words."""
    question = segment.kind is SegmentKind.QUESTION
    start = segment.start_ms
    return Row(
        line=segment.first_line,
        segment=segment.index,
        title=row_title(segment),
        number=str(segment.pair or "") if question else "",
        letter=_letter(segment),
        question=question,
        time="" if start is None else format_time(start),
        unstamped=start is None,
        problem=problem,
        sounding=sounding,
        waiting=is_waiting(segment),
    )


def row_title(segment: Segment) -> str:
    """The chapter title, else the first words; empty for a segment without text."""
    chapter = " ".join(segment.attribute("chapter").split())
    return chapter or " ".join(segment.text[:_TITLE_CHARS].split())


def _letter(segment: Segment) -> str:
    if segment.label is None:
        return ""
    name = segment.label.speaker or segment.label.word
    return name.strip()[:1].upper()


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a row stand, for the widest number and time of the notes."""

    number: int
    time: int

    def title_left(self) -> int:
        """The x of the titles."""
        return 10 + self.number + 10 + _BADGE + 8


def columns_for(look: Look, pairs: int, last_ms: int) -> Columns:
    """The columns for so many pairs and a latest stamp."""
    metrics = QFontMetrics(look.font("small", tabular=True))
    number = metrics.horizontalAdvance("0" * len(str(pairs)))
    time = metrics.horizontalAdvance(format_time(last_ms)) + 1
    return Columns(max(_NUMBER, number), max(_ICON, time))


class OutlineDelegate(QStyledItemDelegate):
    """Paints rows, all of one height."""

    def __init__(self, look: Look, view: SteadyList) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self.columns = columns_for(look, 9, 0)

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look

    def row_height(self) -> int:
        """The height of every row."""
        return max(28, self._look.fonts.line("body") + 12)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.row_height())

    def time_rect(self, rect: QRect) -> QRect:
        """The part of a row that plays when it is clicked."""
        width = self.columns.time + _RIGHT + _GAP // 2
        return QRect(rect.right() + 1 - width, rect.top(), width, rect.height())

    def is_on_time(self, rect: QRect, row: Row, point: QPoint) -> bool:
        """Whether a point of a row is on its time."""
        return bool(row.time) and self.time_rect(rect).contains(point)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, row)
        self._paint_front(painter, option.rect, row)
        title_right = self._paint_end(painter, option, row)
        self._paint_title(painter, option.rect, row, title_right)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        look, rect = self._look, option.rect
        if row.rule_above:
            width = rect.width() - 2 * _RIGHT
            painter.fillRect(rect.left() + _RIGHT, rect.top(), width, 1, look.color("line"))
        box = rect.adjusted(_INSET, 1 if row.rule_above else 0, -_INSET, 0)
        paint_row_ground(painter, option, look, box, ring=self._view.shows_ring())

    def _paint_front(self, painter: QPainter, rect: QRect, row: Row) -> None:
        look = self._look
        box = QRect(rect.left() + 10, rect.top(), self.columns.number, rect.height())
        if row.sounding:
            bars = QRect(box.right() + 1 - 16, box.top(), 16, box.height())
            draw_centred(painter, bars, look.pixmap("sound-bars", "accent", 16, self._view))
        elif row.number:
            painter.setFont(look.font("small", tabular=True))
            painter.setPen(look.color("ink3"))
            painter.drawText(box, _RIGHT_ALIGNED, row.number)
        top = rect.top() + (rect.height() - _BADGE) // 2
        badge = QRect(box.right() + 1 + 10, top, _BADGE, _BADGE)
        if row.letter:
            self._paint_letter(painter, badge, row)
        elif row.icon:
            draw_centred(painter, badge, look.pixmap(row.icon, "ink3", 16, self._view))
        else:
            ring = QRect(badge.left() + 5, badge.top() + 5, 8, 8)
            stroke_round(painter, ring, 4, look.color("edge"), 1.5)

    def _paint_letter(self, painter: QPainter, badge: QRect, row: Row) -> None:
        look = self._look
        if row.waiting:
            painter.setPen(_dashed(look.color("accent" if row.question else "ink2")))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(badge).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        elif row.question:
            fill_round(painter, badge, 4, look.color("accent"))
        else:
            stroke_round(painter, badge, 4, look.color("edge"))
        painter.setFont(look.font("micro", weight=700))
        filled = row.question and not row.waiting
        painter.setPen(look.color("on" if filled else "accent" if row.question else "ink"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, row.letter)

    def _paint_end(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> int:
        """Paint time and status; returns where the title has to end."""
        look, rect = self._look, option.rect
        right = rect.right() + 1 - _RIGHT
        if row.time:
            painter.setFont(look.font("small", tabular=True))
            live = row.sounding or is_selected(option)
            painter.setPen(look.color("accent" if live else "ink2"))
            painter.drawText(
                QRect(rect.left(), rect.top(), right - rect.left(), rect.height()),
                _RIGHT_ALIGNED,
                row.time,
            )
        if row.unstamped:
            box = QRect(right - _ICON, rect.top(), _ICON, rect.height())
            draw_centred(painter, box, look.pixmap("no-stamp", "warn", _ICON, self._view))
            return right - _ICON - _GAP
        if row.problem:
            left = right - self.columns.time - _GAP - _ICON
            box = QRect(left, rect.top(), _ICON, rect.height())
            draw_centred(painter, box, look.pixmap("warning", "warn", _ICON, self._view))
            return left - _GAP
        return right - (self.columns.time + _GAP if row.time else 0)

    def _paint_title(self, painter: QPainter, rect: QRect, row: Row, right: int) -> None:
        look = self._look
        left = rect.left() + self.columns.title_left()
        font = self.title_font(row)
        box = QRect(left, rect.top(), max(0, right - left), rect.height())
        metrics = QFontMetrics(font)
        title = row.title or (self.tr("No words yet") if row.letter else "")
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        token = "ink" if row.question else "ink2" if row.segment >= 0 else "ink3"
        token = token if row.title else "ink3"
        painter.setPen(look.color(token))
        painter.drawText(box, _LEFT_ALIGNED, shown)

    def title_font(self, row: Row) -> QFont:
        """Semi-bold for questions that have words."""
        strong = row.question and not row.waiting
        return self._look.font("body", weight=600 if strong else 400)


def _dashed(color: QColor) -> QPen:
    pen = QPen(color, 1)
    pen.setDashPattern([3, 2])
    return pen
