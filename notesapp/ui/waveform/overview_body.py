"""The whole episode's loudness on one strip, drawn once and kept until it changes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from notesapp.ui.kit.look import Look
from notesapp.ui.waveform.waveform_image import Inks, Levels, Shape, image_of, inked

# The mean of speech lies far below its peaks; the strip shows it alone, so it may fill the strip.
_RAISED_DB = 9


class OverviewBody:
    """Columns of the mean level: what was played in one colour, the rest in another."""

    def __init__(self) -> None:
        self._levels: Levels | None = None
        self._key: tuple[object, ...] = ()
        self._played = QPixmap()
        self._rest = QPixmap()

    def set_levels(self, levels: Levels | None) -> None:
        """Draw from these from now on."""
        self._levels = levels
        self._key = ()

    def forget(self) -> None:
        """The colours have changed."""
        self._key = ()

    def paint(
        self,
        painter: QPainter,
        look: Look,
        body: QRectF,
        duration_ms: int,
        played_x: float,
        ratio: float,
    ) -> None:
        """Paint into ``body``; left of ``played_x`` it has been played."""
        if self._levels is None:
            top = body.top() + (body.height() - 1) // 2
            line = QRectF(body.left(), top, body.width(), 1)
            painter.fillRect(line, look.color("waveIdle"))
            line.setRight(min(max(played_x, body.left()), body.right()))
            painter.fillRect(line, look.color("wave"))
            return
        self._draw(look, body, duration_ms, ratio)
        for pixmap, left, right in (
            (self._played, body.left(), min(played_x, body.right())),
            (self._rest, max(played_x, body.left()), body.right()),
        ):
            if right > left:
                painter.save()
                part = QRectF(left, body.top(), right - left, body.height())
                painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
                painter.drawPixmap(body, pixmap, QRectF(pixmap.rect()))
                painter.restore()

    def _draw(self, look: Look, body: QRectF, duration_ms: int, ratio: float) -> None:
        count = max(1, round(body.width() * ratio))
        height = max(1, round(body.height() * ratio))
        key = (count, height, duration_ms)
        if key == self._key or self._levels is None:
            return
        self._key = key
        shape = Shape(height, max(1, round(ratio)), _RAISED_DB, mean_only=True)
        image = image_of(self._levels.columns(0, duration_ms, count), shape)
        wave = look.color("accent" if look.theme.is_stark else "wave")
        idle = look.color("waveIdle")
        self._played = inked(image, Inks(None, wave, wave, wave))
        self._rest = inked(image, Inks(None, idle, idle, idle))
