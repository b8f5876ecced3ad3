"""The notes that were left behind, where they are several: one row each, with what is chosen."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred, fill_round
from notesapp.ui.kit.preview_list import EDGE, PreviewDelegate, PreviewList
from notesapp.ui.kit.steady_list import Index, is_selected
from notesapp.ui.recovery.finds import Choice, Find
from notesapp.ui.recovery.recovery_words import called, choice_name, moment, row_amount

ROW = int(Qt.ItemDataRole.UserRole)
MOST_ROWS = 5
_ICON, _GAP = 16, 12
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class FindModel(QAbstractListModel):
    """The finds, and what is chosen for each: at first the best of its choices."""

    def __init__(self, finds: tuple[Find, ...]) -> None:
        super().__init__()
        self.finds = finds
        self.chosen: list[Choice] = [find.choices[0] for find in finds]

    def choose(self, row: int, choice: Choice) -> None:
        """Choose something for one of them."""
        self.chosen[row] = choice
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.finds)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        find = self.finds[index.row()]
        if role == ROW:
            return find
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            when, choice = moment(find.left.kept_at_s), choice_name(self.chosen[index.row()])
            return ", ".join((called(find), when, row_amount(find), choice))
        if role == Qt.ItemDataRole.ToolTipRole:
            path = find.left.notes_path
            return str(path) if path is not None else None
        return None


class FindDelegate(PreviewDelegate):
    """Name, time, how much differs, what is chosen."""

    def __init__(self, look: Look, view: FindList) -> None:
        super().__init__(look, view)
        self._find_model = view.rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = self._look, option.rect
        find: Find = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected(option):
            fill_round(painter, rect.adjusted(4, 2, -4, -2), 6, look.color("soft"))
        elif index.row() > 0:
            self.paint_line_above(painter, rect)
        box = QRect(rect.left() + EDGE, rect.top(), _ICON, rect.height())
        draw_centred(painter, box, look.pixmap("document", "ink2", 16, self._view))
        right = self._paint_columns(painter, rect, index.row(), find)
        left = box.right() + 1 + 8
        room = QRect(left, rect.top(), right - left - _GAP, rect.height())
        font = look.font("strong")
        middle = Qt.TextElideMode.ElideMiddle
        shown = QFontMetrics(font).elidedText(called(find), middle, room.width())
        self._draw(painter, room, font, "ink", shown, _LEFT)
        self.paint_ring(painter, option)
        painter.restore()

    def _paint_columns(self, painter: QPainter, rect: QRect, row: int, find: Find) -> int:
        """The three columns at the right; returns where they begin."""
        look, right = self._look, rect.right() - EDGE
        finds, small = self._find_model.finds, look.font("small", tabular=True)
        bold = look.font("small", weight=600)
        chosen = choice_name(self._find_model.chosen[row])
        every = [choice_name(choice) for one in finds for choice in one.choices]
        columns = (
            (chosen, every, bold, "accent"),
            (row_amount(find), [row_amount(one) for one in finds], small, "ink2"),
            (moment(find.left.kept_at_s), [moment(f.left.kept_at_s) for f in finds], small, "ink2"),
        )
        for words, like, font, token in columns:
            metrics = QFontMetrics(font)
            width = max(metrics.horizontalAdvance(one) for one in like) + 2
            box = QRect(right - width, rect.top(), width, rect.height())
            self._draw(painter, box, font, token, words, _RIGHT)
            right -= width + _GAP
        return right

    def _draw(
        self,
        painter: QPainter,
        box: QRect,
        font: QFont,
        token: str,
        words: str,
        align: Qt.AlignmentFlag,
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._look.color(token))
        painter.drawText(box, align | Qt.TextFlag.TextSingleLine, words)


class FindList(PreviewList):
    """Up and down walk the notes; left and right ask for another choice for the current one."""

    row_changed = Signal(int)
    step_requested = Signal(int)

    def __init__(self, look: Look, finds: tuple[Find, ...], parent: QWidget | None = None) -> None:
        self.rows = FindModel(finds)
        super().__init__(look, self.rows, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setItemDelegate(FindDelegate(look, self))
        self.setAccessibleName(self.tr("Notes to recover"))
        self._fit()
        self.setCurrentIndex(self.rows.index(0))

    def row(self) -> int:
        """The current row."""
        return max(0, self.currentIndex().row())

    def set_look(self, look: Look) -> None:
        super().set_look(look)
        self._fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.row_changed.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.step_requested.emit(step)

    def sizeHint(self) -> QSize:
        return QSize(320, self._height(MOST_ROWS))

    def _fit(self) -> None:
        """As high as its rows, up to some."""
        self.setMinimumHeight(self._height(2))
        self.setMaximumHeight(self._height(MOST_ROWS))
        self.updateGeometry()

    def _height(self, most: int) -> int:
        """Of so many rows at most; the frame takes four pixels."""
        row = max(27, self._look.fonts.line("body") + 11)
        return min(self.rows.rowCount(), most) * row + 4
