"""The list of stamps before and after a shift, with the cut as a line between those that move."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QWidget

from notesapp.core.edits.shifting import ShiftRow
from notesapp.core.timecode import format_time
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred
from notesapp.ui.kit.preview_list import EDGE, PreviewDelegate, PreviewList
from notesapp.ui.kit.steady_list import Index

ROW = int(Qt.ItemDataRole.UserRole)
CUT = ROW + 1
_NUMBER, _BADGE, _ARROW, _GAP = 24, 18, 32, 8
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def shown_time(ms: int) -> str:
    """A time with the fraction it has, without zeros that say nothing."""
    fraction = f".{ms % 1000:03d}".rstrip("0") if ms % 1000 else ""
    return format_time(ms) + fraction


def before_text(row: ShiftRow) -> str:
    """What stands there now."""
    return _range_text(row.before_ms, row.before_end_ms)


def after_text(row: ShiftRow) -> str:
    """What will stand there, or that it stays."""
    if not row.moved:
        return QCoreApplication.translate("ShiftList", "stays")
    return _range_text(row.after_ms, row.after_end_ms)


def _range_text(start_ms: int, end_ms: int | None) -> str:
    return "–".join(shown_time(ms) for ms in (start_ms, end_ms) if ms is not None)


def spoken(row: ShiftRow) -> str:
    """A row for a screen reader."""
    name = f"{row.label} {row.pair or ''}".strip()
    if row.link:
        name = QCoreApplication.translate("ShiftList", "Link")
    if row.moved:
        words = QCoreApplication.translate("ShiftList", "{0} becomes {1}")
        what = words.format(before_text(row), after_text(row))
    else:
        what = QCoreApplication.translate("ShiftList", "{0} stays").format(before_text(row))
    return ", ".join(part for part in (name, row.title, what) if part)


class ShiftModel(QAbstractListModel):
    """The rows of a plan."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ShiftRow, ...] = ()

    def show_rows(self, rows: tuple[ShiftRow, ...]) -> None:
        """Show another plan; as many rows keep their place."""
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == CUT:
            return index.row() > 0 and row.moved != self._rows[index.row() - 1].moved
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        return None


class ShiftDelegate(PreviewDelegate):
    """Number, label, title, the time before and the time after, in columns."""

    def __init__(self, look: Look, view: ShiftList) -> None:
        super().__init__(look, view)
        self._widths = (0, 0)

    def measure(self, rows: Sequence[ShiftRow]) -> None:
        """Make the columns of times wide enough."""
        metrics = QFontMetrics(self._look.font("body", weight=600, tabular=True))
        self._widths = (
            max((metrics.horizontalAdvance(before_text(row)) for row in rows), default=0),
            max((metrics.horizontalAdvance(after_text(row)) for row in rows), default=0),
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ShiftRow = index.data(ROW)
        look, rect = self._look, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.moved:
            painter.fillRect(rect, look.color("band"))
        if index.data(CUT):
            painter.fillRect(rect.left(), rect.top(), rect.width(), 2, look.color("accent"))
        elif index.row() > 0:
            self.paint_line_above(painter, rect)
        self._paint_name(painter, rect, row)
        right = self._paint_times(painter, rect, row)
        self._paint_title(painter, rect, row, right)
        self.paint_ring(painter, option)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, row: ShiftRow) -> None:
        look = self._look
        if row.pair is not None:
            painter.setFont(look.font("small", tabular=True))
            painter.setPen(look.color("ink3"))
            box = QRect(rect.left(), rect.top(), EDGE + _NUMBER - 8, rect.height())
            painter.drawText(box, _RIGHT, str(row.pair))
        top = rect.top() + (rect.height() - _BADGE) // 2
        badge = QRect(rect.left() + EDGE + _NUMBER, top, _BADGE, _BADGE)
        if not row.label:
            icon = "link" if row.link else "stamp"
            draw_centred(painter, badge, look.pixmap(icon, "ink3", 14, self._view))
            return
        self.paint_badge(painter, badge, row.label, filled=row.label == "Q")

    def _paint_times(self, painter: QPainter, rect: QRect, row: ShiftRow) -> int:
        """Paint both times; returns where the title has to end."""
        look = self._look
        right = rect.right() + 1 - EDGE
        weight = 600 if row.moved else 400
        painter.setFont(look.font("body", weight=weight, tabular=True))
        painter.setPen(look.color("ink" if row.moved else "ink3"))
        after = QRect(right - self._widths[1], rect.top(), self._widths[1], rect.height())
        painter.drawText(after, _RIGHT, after_text(row))
        arrow = QRect(after.left() - _ARROW, rect.top(), _ARROW, rect.height())
        if row.moved:
            draw_centred(painter, arrow, look.pixmap("chevron-right", "ink3", 12, self._view))
        painter.setFont(look.font("body", weight=400, tabular=True))
        painter.setPen(look.color("ink2"))
        before = QRect(arrow.left() - self._widths[0], rect.top(), self._widths[0], rect.height())
        painter.drawText(before, _RIGHT, before_text(row))
        return before.left() - 2 * _GAP

    def _paint_title(self, painter: QPainter, rect: QRect, row: ShiftRow, right: int) -> None:
        look = self._look
        left = rect.left() + EDGE + _NUMBER + _BADGE + _GAP + 2
        font = look.font("body", weight=600 if row.label == "Q" and row.moved else 400)
        box = QRect(left, rect.top(), max(0, right - left), rect.height())
        words = QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(look.color("ink" if row.moved else "ink2"))
        painter.drawText(box, _LEFT, words)


class ShiftList(PreviewList):
    """All stamps, before and after; the arrows walk them, nothing is chosen here."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self._rows_model = ShiftModel()
        super().__init__(look, self._rows_model, parent)
        self._delegate = ShiftDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Stamps before and after"))
        self.empty_words = self.tr("No stamps in these notes yet.")
        self.setMinimumHeight(200)

    def show_rows(self, rows: tuple[ShiftRow, ...], *, show_cut: bool) -> None:
        """Show a plan; ``show_cut`` brings the first stamp that moves into sight."""
        self._delegate.measure(rows)
        self._rows_model.show_rows(rows)
        first = next((n for n, row in enumerate(rows) if row.moved), -1)
        if show_cut and first >= 0:
            top = self._rows_model.index(max(0, first - 3))
            self.scrollTo(top, QListView.ScrollHint.PositionAtTop)
        self.viewport().update()
