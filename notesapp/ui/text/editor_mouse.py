"""Clicks on the paper: a stamp plays, a drag selects, Alt puts the caret in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from notesapp.core.timecode import format_time
from notesapp.ui.text.editor_paint import Chip, chips_in
from notesapp.ui.text.stamp_end import before_stamp

if TYPE_CHECKING:
    from notesapp.ui.text.editor import NotesEditor


class EditorMouse:
    """Knows the chips in view and tells a click on one from a selection."""

    def __init__(self, editor: NotesEditor) -> None:
        self._editor = editor
        self.attribute_boxes: list[tuple[QRectF, int]] = []
        self.hovered_attributes: int | None = None
        self._hovered: tuple[int, int] | None = None
        self._pressed: Chip | None = None
        self._press_event: QMouseEvent | None = None

    @property
    def holding(self) -> bool:
        """Whether a chip is held down and nothing has been dragged yet."""
        return self._pressed is not None

    def chip_at(self, point: QPointF) -> Chip | None:
        """The chip under a point of the viewport."""
        return next((chip for chip in self.chips if chip.rect.contains(point)), None)

    @property
    def chips(self) -> list[Chip]:
        """The stamps in view."""
        return list(chips_in(self._editor.blocks_in_view))

    def hot_chips(self) -> list[tuple[Chip, bool]]:
        """The chip held down or under the pointer, and whether it is held."""
        pressed = _key(self._pressed) if self._pressed is not None else None
        if pressed is None and self._hovered is None:
            return []
        hot = pressed or self._hovered
        return [(chip, _key(chip) == pressed) for chip in self.chips if _key(chip) == hot]

    def press(self, event: QMouseEvent) -> bool:
        """Take a press on a chip or an attribute chip; False leaves it to the text."""
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if not plain:
            return False
        line = self._attributes_at(event.position())
        if line is not None:
            self._editor.attributes_clicked.emit(line)
            return True
        self._pressed = self.chip_at(event.position())
        if self._pressed is None:
            return False
        self._press_event = event.clone()
        self._editor.viewport().update()
        return True

    def move(self, event: QMouseEvent) -> QMouseEvent | None:
        """Hover; returns the press to hand to the text once a held chip is dragged."""
        if self._pressed is None or self._press_event is None:
            self._hover(event.position())
            return None
        way = event.position() - self._press_event.position()
        if way.manhattanLength() < QApplication.startDragDistance():
            return None
        started, self._press_event, self._pressed = self._press_event, None, None
        return started

    def release(self, event: QMouseEvent) -> bool:
        """Play the stamp that was clicked; False leaves the release to the text."""
        pressed, self._pressed, self._press_event = self._pressed, None, None
        if pressed is None:
            self._stay_before_stamp(event)
            return False
        self._editor.viewport().update()
        if pressed.rect.contains(event.position()):
            self._editor.stamp_clicked.emit(pressed.mark.start_ms, pressed.line)
        return True

    def _stay_before_stamp(self, event: QMouseEvent) -> None:
        """A click behind the stamp that ends a segment means the end of its words."""
        cursor = self._editor.textCursor()
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if plain and not cursor.hasSelection():
            self._editor.setTextCursor(before_stamp(self._editor.notes_document, cursor))

    def leave(self) -> None:
        """The pointer has gone."""
        self._hover(QPointF(-1, -1))

    def set_shape(self, point: QPointF) -> None:
        """A hand over what can be clicked."""
        viewport = self._editor.viewport()
        hot = self.chip_at(point) is not None or self._attributes_at(point) is not None
        viewport.setCursor(Qt.CursorShape.PointingHandCursor if hot else Qt.CursorShape.IBeamCursor)

    def _attributes_at(self, point: QPointF) -> int | None:
        return next((line for box, line in self.attribute_boxes if box.contains(point)), None)

    def _hover(self, point: QPointF) -> None:
        chip = self.chip_at(point)
        attributes = self._attributes_at(point)
        key = _key(chip) if chip is not None else None
        if key == self._hovered and attributes == self.hovered_attributes:
            return
        self._hovered = key
        self.hovered_attributes = attributes
        self._editor.viewport().update()
        if chip is None:
            QToolTip.hideText()
            return
        words = self._editor.tr("Play from {0}").format(format_time(chip.mark.start_ms))
        at = self._editor.viewport().mapToGlobal(chip.rect.bottomLeft().toPoint())
        QToolTip.showText(at, words, self._editor.viewport(), chip.rect.toRect())


def _key(chip: Chip) -> tuple[int, int]:
    return chip.line, chip.mark.start
