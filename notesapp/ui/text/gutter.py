"""The strip left of the text: pair numbers, what sounds, and segments without a stamp."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from notesapp.core.model import Notes, SegmentKind
from notesapp.ui.text.editor_paint import BlockOnScreen, paint_band, paint_bars
from notesapp.ui.text.line_formats import LineFormats
from notesapp.ui.text.line_roles import LineRole

WIDTH = 52
_NUMBER_RIGHT = 30


class Gutter(QWidget):
    """Painted from the same blocks as the text; takes no clicks."""

    def __init__(
        self,
        parent: QWidget,
        formats: Callable[[], LineFormats],
        blocks: Callable[[], Iterable[BlockOnScreen]],
        notes: Callable[[], Notes],
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._blocks = blocks
        self._notes = notes
        self._seen: list[tuple[int, float, LineRole]] = []
        self._band = QRectF()
        self._sounding: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_sounding(self, segment: int | None) -> None:
        """Which segment sounds now."""
        if segment != self._sounding:
            self._sounding = segment
            self.update()

    def show_view(self, views: Sequence[BlockOnScreen], band: QRectF) -> None:
        """The blocks in view and the caret's band, in viewport coordinates."""
        seen = [(view.number, view.rect.top(), view.seen.role) for view in views]
        if band != self._band or seen != self._seen:
            self._band, self._seen = band, seen
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        formats = self._formats()
        painter.fillRect(event.rect(), formats.look.color("surface"))
        if not self._band.isEmpty():
            band = QRectF(0, self._band.top(), self.width() + 12, self._band.height())
            paint_band(painter, formats, band)
        bar = QRectF()
        segments = self._notes().segments
        for view in self._blocks():
            index = view.role.segment
            if index is None or index >= len(segments):
                continue
            row = QRect(0, round(view.rect.top()), self.width(), _first_row(view))
            if index == self._sounding:
                bar = bar.united(QRectF(0, view.rect.top() + 2, 4, view.rect.height() - 4))
            if not view.role.first:
                continue
            segment = segments[index]
            if index == self._sounding:
                paint_bars(painter, formats, row.adjusted(8, 0, -8, 0))
            elif segment.kind is SegmentKind.QUESTION and segment.pair:
                self._number(painter, formats, row, str(segment.pair))
            if segment.stamp is None and index != self._sounding:
                ratio = self.devicePixelRatioF()
                pixmap = formats.look.icons.pixmap("no-stamp", "warn", 16, ratio)
                painter.drawPixmap(0, row.center().y() - 8, pixmap)
        if not bar.isEmpty():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(formats.look.color("accent"))
            painter.drawRoundedRect(bar, 2, 2)

    def _number(self, painter: QPainter, formats: LineFormats, row: QRect, text: str) -> None:
        painter.setFont(formats.look.font("small", tabular=True))
        painter.setPen(formats.look.color("ink3"))
        box = QRect(0, row.top(), _NUMBER_RIGHT + 8, row.height())
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, -8, 0), align, text)


def _first_row(view: BlockOnScreen) -> int:
    layout = view.block.layout()
    if layout.lineCount() == 0:
        return round(view.rect.height())
    return round(layout.lineAt(0).height())
