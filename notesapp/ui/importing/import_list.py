"""The preview of an import: each line of the source, what it is, and what it becomes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from notesapp.importing.imported import SourceLine, Verdict
from notesapp.ui.importing.import_words import becomes_words, spoken, verdict_words
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred
from notesapp.ui.kit.preview_list import EDGE, PreviewDelegate, PreviewList
from notesapp.ui.kit.steady_list import Index

ROW = int(Qt.ItemDataRole.UserRole)

_SIGNS = {
    Verdict.CHAPTER: ("chapter", "accent"),
    Verdict.TITLE: ("document", "ink2"),
    Verdict.SECTION: ("chevron-right", "ink2"),
    Verdict.HEADING: ("chevron-right", "ink2"),
    Verdict.TEXT: ("check", "ink3"),
    Verdict.CODE: ("check", "ink3"),
    Verdict.RULE: ("minus", "ink3"),
    Verdict.HEADER: ("settings", "ink3"),
    Verdict.ATTRIBUTES: ("settings", "ink3"),
    Verdict.JOINED: ("link", "ink2"),
    Verdict.ALMOST_A_TIME: ("warning", "warn"),
    Verdict.TRANSCRIPT: ("headphones", "ink3"),
    Verdict.KEPT: ("note", "warn"),
    Verdict.MARKUP: ("more", "ink3"),
}
_BADGES = {Verdict.QUESTION: "Q", Verdict.ANSWER: "A"}
_SIGN, _GAP = 18, 8
_LONGEST = 400
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class ImportModel(QAbstractListModel):
    """The lines of a source, or only those that need a look."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[SourceLine] = ()

    def show_rows(self, rows: Sequence[SourceLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.remark
        return None


class ImportDelegate(PreviewDelegate):
    """Number and source on the left, if there are any; sign, word and result beside them."""

    def __init__(self, look: Look, view: ImportList) -> None:
        super().__init__(look, view)
        self._number = self._word = 0

    def measure(self, rows: Sequence[SourceLine]) -> None:
        """Make the columns of numbers and words wide enough."""
        numbers = QFontMetrics(self._look.font("small", tabular=True))
        words = QFontMetrics(self._look.font("body", weight=600, tabular=True))
        last = max((row.number for row in rows), default=0)
        self._number = numbers.horizontalAdvance(str(last)) if last else 0
        seen = {verdict_words(row) for row in rows}
        self._word = max((words.horizontalAdvance(word) for word in seen), default=0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: SourceLine = index.data(ROW)
        look, rect = self._look, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.needs_a_look:
            painter.fillRect(rect, look.color("warnSoft"))
        if index.row() > 0:
            self.paint_line_above(painter, rect)
        left = rect.left() + EDGE
        if self._number:  # else there are no lines: chapters stand alone
            left = rect.left() + round(rect.width() * 0.42) + _GAP
            self._paint_source(painter, rect, row, left - 2 * _GAP)
        self._paint_result(painter, rect, row, left)
        self.paint_ring(painter, option)
        painter.restore()

    def _paint_source(self, painter: QPainter, rect: QRect, row: SourceLine, right: int) -> None:
        look = self._look
        left = rect.left() + EDGE
        if row.number:
            painter.setFont(look.font("small", tabular=True))
            painter.setPen(look.color("ink3" if not row.needs_a_look else "ink2"))
            box = QRect(left, rect.top(), self._number, rect.height())
            painter.drawText(box, _RIGHT, str(row.number))
        left += self._number + _GAP + 4
        quiet = row.verdict is Verdict.MARKUP
        self._words(painter, QRect(left, rect.top(), right - left, rect.height()), row.text, quiet)

    def _paint_result(self, painter: QPainter, rect: QRect, row: SourceLine, left: int) -> None:
        look = self._look
        sign = QRect(left, rect.top() + (rect.height() - _SIGN) // 2, _SIGN, _SIGN)
        self._paint_sign(painter, sign, row)
        left += _SIGN + _GAP
        timed = row.start_ms is not None or row.needs_a_look
        painter.setFont(look.font("body", weight=600 if timed else 400, tabular=True))
        painter.setPen(look.color("ink" if timed else "ink2"))
        width = min(self._word, max(0, rect.right() - left - EDGE))
        painter.drawText(QRect(left, rect.top(), width, rect.height()), _LEFT, verdict_words(row))
        left += self._word + 2 * _GAP
        words = becomes_words(row)
        box = QRect(left, rect.top(), rect.right() - EDGE - left, rect.height())
        self._words(painter, box, words, quiet=row.start_ms is None)

    def _words(self, painter: QPainter, box: QRect, text: str, quiet: bool) -> None:
        """Elided text; a line may be as long as a book."""
        if box.width() <= 0:
            return
        font = self._look.font("body")
        shown = " ".join(text[:_LONGEST].split()) + ("…" if len(text) > _LONGEST else "")
        shown = QFontMetrics(font).elidedText(shown, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(self._look.color("ink2" if quiet else "ink"))
        painter.drawText(box, _LEFT | Qt.TextFlag.TextSingleLine, shown)

    def _paint_sign(self, painter: QPainter, box: QRect, row: SourceLine) -> None:
        look = self._look
        letter = _BADGES.get(row.verdict)
        if letter is None:
            if row.verdict in _SIGNS:
                icon, token = _SIGNS[row.verdict]
                draw_centred(painter, box, look.pixmap(icon, token, 16, self._view))
            return
        self.paint_badge(painter, box, letter, filled=row.verdict is Verdict.QUESTION)


class ImportList(PreviewList):
    """The lines; the arrows walk them, nothing is chosen here."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self._rows_model = ImportModel()
        super().__init__(look, self._rows_model, parent)
        self._delegate = ImportDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Lines and what they become"))
        self.empty_words = self.tr("There is nothing here.")
        self.setMinimumHeight(240)

    def show_rows(self, rows: Sequence[SourceLine]) -> None:
        """Show lines, from the first one on."""
        self._delegate.measure(rows)
        self._rows_model.show_rows(rows)
        self.viewport().update()

    def row(self, number: int) -> SourceLine | None:
        """The line in a row, None outside."""
        index = self._rows_model.index(number)
        return index.data(ROW) if index.isValid() else None
