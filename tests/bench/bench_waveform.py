"""A frame of the zoomed waveform of a 10-hour file: playing, scrolling, zooming.

The naive way draws every column of the view anew at each frame, from the finest levels.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from table import percentile

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from notesapp.audio.pyramid import BUCKET_MS, Pyramid, amplitudes
from notesapp.audio.pyramid_builder import PyramidBuilder
from notesapp.core.model import SegmentKind
from notesapp.ui.kit.look import Look, dress, make_wanted_look
from notesapp.ui.waveform.waveform import Waveform
from notesapp.ui.waveform.waveform_detail import Detailed
from notesapp.ui.waveform.waveform_marks import Mark
from notesapp.ui.waveform.waveform_paint import LANE, MARGIN, RULER

HOURS = 10
BOUND_MS = 16.0
FRAMES, NAIVE_FRAMES = 200, 24
WIDTHS = (1440, 2560)
Step = Callable[[int], None]


def ten_hours() -> Pyramid:
    """Levels like speech: bursts with pauses."""
    generator = np.random.default_rng(7)
    count = HOURS * 3_600_000 // BUCKET_MS
    burst = np.repeat(generator.random(count // 50 + 1), 50)[:count]
    peak = (burst * generator.random(count) ** 2).astype(np.float32)
    builder = PyramidBuilder()
    builder.add(peak, (peak * 0.4) ** 2)
    return Pyramid(count * BUCKET_MS, builder.finish())


class Naive(QWidget):
    """All columns from the finest levels, a line each, at every paint."""

    def __init__(self, pyramid: Pyramid, look: Look, like: Waveform) -> None:
        super().__init__()
        self._look, self._like = look, like
        table = amplitudes()
        self._peak = table[pyramid.exact.peak[0]]
        self._mean = table[pyramid.exact.mean[0]]
        self.resize(like.size())

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self._like.scale
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("wavebg"))
        edges = scale.start_ms + np.arange(scale.width + 1) * scale.per_px
        buckets = (edges / BUCKET_MS).astype(np.int64).clip(0, len(self._peak) - 1)
        last = buckets[-1] + 1
        peaks = np.maximum.reduceat(self._peak[:last], buckets[:-1])
        means = np.maximum.reduceat(self._mean[:last], buckets[:-1])
        half = (self.height() - LANE - RULER) / 2
        for token, values in (("waveIdle", peaks), ("wave", means)):
            painter.setPen(self._look.color(token))
            for x, value in enumerate(values):
                reach = round(float(value) * half)
                painter.drawLine(MARGIN + x, LANE + half - reach, MARGIN + x, LANE + half + reach)
        x = round(scale.x_of(self._like.position_ms))
        painter.fillRect(MARGIN + x, LANE, 2, round(2 * half), self._look.color("ink"))
        painter.end()


class Paints(QWidget):
    """Counts the paint events of a widget, so that a frame that never came is noticed."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def paint_now() -> None:
    """Let what was asked to be painted be painted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)


def playing(waveform: Waveform, span_ms: float) -> Step:
    """A frame of 16 ms at double speed, in a view of a length; it pages as in the program."""
    start_ms = waveform.scale.duration_ms // 2
    waveform.show_view(waveform.scale.showing(start_ms, start_ms + span_ms))

    def step(frame: int) -> None:
        ms = start_ms + frame * 32
        if not waveform.scale.shows(ms):
            waveform.show_view(waveform.scale.paged(ms))
        waveform.show_position(ms)

    return step


def scrolling(waveform: Waveform) -> Step:
    """A flick: 37 pixels at each frame."""
    start_ms = waveform.scale.duration_ms // 3
    waveform.show_view(waveform.scale.showing(start_ms, start_ms + 120_000))
    return lambda _frame: waveform.show_view(waveform.scale.scrolled(37 * waveform.scale.per_px))


def zooming(waveform: Waveform, frames: int) -> Step:
    """From the whole episode to milliseconds and back."""
    waveform.show_whole()
    factor = (HOURS * 3_600_000 / 200) ** (2 / frames)

    def step(frame: int) -> None:
        way = factor if frame < frames / 2 else 1 / factor
        waveform.show_view(waveform.scale.zoomed(way, waveform.view_width * 0.4))

    return step


def arriving(waveform: Waveform, pyramid: Pyramid) -> Step:
    """New levels at each frame with all of the file in view: nothing that was drawn still holds."""
    waveform.show_whole()
    return lambda _frame: waveform.set_levels(Detailed(pyramid))


def measured(widget: QWidget, step: Step, frames: int) -> list[float]:
    """Milliseconds of each frame, what leads to it included."""
    paint_now()
    seen = Paints(widget)
    took, last = [], 0
    for frame in range(frames):
        began = perf_counter()
        step(frame)
        paint_now()
        passed = (perf_counter() - began) * 1000
        if seen.count > last:
            took.append(passed)
        last = seen.count
    if len(took) < frames // 2:
        raise SystemExit(f"only {len(took)} of {frames} frames were painted; nothing was measured")
    return took


def cases(waveform: Waveform, pyramid: Pyramid) -> Iterator[tuple[str, Callable[[int], Step]]]:
    """Name and what makes the steps, for a number of frames."""
    yield "playing, 2 minutes in view", lambda _: playing(waveform, 120_000)
    yield "playing, 3 seconds in view", lambda _: playing(waveform, 3_000)
    yield "scrolling, 2 minutes in view", lambda _: scrolling(waveform)
    yield "zooming, 10 hours to 0.2 s and back", lambda frames: zooming(waveform, frames)
    yield "new levels, 10 hours in view", lambda _: arriving(waveform, pyramid)


def and_update(step: Step, widget: QWidget) -> Step:
    """The same step, and all of a widget is to be painted."""

    def both(frame: int) -> None:
        step(frame)
        widget.update()

    return both


def rows(pyramid: Pyramid, look: Look, width: int) -> Iterator[str]:
    waveform = Waveform(look)
    waveform.resize(width, waveform.height())
    waveform.set_duration(pyramid.duration_ms)
    waveform.set_levels(Detailed(pyramid))
    kinds = (SegmentKind.QUESTION, SegmentKind.ANSWER)
    marks = (Mark(n, kinds[n % 2], n * 95_000, "A chapter") for n in range(HOURS * 36))
    waveform.set_marks(tuple(marks))
    naive = Naive(pyramid, look, waveform)
    for widget in (waveform, naive):
        widget.show()
        QTest.qWaitForWindowExposed(widget)
    for name, make in cases(waveform, pyramid):
        ours = measured(waveform, make(FRAMES), FRAMES)
        waveform.setUpdatesEnabled(False)
        theirs = measured(naive, and_update(make(NAIVE_FRAMES), naive), NAIVE_FRAMES)
        waveform.setUpdatesEnabled(True)
        share = percentile(ours, 0.95)
        verdict = "holds" if share <= BOUND_MS else "does not hold"
        yield (
            f"| {name}, {width} px | {median(ours):.2f} | {share:.2f} | {max(ours):.2f} "
            f"| {median(theirs):.1f} | {percentile(theirs, 0.95):.1f} | {verdict} |"
        )


def main() -> None:
    app = QApplication([])
    look = make_wanted_look("light")
    dress(app, look)
    pyramid = ten_hours()
    print(f"One frame of a {HOURS}-hour file; bound: 95 % within {BOUND_MS:.0f} ms.\n")
    print("| what | median ms | 95 % | longest | naive, median ms | naive, 95 % | |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for width in WIDTHS:
        for line in rows(pyramid, look, width):
            print(line, flush=True)


if __name__ == "__main__":
    main()
