"""The list of the outline: clicks, keys, dragging and tooltips on its rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.steady_list import SteadyList
from notesapp.ui.panels.outline_drag import RowDrag
from notesapp.ui.panels.outline_model import OutlineModel
from notesapp.ui.panels.outline_row import OutlineDelegate


class OutlineList(SteadyList):
    """The rows. A click moves the caret; the time, a double click and Space play.

    A drag of a row is ``drag``'s. ``row_removed`` and ``menu_asked`` carry a row, the second also
    where on the screen.
    """

    row_chosen = Signal(int)
    row_played = Signal(int)
    row_removed = Signal(int)
    menu_asked = Signal(int, QPoint)

    def __init__(self, look: Look, model: OutlineModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self._model = model
        self.painter_of_rows = OutlineDelegate(look, self)
        self.setItemDelegate(self.painter_of_rows)
        self.setUniformItemSizes(True)
        self._pressed_time = False
        self.drag = RowDrag(self, look)

    def _on_time(self, index: QModelIndex, point: QPoint) -> bool:
        if not index.isValid():
            return False
        row = self._model.row_facts(index.row())
        return self.painter_of_rows.is_on_time(self.visualRect(index), row, point)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_time = self._on_time(
            self.indexAt(event.position().toPoint()), event.position().toPoint()
        )
        if not self._pressed_time:
            super().mousePressEvent(event)
            self.drag.press(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.drag.release(event):
            return
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if not self._pressed_time:
            self.row_chosen.emit(index.row())
        elif self._on_time(index, point):
            self.row_played.emit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        self._pressed_time = self._on_time(index, point)
        if index.isValid() and not self._pressed_time:
            self._pressed_time = True
            self.row_played.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.drag.move(event)
            return
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        hand = self._on_time(self.indexAt(point), point)
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.drag.key(event):
            return
        row = self.currentIndex().row()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if row >= 0 and not event.modifiers() and event.key() in keys:
            self.row_chosen.emit(row)
        elif row >= 0 and not event.modifiers() and event.key() == Qt.Key.Key_Space:
            self.row_played.emit(row)
        elif row >= 0 and not event.modifiers() and event.key() == Qt.Key.Key_Delete:
            self.row_removed.emit(row)
        else:
            super().keyPressEvent(event)
            if event.key() in _MOVING:
                self.scrollTo(self.currentIndex())

    def event(self, event: QEvent) -> bool:
        asked = event.type() == QEvent.Type.ShortcutOverride and self.drag.active
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # before it plays or pauses
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyed else self.indexAt(event.pos())
        if index.isValid():
            below = self.visualRect(index).bottomLeft() + QPoint(40, 0)
            at = self.viewport().mapToGlobal(below) if keyed else event.globalPos()
            self.menu_asked.emit(index.row(), at)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.drag.paint()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if index.isValid():
                QToolTip.showText(event.globalPos(), self._tip(index, event.pos()), self)
                return True
        return super().viewportEvent(event)

    def _tip(self, index: QModelIndex, point: QPoint) -> str:
        row = self._model.row_facts(index.row())
        if self._on_time(index, point):
            return self.tr("Play from {0}").format(row.time)
        lines = [row.title or self.tr("No words yet")]
        if row.unstamped:
            lines.append(self.tr("No stamp yet"))
        if row.question:
            lines.append(self.tr("Drag moves it with its answers, Ctrl and drag it alone"))
        return "\n".join(lines)


_MOVING = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)
