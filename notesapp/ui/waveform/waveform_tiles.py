"""Drawn stretches of waveform, kept while the zoom and the levels stay the same."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap

from notesapp.ui.waveform.waveform_image import Inks, Levels, Shape, image_of, inked
from notesapp.ui.waveform.waveform_scale import Scale

TILE = 256
_KEPT = 96


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What a tile depends on besides its place."""

    per_column: float
    shape: Shape
    levels: int


class Tiles:
    """Draws columns from levels, a tile at a time, and remembers the tiles."""

    def __init__(self) -> None:
        self._levels: Levels | None = None
        self._version = 0
        self._drawing: _Drawing | None = None
        self._images: OrderedDict[int, QImage] = OrderedDict()
        self._pixmaps: dict[tuple[int, str], QPixmap] = {}
        self.drawn = 0

    def set_levels(self, levels: Levels | None) -> None:
        """Draw from other levels from now on; what is seen stays until the next paint."""
        self._levels = levels
        self._version += 1

    def forget_colors(self) -> None:
        """The theme has changed."""
        self._pixmaps.clear()

    def paint(
        self, painter: QPainter, scale: Scale, shape: Shape, body: QRectF, name: str, inks: Inks
    ) -> None:
        """Paint the part of a view that ``body`` covers, in the colours called ``name``.

        ``body`` is in logical pixels of the view: its left edge is the view's own 0.
        """
        if self._levels is None:
            return
        self._keep_for(_Drawing(scale.per_column, shape, self._version))
        first = scale.first_column + math.floor(body.left() * scale.ratio)
        last = scale.first_column + math.ceil(body.right() * scale.ratio)
        for number in range(first // TILE, (last - 1) // TILE + 1):
            left = (number * TILE - scale.first_column) / scale.ratio
            target = QRectF(left, body.top(), TILE / scale.ratio, body.height())
            pixmap = self._pixmap(number, scale, shape, name, inks)
            painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))

    def _keep_for(self, drawing: _Drawing) -> None:
        if drawing != self._drawing:
            self._drawing = drawing
            self._images.clear()
            self._pixmaps.clear()

    def _pixmap(self, number: int, scale: Scale, shape: Shape, name: str, inks: Inks) -> QPixmap:
        found = self._pixmaps.get((number, name))
        if found is None:
            found = inked(self._image(number, scale, shape), inks)
            self._pixmaps[number, name] = found
        return found

    def _image(self, number: int, scale: Scale, shape: Shape) -> QImage:
        image = self._images.get(number)
        if image is None:
            start = number * TILE * scale.per_column
            end = (number + 1) * TILE * scale.per_column
            assert self._levels is not None
            image = image_of(self._levels.columns(start, end, TILE), shape)
            self.drawn += 1
            self._images[number] = image
            if len(self._images) > _KEPT:
                gone, _ = self._images.popitem(last=False)
                for key in [k for k in self._pixmaps if k[0] == gone]:
                    del self._pixmaps[key]
        else:
            self._images.move_to_end(number)
        return image
