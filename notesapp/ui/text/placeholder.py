"""What an empty question or answer says behind its label: painted, never text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from notesapp.core.model import Notes
from notesapp.ui.text import editor_paint as paint
from notesapp.ui.text.line_formats import LineFormats

_GAP = 14


@dataclass(frozen=True, slots=True)
class Placeholders:
    """The words by kind; ``stamping`` is added while there is no stamp, and may be empty."""

    question: str = ""
    answer: str = ""
    stamping: str = ""

    def words(self, view: paint.BlockOnScreen, notes: Notes) -> str:
        """What a line says; empty where it is no segment's only line or has words."""
        role = view.role
        if role.label is None or role.segment is None or role.segment >= len(notes.segments):
            return ""
        segment = notes.segments[role.segment]
        rest = view.seen.text[role.label[1] :]
        for mark in role.stamps:
            rest = rest.replace(mark.source, "", 1)
        if rest.strip() or segment.text:
            return ""
        words = self.question if role.kind == "question" else self.answer
        return words if role.stamps or not self.stamping else f"{words} {self.stamping}"

    def paint(
        self,
        painter: QPainter,
        view: paint.BlockOnScreen,
        notes: Notes,
        formats: LineFormats,
        ink: QColor,
    ) -> None:
        """Paint the words behind label and stamp."""
        words = self.words(view, notes)
        if not words:
            return
        end = len(view.seen.text.rstrip())
        box = paint.box_of(view, end, end)
        painter.setFont(formats.base_font())
        painter.setPen(ink)
        area = QRectF(box.left() + _GAP, box.top(), view.rect.right() - box.left(), box.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
