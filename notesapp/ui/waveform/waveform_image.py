"""Levels to pixels: one column a device pixel, nothing smoothed.

An image holds four kinds of pixel rather than colours, so that one image serves for what is idle,
what sounds and both themes: ground, outer (the peak), inner (the mean), and the hairline of what is
not known yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from PySide6.QtGui import QColor, QImage, QPixmap, QTransform

from notesapp.audio.pyramid import Columns

GROUND, OUTER, INNER, UNKNOWN = range(4)
# Loudness as it is seen: with the plain amplitude, speech beside its peaks would be a thread.
_BEND = 0.6
# What is quieter than this (−54 dB) is silence to the eye: the hairline alone.
_SILENT = 0.002
_TOP = 4095


class Levels(Protocol):
    """Whoever knows the levels of a stretch (a Pyramid does)."""

    def columns(self, start_ms: float, end_ms: float, count: int) -> Columns:
        """Levels of ``count`` columns from ``start_ms`` to ``end_ms``."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How tall a body is in device pixels, its hairline, and how much quiet sound is raised."""

    height: int
    hairline: int = 1
    gain_db: int = 0
    mean_only: bool = False


@dataclass(frozen=True, slots=True)
class Inks:
    """The four colours of an image; a ground that is None lets what is below show through."""

    ground: QColor | None
    outer: QColor
    inner: QColor
    unknown: QColor

    def table(self) -> list[int]:
        """The colours as an image's colour table."""
        ground = 0 if self.ground is None else self.ground.rgba()
        return [ground, self.outer.rgba(), self.inner.rgba(), self.unknown.rgba()]


def image_of(columns: Columns, shape: Shape) -> QImage:
    """The columns from left to right; colours come with ``inked``.

    The image is put together lying on its side, where a column is a run of bytes that many
    columns share, and then turned.
    """
    rows = _rows(shape)
    reach = rows.reach
    means = [reach[int(mean * _TOP)] for mean in columns.mean]
    peaks = means if shape.mean_only else [reach[int(peak * _TOP)] for peak in columns.peak]
    lying = [rows[pair] for pair in zip(peaks, means, strict=True)]
    lying.reverse()
    data = b"".join(lying)
    side = QImage(data, shape.height, len(lying), rows.stride, QImage.Format.Format_Indexed8)
    side.setColorTable([0, 0, 0, 0])
    return side.transformed(QTransform().rotate(90))


def inked(image: QImage, inks: Inks) -> QPixmap:
    """The image in colours."""
    copy = QImage(image)
    copy.setColorTable(inks.table())
    return QPixmap.fromImage(copy)


class _Rows(dict[tuple[int, int], bytes]):
    """One column as bytes, for how far its peak and its mean reach; made when first asked."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self._shape = shape
        self._arm_px = (shape.height - shape.hairline) // 2
        self.stride = (shape.height + 3) // 4 * 4
        # Read with an amplitude from 0 to 2, or −1: that lands in the last third, not known.
        loud = [self._reach(min(_TOP, step) / _TOP) for step in range(2 * _TOP)]
        self.reach = loud + [-1] * _TOP

    def __missing__(self, pair: tuple[int, int]) -> bytes:
        peak, mean = pair
        line = bytes([UNKNOWN if peak < 0 else INNER]) * self._shape.hairline
        mean = max(0, mean)
        arm = bytes([INNER]) * mean + bytes([OUTER]) * max(0, peak - mean)
        arm = arm.ljust(self._arm_px, bytes([GROUND]))
        row = (arm[::-1] + line + arm).ljust(self.stride, bytes([GROUND]))
        self[pair] = row
        return row

    def _reach(self, amplitude: float) -> int:
        """Device pixels from the hairline."""
        raised = min(1.0, amplitude * 10 ** (self._shape.gain_db / 20))
        floor = _SILENT**_BEND
        return round(max(0.0, (raised**_BEND - floor) / (1 - floor)) * self._arm_px)


@lru_cache(maxsize=8)
def _rows(shape: Shape) -> _Rows:
    return _Rows(shape)
