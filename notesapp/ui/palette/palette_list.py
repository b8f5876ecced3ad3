"""The rows of the palette, painted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from notesapp.ui.kit.key_caps import caps_size, draw_caps, split_keys
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred, fill_round
from notesapp.ui.palette.entries import Entry

ROW = 36
_INSET, _ICON, _TEXT, _RIGHT = 8, 20, 46, 20
Index = QModelIndex | QPersistentModelIndex


class EntryModel(QAbstractListModel):
    """Entries as rows; a reader hears title, what would happen, and the key."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.title, entry.now, entry.chord) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.now or None
        return None


class PaletteList(QListView):
    """Takes no focus: the field above it keeps it and moves the rows."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._delegate = _RowDelegate(look)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setProperty("role", "plain")
        self.setStyleSheet("QListView { background: transparent; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._delegate.look = look
        self.viewport().update()


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(ROW, self.look.fonts.line("body") + 16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.model().entries[index.row()]  # type: ignore[attr-defined]
        look = self.look
        rect: QRect = option.rect
        state = option.state
        widget = option.widget
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            box = rect.adjusted(_INSET, 0, -_INSET, 0)
            fill_round(painter, box, 6, look.color("soft" if chosen else "hover"))
        token = "accent" if chosen and entry.can else "ink2" if entry.can else "ink3"
        icon = look.pixmap(entry.icon or "more", token, 16, widget)
        draw_centred(painter, QRect(rect.x() + _ICON, rect.y(), 16, rect.height()), icon)
        keys = split_keys(entry.chord)
        size = caps_size(look, keys)
        right = rect.right() - _RIGHT - size.width()
        if keys:
            draw_caps(painter, QRect(right, rect.y(), size.width(), rect.height()), look, keys)
            right -= 12
        area = QRect(rect.x() + _TEXT, rect.y(), right - rect.x() - _TEXT, rect.height())
        x = self._paint_title(painter, area, entry)
        self._paint_now(painter, area.adjusted(x - area.x() + 12, 0, 0, 0), entry)
        painter.restore()

    def _paint_title(self, painter: QPainter, area: QRect, entry: Entry) -> int:
        """The title with the letters that were found underlined; where it ends."""
        look = self.look
        font = look.font("body", weight=600 if entry.can else 400)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(font)
        painter.setPen(look.color("ink" if entry.can else "ink3"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        line = area.center().y() + metrics.height() // 2 + 1
        painter.setPen(QPen(look.color("accent" if entry.can else "ink3"), 1.5))
        for place in entry.places:
            if place < len(shown) and shown[place] == entry.title[place]:
                left = area.x() + metrics.horizontalAdvance(shown[:place])
                right = area.x() + metrics.horizontalAdvance(shown[: place + 1])
                painter.drawLine(left, line, right, line)
        return area.x() + metrics.horizontalAdvance(shown)

    def _paint_now(self, painter: QPainter, area: QRect, entry: Entry) -> None:
        if not entry.now or area.width() < 24:
            return
        font = self.look.font("small", tabular=True)
        painter.setFont(font)
        painter.setPen(self.look.color("ink3"))
        words = QFontMetrics(font).elidedText(
            entry.now.replace("\n", " "), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
