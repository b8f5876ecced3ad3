"""Levels to pixels: one column a device pixel, nothing smoothed.

An image holds four kinds of pixel rather than colours, so that one image serves for what is idle,
what sounds and both themes: ground, outer (the peak), inner (the mean), and the hairline of what is
not known yet.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    reach = _reach(shape)
    means = [reach[min(_TOP, int(m * _TOP))] if m >= 0 else -1 for m in columns.mean]
    peaks = means
    if not shape.mean_only:
        peaks = [reach[min(_TOP, int(p * _TOP))] if p >= 0 else -1 for p in columns.peak]
    pairs = list(zip(peaks, means, strict=True))
    pairs.reverse()
    data = b"".join([_row(shape, peak, mean) for peak, mean in pairs])
    stride = _stride(shape)
    side = QImage(data, shape.height, len(pairs), stride, QImage.Format.Format_Indexed8)
    side.setColorTable([0, 0, 0, 0])
    return side.transformed(QTransform().rotate(90))


def inked(image: QImage, inks: Inks) -> QPixmap:
    """The image in colours."""
    copy = QImage(image)
    copy.setColorTable(inks.table())
    return QPixmap.fromImage(copy)


def _stride(shape: Shape) -> int:
    return (shape.height + 3) // 4 * 4


@lru_cache(maxsize=8)
def _reach(shape: Shape) -> Sequence[int]:
    """Device pixels from the hairline for each amplitude."""
    half = (shape.height - shape.hairline) // 2
    factor = 10 ** (shape.gain_db / 20)
    floor = _SILENT**_BEND
    bent = (min(1.0, n / _TOP * factor) ** _BEND for n in range(_TOP + 1))
    return [round(max(0.0, (value - floor) / (1 - floor)) * half) for value in bent]


@lru_cache(maxsize=40_000)
def _row(shape: Shape, peak: int, mean: int) -> bytes:
    """One column as bytes: the peak about the hairline, the mean inside it; −1 is not known."""
    arm_px = (shape.height - shape.hairline) // 2
    line = bytes([UNKNOWN if peak < 0 else INNER]) * shape.hairline
    mean = max(0, mean)
    outer = max(0, peak - mean)
    arm = bytes([INNER]) * mean + bytes([OUTER]) * outer
    arm = arm.ljust(arm_px, bytes([GROUND]))
    return (arm[::-1] + line + arm).ljust(_stride(shape), bytes([GROUND]))
