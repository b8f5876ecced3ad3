"""The table of links: words and address are changed in place, the rest is said."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from notesapp.core.edits.web_link_edits import takes_words
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.steady_list import Index
from notesapp.ui.links.link_words import LinkRow, place_words, sentence, sign, state_words

WORDS, ADDRESS, PLACE, STATE = range(4)
SIGN = int(Qt.ItemDataRole.UserRole)
QUIET = SIGN + 1
_ICON = 16


class LinkModel(QAbstractTableModel):
    """Rows as they are now. What is typed goes to ``typed`` and comes back as other rows."""

    typed = Signal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[LinkRow, ...] = ()

    def show_rows(self, rows: tuple[LinkRow, ...]) -> None:
        """Show others; as many rows keep their place."""
        if len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            for column in range(STATE + 1):  # what is being typed in another cell stays
                if old != new and self._cell(old, column) != self._cell(new, column):
                    at = self.index(number, column)
                    self.dataChanged.emit(at, at)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else STATE + 1

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("Words"), self.tr("Address"), self.tr("Where"), self.tr("State"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        link = self.rows[index.row()].link
        editable = index.column() == ADDRESS or (index.column() == WORDS and takes_words(link))
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], index.column()
        if role == SIGN:
            return sign(row) if column == STATE else None
        if role == QUIET:
            return column == PLACE or (column == WORDS and not row.link.words)
        if role == Qt.ItemDataRole.EditRole:
            return row.link.words if column == WORDS else row.link.address
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._shown(row, column) or self._nothing(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.typed.emit(index.row(), index.column(), str(value))
        return True

    def _cell(self, row: LinkRow, column: int) -> object:
        return self._shown(row, column), sign(row) if column == STATE else None

    def _shown(self, row: LinkRow, column: int) -> str:
        if column == WORDS:
            return row.link.words or (f"{row.title} ?" if row.title else "")
        if column == ADDRESS:
            return row.link.address
        return place_words(row.link) if column == PLACE else state_words(row)

    def _nothing(self, column: int) -> str:
        return self.tr("no words") if column == WORDS else self.tr("no address")

    def _tip(self, row: LinkRow, column: int) -> str:
        if column == STATE:
            return sentence(row)
        return "" if column == PLACE else self._shown(row, column)


class _Delegate(QStyledItemDelegate):
    """Signs before the state, quiet colours, and addresses cut in their middle."""

    def __init__(self, look: Look, view: QTreeView) -> None:
        super().__init__(view)
        self.look, self._view = look, view

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() == ADDRESS:
            option.textElideMode = Qt.TextElideMode.ElideMiddle
        if index.data(QUIET):
            for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
                option.palette.setColor(role, self.look.color("ink2"))
        name, token = index.data(SIGN) or ("", "")
        if name:
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            pixmap = self.look.pixmap(name, token, _ICON, self._view)
            icon = QIcon(pixmap)
            icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else Qt tints it
            option.icon = icon
            option.decorationSize = QSize(_ICON, _ICON)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        words = self.tr("Words") if index.column() == WORDS else self.tr("Address")
        editor.setAccessibleName(words)
        editor.setStyleSheet("QLineEdit { border-radius: 4px; min-height: 0; }")
        return editor


class LinkTable(QTreeView):
    """Single rows. Enter and F2 open the address, a double click what was clicked."""

    row_chosen = Signal(int)
    row_clicked = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.links = LinkModel(self)
        self.setModel(self.links)
        self._delegate = _Delegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Links"))
        self._size_columns()
        self.selectionModel().currentRowChanged.connect(
            lambda now, _: self.row_chosen.emit(now.row())
        )
        self.clicked.connect(lambda index: self.row_clicked.emit(index.row()))

    def _size_columns(self) -> None:
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionsMovable(False)
        for column in (WORDS, ADDRESS):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (PLACE, STATE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def show_rows(self, rows: tuple[LinkRow, ...]) -> None:
        """Show others; the current row stays the one at its place."""
        current = max(0, self.currentIndex().row())
        self.links.show_rows(rows)
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.links.index(min(current, len(rows) - 1), ADDRESS))
        self.viewport().update()

    def current_row(self) -> LinkRow | None:
        """The row the keyboard is at."""
        at = self.currentIndex().row()
        return self.links.rows[at] if 0 <= at < len(self.links.rows) else None

    def set_look(self, look: Look) -> None:
        """Take colours and icons of another look."""
        self._look = self._delegate.look = look
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        at = self.currentIndex()
        editing = self.state() == QAbstractItemView.State.EditingState
        if at.isValid() and event.key() in opens and not editing:
            self.edit(self.links.index(at.row(), ADDRESS))
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.links.rows:
            painter = QPainter(self.viewport())
            painter.setFont(self._look.font("body"))
            painter.setPen(self._look.color("ink3"))
            words = self.tr("No links in these notes yet.")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, words)
            painter.end()
