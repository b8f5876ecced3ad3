"""Lists that follow the notes without jumping: rows change where the notes changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from notesapp.core.matching import Key, Pairing, match_keys, row_steps
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round, focus_ring

BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)

Index = QModelIndex | QPersistentModelIndex


class SteadyModel(QAbstractListModel):
    """Rows of any kind, replaced by removing and inserting only what is not there any more.

    No ``dataChanged``: it makes a list lay out all its rows. The view repaints instead.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[object] = []
        self._keys: list[Key] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def row(self, number: int) -> Any:
        """One row as it was given."""
        return self._rows[number]

    def replace(self, rows: Sequence[object], keys: Sequence[Key]) -> Pairing:
        """Show other rows; ``keys`` say which of them were there before, and so does the result."""
        new, keys = list(rows), list(keys)
        pairing = match_keys(self._keys, keys)
        removals, insertions = row_steps(pairing, len(self._rows))
        for first, last in removals:
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
        for first, last in insertions:
            self.beginInsertRows(QModelIndex(), first, last)
            self._rows[first:first] = new[first : last + 1]
            self.endInsertRows()
        self._rows = new
        self._keys = keys
        return pairing


class SteadyList(QListView):
    """A list without a frame whose rows keep their place on screen while others come and go.

    The ring of the keyboard focus is for the keyboard: ``shows_ring`` tells the delegate.
    """

    def __init__(self, model: SteadyModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steady = model
        self._ring = False
        self.setModel(model)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setStyleSheet("QListView { border: none; border-radius: 0; background: transparent; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(28)
        self.setMouseTracking(True)
        self.setAutoScroll(False)

    def replace_rows(self, rows: Sequence[object], keys: Sequence[Key]) -> None:
        """Show other rows; the first row in view stays where it is, the current one stays it."""
        anchor, offset = self._anchor()
        current = self.currentIndex().row()
        pairing = self._steady.replace(rows, keys)
        self.viewport().update()
        if not self.uniformItemSizes():
            self.scheduleDelayedItemsLayout()
        if anchor.isValid():
            self.executeDelayedItemsLayout()
        if anchor.isValid():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(anchor).top() - offset)
        row = pairing.index(current) if current >= 0 and current in pairing else -1
        if self.currentIndex().row() != row:
            self.select_row(row)

    def select_row(self, row: int) -> None:
        """Make a row the current one without scrolling; -1 for none."""
        index = self._steady.index(row) if row >= 0 else QModelIndex()
        flags = self.selectionModel().SelectionFlag
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
        else:
            self.selectionModel().clear()

    def shows_ring(self) -> bool:
        """Whether the current row wears the focus ring."""
        return self._ring and self.hasFocus()

    def _anchor(self) -> tuple[QPersistentModelIndex, int]:
        if self.verticalScrollBar().value() == 0:
            return QPersistentModelIndex(), 0
        index = self.indexAt(self.viewport().rect().topLeft())
        return QPersistentModelIndex(index), self.visualRect(index).top()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.shows_ring() and not self.selectionModel().hasSelection():
            painter = QPainter(self.viewport())
            ring = self.palette().color(QPalette.ColorRole.Accent)
            focus_ring(painter, self.viewport().rect(), 4, ring)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ring = True
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ring = False
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.uniformItemSizes():
            self.scheduleDelayedItemsLayout()


def paint_row_ground(
    painter: QPainter, option: QStyleOptionViewItem, look: Look, box: QRect, *, ring: bool
) -> None:
    """The ground of a row that is selected or hovered; ``ring``: where selected, with the ring."""
    if is_selected(option):
        fill_round(painter, box, 6, look.color("soft"))
    elif is_hovered(option):
        # the small print of a row cannot be read on softHover
        fill_round(painter, box, 6, look.color("hover"))
    if ring and is_selected(option):
        focus_ring(painter, box, 6, look.color("accent"))


def is_selected(option: QStyleOptionViewItem) -> bool:
    """Whether the row being painted is the selected one."""
    return bool(option.state & QStyle.StateFlag.State_Selected)


def is_hovered(option: QStyleOptionViewItem) -> bool:
    """Whether the pointer is over the row being painted."""
    return bool(option.state & QStyle.StateFlag.State_MouseOver)
