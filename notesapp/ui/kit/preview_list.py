"""Lists of what an operation would do: the arrows walk them, nothing is chosen there."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round, focus_ring, stroke_round
from notesapp.ui.kit.steady_list import Index, is_selected

EDGE = 16


class PreviewDelegate(QStyledItemDelegate):
    """Rows of one line each, in columns that the subclass paints."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, max(27, self._look.fonts.line("body") + 11))

    def paint_line_above(self, painter: QPainter, rect: QRect) -> None:
        """The hairline that keeps a row from the one above it."""
        inner = rect.width() - 2 * EDGE
        painter.fillRect(rect.left() + EDGE, rect.top(), inner, 1, self._look.color("line"))

    def paint_ring(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """The ring of the keyboard focus on the current row."""
        if self._view.hasFocus() and is_selected(option):
            inner = option.rect.adjusted(4, 2, -4, -1)
            focus_ring(painter, inner, 4, self._look.color("accent"))

    def paint_badge(self, painter: QPainter, box: QRect, letter: str, *, filled: bool) -> None:
        """A letter in a small box: filled for what asks."""
        look = self._look
        if filled:
            fill_round(painter, box, 4, look.color("accent"))
        else:
            stroke_round(painter, box, 4, look.color("edge"))
        painter.setFont(look.font("micro", weight=700))
        painter.setPen(look.color("on" if filled else "ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


class PreviewList(QListView):
    """Rows of one height; where there are none, ``empty_words`` stand in the middle."""

    empty_words = ""

    def __init__(self, look: Look, model: QAbstractListModel, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._look = look
        model.setParent(self)
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._look = look
        delegate = self.itemDelegate()
        if isinstance(delegate, PreviewDelegate):
            delegate.set_look(look)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setFont(self._look.font("body"))
            painter.setPen(self._look.color("ink3"))
            words = self.empty_words
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, words)
            painter.end()
