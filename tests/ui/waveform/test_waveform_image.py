"""Levels to pixels, tiles that are drawn once, and detail laid over the pyramid."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from notesapp.audio.pyramid import Columns
from notesapp.ui.waveform.waveform_detail import Detailed, Stretch
from notesapp.ui.waveform.waveform_image import (
    GROUND,
    INNER,
    OUTER,
    UNKNOWN,
    Inks,
    Shape,
    image_of,
    inked,
)
from notesapp.ui.waveform.waveform_scale import whole
from notesapp.ui.waveform.waveform_tiles import TILE, Tiles

SHAPE = Shape(61)
INKS = Inks(QColor("white"), QColor("gray"), QColor("black"), QColor("red"))


def columns(*levels: tuple[float, float]) -> Columns:
    return Columns(array("f", [p for p, _ in levels]), array("f", [m for _, m in levels]))


def kinds(image: QImage, x: int) -> list[int]:
    return [image.pixelIndex(x, y) for y in range(image.height())]


class Steps:
    """Levels that say their time: the peak is the column's start in seconds by a hundred."""

    def __init__(self) -> None:
        self.asked: list[tuple[float, float, int]] = []

    def columns(self, start_ms: float, end_ms: float, count: int) -> Columns:
        self.asked.append((start_ms, end_ms, count))
        step = (end_ms - start_ms) / count
        peak = [min(1.0, max(0.0, (start_ms + n * step) / 100_000)) for n in range(count)]
        return Columns(array("f", peak), array("f", [p / 2 for p in peak]))


def test_the_peak_stands_outside_and_the_mean_inside_about_a_hairline() -> None:
    image = image_of(columns((1.0, 0.1), (0.0, 0.0), (-1.0, -1.0)), SHAPE)
    assert (image.width(), image.height()) == (3, 61)
    loud = kinds(image, 0)
    assert loud == loud[::-1]
    assert set(loud) == {OUTER, INNER}
    assert loud[0] == OUTER
    assert loud[30] == INNER


@pytest.mark.parametrize(("level", "line"), [(0.0, INNER), (0.001, INNER), (-1.0, UNKNOWN)])
def test_silence_and_what_is_not_known_are_a_hairline_alone(level: float, line: int) -> None:
    column = kinds(image_of(columns((level, level)), SHAPE), 0)
    assert [kind for kind in column if kind != GROUND] == [line]
    assert column[30] == line


def test_speech_and_silence_differ_at_a_glance() -> None:
    image = image_of(columns((0.3, 0.08), (0.0012, 0.0008)), SHAPE)
    heights = [sum(kind != GROUND for kind in kinds(image, x)) for x in (0, 1)]
    assert heights[0] > 25
    assert heights[1] == 1


def test_raising_quiet_sound_makes_it_taller_and_never_too_tall() -> None:
    def height(gain_db: int, level: float) -> int:
        image = image_of(columns((level, 0.0)), Shape(61, gain_db=gain_db))
        return sum(kind != GROUND for kind in kinds(image, 0))

    assert height(0, 0.02) < height(6, 0.02) < height(12, 0.02) < height(18, 0.02)
    assert height(18, 1.0) == 61


def test_the_order_of_the_columns_is_kept() -> None:
    rising = columns(*((n / 50, 0.0) for n in range(50)))
    heights = [sum(kind != GROUND for kind in kinds(image_of(rising, SHAPE), x)) for x in range(50)]
    assert heights == sorted(heights)
    assert heights[0] < heights[-1]


def test_the_overview_shows_the_mean_alone() -> None:
    image = image_of(columns((1.0, 0.1)), Shape(61, mean_only=True))
    assert OUTER not in kinds(image, 0)


def test_one_image_serves_for_any_colours(qapp: QApplication) -> None:
    image = image_of(columns((1.0, 1.0), (-1.0, -1.0)), SHAPE)
    seen = inked(image, INKS).toImage()
    assert seen.pixelColor(0, 5) == QColor("black")
    assert seen.pixelColor(1, 5) == QColor("white")
    assert seen.pixelColor(1, 30) == QColor("red")
    clear = inked(image, Inks(None, INKS.outer, INKS.inner, INKS.unknown)).toImage()
    assert clear.pixelColor(1, 5).alpha() == 0


