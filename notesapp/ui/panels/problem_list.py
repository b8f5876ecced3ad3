"""The rows of the problem list, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from notesapp.core.problems import Severity
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.steady_list import Index, SteadyList, SteadyModel
from notesapp.ui.panels.problem_row import ROW, GroupHead, ProblemDelegate, ProblemRow


class ProblemModel(SteadyModel):
    """Heads and problems as rows."""

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid():
            return None
        row = self.row(index.row())
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if isinstance(row, GroupHead) else row.problem.message
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def _spoken(self, row: GroupHead | ProblemRow) -> str:
        if isinstance(row, GroupHead):
            state = self.tr("folded") if row.folded else self.tr("unfolded")
            return f"{row.title}, {row.count}, {state}"
        names = {
            Severity.RULE: self.tr("Error"),
            Severity.ADVICE: self.tr("Warning"),
            Severity.NOTE: self.tr("Note"),
        }
        fix = self.tr("F: {0}").format(row.fix) if row.fix else ""
        parts = (names[row.problem.severity], row.problem.message, row.place, fix)
        return ", ".join(part for part in parts if part)


class ProblemList(SteadyList):
    """A click or Enter goes to the place, or folds a group; F fixes, Delete or S silences.

    ``row_selected`` follows the current row, -1 where there is none.
    """

    row_chosen = Signal(int)
    row_selected = Signal(int)
    fix_chosen = Signal(int)
    silence_chosen = Signal(int)
    fold_wanted = Signal(int, bool)

    def __init__(self, look: Look, model: ProblemModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.painter_of_rows = ProblemDelegate(look, self)
        self.setItemDelegate(self.painter_of_rows)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        rows = self.selectedIndexes()
        self.row_selected.emit(rows[0].row() if rows else -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row that is explained stays in sight when the explanation takes its room."""
        super().resizeEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            if self._on_fix(index, event.position().toPoint()):
                self.fix_chosen.emit(index.row())
            else:
                self.row_chosen.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        hand = index.isValid() and self._on_fix(index, at)
        cursor = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != cursor:
            self.viewport().setCursor(cursor)

    def _on_fix(self, index: Index, at: QPoint) -> bool:
        row = index.data(ROW)
        if not isinstance(row, ProblemRow) or not row.fix:
            return False
        box = self.painter_of_rows.fix_rect(row, self.visualRect(index))
        return box.adjusted(-6, -4, 6, 4).contains(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, plain = self.currentIndex().row(), not event.modifiers() & _HELD
        act = self._acts().get(Qt.Key(event.key())) if row >= 0 and plain else None
        if act is not None:
            self._ring = True
            act(row)
            return
        super().keyPressEvent(event)
        self.scrollTo(self.currentIndex())

    def _acts(self) -> dict[Qt.Key, Callable[[int], object]]:
        return {
            Qt.Key.Key_Return: self.row_chosen.emit,
            Qt.Key.Key_Enter: self.row_chosen.emit,
            Qt.Key.Key_Space: self.row_chosen.emit,
            Qt.Key.Key_Left: lambda row: self.fold_wanted.emit(row, True),
            Qt.Key.Key_Right: lambda row: self.fold_wanted.emit(row, False),
            Qt.Key.Key_F: self.fix_chosen.emit,
            Qt.Key.Key_S: self.silence_chosen.emit,
            Qt.Key.Key_Delete: self.silence_chosen.emit,
        }


_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
