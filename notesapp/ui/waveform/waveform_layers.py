"""What lies over what in the zoomed waveform: body, ruler, stamps, marked range, lines in time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from notesapp.ui.waveform.waveform_image import Shape
from notesapp.ui.waveform.waveform_paint import LANE, MARGIN

if TYPE_CHECKING:
    from notesapp.ui.waveform.waveform import Waveform

TITLE_REACH = 400


def paint_layers(waveform: Waveform, painter: QPainter, dirty: QRectF) -> None:
    """Paint what ``dirty`` touches, in coordinates of the view."""
    _paint_body(waveform, painter, dirty)
    scale = waveform.scale
    if scale.duration_ms <= 0:
        return
    if dirty.bottom() > waveform.body_bottom:
        pens, top = waveform.pens, waveform.body_bottom
        tags = [line.box for line in waveform.times()]
        pens.ruler(painter, scale, top, dirty.left(), dirty.right(), tags)
    _paint_flags(waveform, painter, dirty)
    _paint_range(waveform, painter)
    _paint_times(waveform, painter)


def _paint_body(waveform: Waveform, painter: QPainter, dirty: QRectF) -> None:
    height = waveform.body_bottom - LANE
    seen = dirty.intersected(QRectF(0, LANE, waveform.view_width, height))
    _paint_stretch(waveform, painter, seen, "idle")
    stretches = (("sounding", waveform.sounding), ("range", waveform.marked))
    for name, stretch in stretches:
        if stretch is None:
            continue
        left = waveform.on_column(waveform.scale.x_of(stretch[0]))
        right = waveform.on_column(waveform.scale.x_of(stretch[1]))
        part = seen.intersected(QRectF(left, LANE, right - left, height))
        _paint_stretch(waveform, painter, part, name)


def _paint_stretch(waveform: Waveform, painter: QPainter, part: QRectF, name: str) -> None:
    """Columns in the colours of idle, of what sounds, or of the marked range."""
    if part.width() <= 0 or part.height() <= 0:
        return
    scale, inks = waveform.scale, waveform.pens.inks(name)
    height = waveform.body_bottom - LANE
    painter.save()
    painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
    if waveform.has_levels:
        body = QRectF(part.left(), LANE, part.width(), height)
        hairline = max(1, round(scale.ratio))
        shape = Shape(round(height * scale.ratio), hairline, waveform.gain_db)
        waveform.tiles.paint(painter, scale, shape, body, name, inks)
    else:
        painter.fillRect(part, waveform.pens.ground(name))
        middle = LANE + (height - 1) // 2
        painter.fillRect(QRectF(part.left(), middle, part.width(), 1), inks.unknown)
    painter.restore()


def _paint_flags(waveform: Waveform, painter: QPainter, dirty: QRectF) -> None:
    """The raised flags last, so that they lie over their neighbours."""
    pens, overlay = waveform.pens, waveform.overlay
    painter.save()
    edge = QRectF(-MARGIN / 2, 0, waveform.view_width + MARGIN, waveform.height())
    painter.setClipRect(edge, Qt.ClipOperation.IntersectClip)
    for flag in sorted(waveform.flags(), key=lambda f: waveform.is_raised(f.mark)):
        if flag.x > dirty.right() + 4 or flag.x + TITLE_REACH < dirty.left():
            continue
        hot = flag.mark.index == overlay.hot
        if hot and overlay.moving_to_ms is not None:
            old = replace(flag, x=waveform.scale.x_of(flag.mark.start_ms))
            pens.stem(painter, old, waveform.body_bottom, ghost=True)
        if flag.x >= 0:
            pens.stem(painter, flag, waveform.body_bottom)
        if dirty.top() <= LANE:
            ring = flag.mark.index == overlay.ringed and waveform.hasFocus()
            words = waveform.flag_words(flag.mark)
            pens.flag(painter, flag, words, hot=hot, ring=ring)
    painter.restore()


def _paint_range(waveform: Waveform, painter: QPainter) -> None:
    for place, inward in zip(waveform.marked or (), (1, -1), strict=False):
        x = waveform.scale.x_of(place)
        if -1 <= x <= waveform.view_width + 1:
            waveform.pens.bracket(painter, x, LANE, waveform.body_bottom, inward)


def _paint_times(waveform: Waveform, painter: QPainter) -> None:
    """The pointer's time, and over everything the playhead."""
    bottom = waveform.body_bottom
    for line in waveform.times():
        width, above = (2, 3) if line.token == "ink" else (1, 0)
        upright = QRectF(line.x - width // 2, LANE - above, width, bottom - LANE + above)
        waveform.pens.upright(painter, upright, waveform.pens.look.color(line.token))
        waveform.pens.tag(painter, line.box, line.text, line.token)
