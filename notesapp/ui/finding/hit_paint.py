"""Hits in view, painted behind the characters: a hollow edge, the current one filled and ringed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from notesapp.core.finding import Hit, Spans
from notesapp.ui.kit.look import Look
from notesapp.ui.text.editor_paint import BlockOnScreen, column_x


def paint_hits(
    painter: QPainter,
    views: list[BlockOnScreen],
    look: Look,
    known: Mapping[str, Spans],
    within: range | None,
    current: Hit | None,
) -> None:
    """Paint the hits of the blocks in view; a line that has just changed is painted again soon."""
    edges = QPainterPath()
    filled = QPainterPath()
    for view in views:
        if within is not None and view.number not in within:
            continue
        for start, end in known.get(view.seen.text, ()):
            # The selection fills the whole line's height: the ring stands around it.
            is_current = Hit(view.number, start, end) == current
            path, more = (filled, 2.5) if is_current else (edges, 0.0)
            for box in boxes(view, start, end):
                path.addRoundedRect(box.adjusted(0, -more, 0, more), 3, 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.color("edge"), 1))
    painter.drawPath(edges)
    painter.setBrush(look.color("sel"))
    painter.setPen(QPen(look.color("accent"), 2))
    painter.drawPath(filled)


def boxes(view: BlockOnScreen, start: int, end: int) -> Iterator[QRectF]:
    """One box for each visual line that some columns take, in the viewport's coordinates."""
    first, left = column_x(view.block, view.seen.text, start)
    last, right = column_x(view.block, view.seen.text, end)
    layout = view.block.layout()
    for number in range(first, min(last, layout.lineCount() - 1) + 1):
        line = layout.lineAt(number)
        area = line.naturalTextRect()
        box = QRectF(area.left(), line.y() + 1, 0, line.height() - 2)
        box.setLeft(left if number == first else area.left())
        box.setRight(right if number == last else area.right())
        if box.width() > 0:
            yield box.translated(view.rect.topLeft()).adjusted(-1.5, 0.5, 1.5, -0.5)