def paint(tiles: Tiles, scale: object, name: str = "idle") -> QImage:
    canvas = QImage(scale.width, 61, QImage.Format.Format_RGB32)  # type: ignore[attr-defined]
    painter = QPainter(canvas)
    body = QRectF(0, 0, canvas.width(), 61)
    tiles.paint(painter, scale, SHAPE, body, name, INKS)  # type: ignore[arg-type]
    painter.end()
    return canvas


def test_tiles_are_drawn_once_for_every_colour_and_scroll(qapp: QApplication) -> None:
    tiles, levels = Tiles(), Steps()
    tiles.set_levels(levels)
    scale = whole(100_000, 4 * TILE, 1.0).zoomed(2, 0)
    paint(tiles, scale)
    drawn = tiles.drawn
    assert drawn == 4
    paint(tiles, scale)
    paint(tiles, scale, "sounding")
    assert tiles.drawn == drawn
    scrolled = scale.scrolled(10 * scale.per_px)
    paint(tiles, scrolled)
    assert tiles.drawn == drawn + 1
    tiles.set_levels(levels)
    paint(tiles, scrolled)
    assert tiles.drawn == drawn + 1 + 5


def test_scrolled_tiles_are_the_same_columns_elsewhere(qapp: QApplication) -> None:
    tiles = Tiles()
    tiles.set_levels(Steps())
    scale = whole(100_000, 500, 1.0).zoomed(3, 0)
    before, after = paint(tiles, scale), paint(tiles, scale.scrolled(37 * scale.per_px))
    assert before.copy(37, 0, 400, 61) == after.copy(0, 0, 400, 61)


def test_detail_lies_over_the_pyramid_where_it_reaches() -> None:
    levels = Steps()
    fine = Stretch(1000, 1100, columns(*((0.9, 0.5) for _ in range(100))))
    seen = Detailed(levels, fine).columns(950, 1150, 200)
    assert seen.peak[49] == pytest.approx(0.00999, abs=1e-4)
    assert list(seen.peak[50:150]) == pytest.approx([0.9] * 100)
    assert list(seen.mean[50:150]) == pytest.approx([0.5] * 100)
    assert seen.peak[150] == pytest.approx(0.011, abs=1e-4)


def test_detail_of_another_zoom_is_kept_until_a_better_one_comes() -> None:
    one_loud = [(0.1, 0.1)] * 100
    one_loud[40] = (0.8, 0.8)
    fine = Stretch(1000, 1100, columns(*one_loud))
    farther = Detailed(Steps(), fine).columns(1000, 1100, 50)
    assert farther.peak[20] == pytest.approx(0.8)
    assert farther.peak[21] == pytest.approx(0.1)
    closer = Detailed(Steps(), fine).columns(1000, 1100, 200)
    assert [closer.peak[n] for n in (79, 80, 81, 82)] == pytest.approx([0.1, 0.8, 0.8, 0.1])


def test_coarse_views_leave_the_detail_aside() -> None:
    fine = Stretch(0, 100, columns(*((0.9, 0.9) for _ in range(100))))
    assert Detailed(Steps(), fine).columns(0, 100_000, 1000).peak[0] < 0.1


@pytest.mark.parametrize(
    ("start_ms", "end_ms", "step_ms", "covers"),
    [(0, 100, 1, True), (0, 101, 1, False), (10, 90, 2, True), (10, 90, 0.5, False)],
)
def test_a_stretch_knows_what_it_covers(
    start_ms: float, end_ms: float, step_ms: float, covers: bool
) -> None:
    fine = Stretch(0, 100, columns(*((0.9, 0.9) for _ in range(100))))
    assert fine.covers(start_ms, end_ms, step_ms) is covers
