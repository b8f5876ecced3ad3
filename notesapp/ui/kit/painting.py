"""Strokes and fills shared by the widgets that paint themselves."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap


def fill_round(painter: QPainter, rect: QRect, radius: float, color: QColor) -> None:
    """Fill a rounded rectangle that covers ``rect`` exactly."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(QRectF(rect), radius, radius)


def stroke_round(
    painter: QPainter, rect: QRect, radius: float, color: QColor, width: float = 1.0
) -> None:
    """Draw a rounded frame whose outer edge is ``rect``."""
    half = width / 2
    inner = QRectF(rect).adjusted(half, half, -half, -half)
    painter.setPen(QPen(color, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, max(0.0, radius - half), max(0.0, radius - half))


def focus_ring(painter: QPainter, rect: QRect, radius: float, color: QColor) -> None:
    """The 2 px ring of keyboard focus, inside ``rect``."""
    stroke_round(painter, rect, radius, color, 2.0)


def draw_centred(painter: QPainter, rect: QRect, pixmap: QPixmap) -> None:
    """Draw a pixmap in the middle of ``rect``, on whole device pixels."""
    ratio = pixmap.devicePixelRatio()
    size = pixmap.deviceIndependentSize()
    x = rect.x() + (rect.width() - size.width()) / 2
    y = rect.y() + (rect.height() - size.height()) / 2
    painter.drawPixmap(QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio), pixmap)
