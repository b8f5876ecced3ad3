"""Dragging a row of the outline to another place: a line shows where, Escape lets it be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from notesapp.core.edits.reorder import landing_lines, move_to, moving_lines
from notesapp.core.model import Notes, Segment, SegmentKind
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round

if TYPE_CHECKING:
    from notesapp.ui.panels.outline_list import OutlineList
    from notesapp.ui.panels.outline_model import Mark

_ALONE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_EDGE, _STEP = 20, 12


class RowDrag(QObject):
    """One drag at a time. A question takes its answers along, with Ctrl or Alt it goes alone.

    ``dropped`` carries the Segment, the 0-based line it shall stand before, and whether its pair
    comes along. Nothing is moved here.
    """

    dropped = Signal(object, int, bool)

    def __init__(self, view: OutlineList, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self._look = look
        self._notes: Notes | None = None
        self._rows: Sequence[Segment | Mark] = ()
        self._pressed: tuple[QPoint, Segment] | None = None
        self._before: int | None = None
        self._pair = True
        self.active = False

    def set_look(self, look: Look) -> None:
        """Take colours from another look."""
        self._look = look

    def follow(self, notes: Notes, rows: Sequence[Segment | Mark]) -> None:
        """The rows are those of these notes; a drag under way ends."""
        self._notes, self._rows = notes, rows
        self._end()

    def press(self, event: QMouseEvent) -> None:
        """Remember a row that may be dragged."""
        self._pressed = None
        point = event.position().toPoint()
        row = self._view.indexAt(point).row()
        if event.button() == Qt.MouseButton.LeftButton and 0 <= row < len(self._rows):
            entry = self._rows[row]
            if isinstance(entry, Segment):
                self._pressed = (point, entry)

    def move(self, event: QMouseEvent) -> None:
        """Follow the pointer once it has gone far enough."""
        if self._pressed is None:
            return
        point = event.position().toPoint()
        far = (point - self._pressed[0]).manhattanLength()
        if not self.active and far < QApplication.startDragDistance():
            return
        self.active = True
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._aim(point, alone=bool(event.modifiers() & _ALONE))
        self._scroll(point.y())
        self._view.viewport().update()

    def release(self, event: QMouseEvent) -> bool:
        """Drop; whether there was a drag."""
        was, pressed, before = self.active, self._pressed, self._before
        pair = self._pair
        self._end()
        if was and pressed is not None and before is not None:
            self.dropped.emit(pressed[1], before, pair)
        return was

    def key(self, event: QKeyEvent) -> bool:
        """Escape ends a drag without a move."""
        if self.active and event.key() == Qt.Key.Key_Escape:
            self._end()
            return True
        return False

    def line_y(self) -> int | None:
        """Where the line is, in the viewport; None where a drop would move nothing."""
        if self._before is None:
            return None
        row = self._row_at_line(self._before)
        if row < len(self._rows):
            return self._rect(row).top()
        return self._rect(len(self._rows) - 1).bottom() + 1

    def moving_rows(self) -> range:
        """The rows that a drop moves."""
        if not self.active or self._pressed is None or self._notes is None:
            return range(0)
        first, last = moving_lines(self._notes, self._pressed[1].index, pair=self._pair)
        return range(self._row_at_line(first), self._row_at_line(last + 1))

    def paint(self) -> None:
        """The line at the place, and a tint over what moves."""
        if not self.active:
            return
        painter = QPainter(self._view.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = self.moving_rows()
        if len(rows):
            box = self._rect(rows[0]).united(self._rect(rows[-1])).adjusted(8, 0, -8, 0)
            tint = QColor(self._look.color("accent"))
            tint.setAlphaF(0.12)
            fill_round(painter, box, 6, tint)
        y = self.line_y()
        if y is not None:
            width = self._view.viewport().width()
            top = min(max(0, y - 1), self._view.viewport().height() - 2)
            painter.fillRect(QRect(8, top, width - 16, 2), self._look.color("accent"))
        painter.end()

    def _aim(self, point: QPoint, *, alone: bool) -> None:
        """The possible place nearest to the pointer, or none where it would change nothing."""
        notes, pressed = self._notes, self._pressed
        if notes is None or pressed is None:
            return
        segment = pressed[1]
        self._pair = segment.kind is SegmentKind.QUESTION and not alone
        lines = landing_lines(notes, segment.index, pair=self._pair)
        height = max(1, self._rect(0).height())
        here = (point.y() - self._rect(0).top()) / height
        near = min(lines, key=lambda line: abs(self._row_at_line(line) - here), default=None)
        moves = near is not None and move_to(notes, segment.index, near, pair=self._pair)
        self._before = near if moves else None

    def _scroll(self, y: int) -> None:
        bar = self._view.verticalScrollBar()
        if y < _EDGE:
            bar.setValue(bar.value() - _STEP)
        elif y > self._view.viewport().height() - _EDGE:
            bar.setValue(bar.value() + _STEP)

    def _row_at_line(self, line: int) -> int:
        """The first row that begins at a line or below it; the intro's is the first of all."""
        skip = 1 if self._rows and not isinstance(self._rows[0], Segment) else 0
        return bisect_left(self._rows, line, lo=min(skip, len(self._rows)), key=_first_line)

    def _rect(self, row: int) -> QRect:
        return self._view.visualRect(self._view.model().index(row, 0))

    def _end(self) -> None:
        if self.active:
            self._view.viewport().unsetCursor()
            self._view.viewport().update()
        self.active = False
        self._pressed = None
        self._before = None


def _first_line(row: Segment | Mark) -> int:
    return row.first_line
