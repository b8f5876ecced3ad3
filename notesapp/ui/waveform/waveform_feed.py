"""Levels of the audio from a worker: the whole file as it becomes known, and close views of it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from notesapp.errors import NotesError
from notesapp.ui.waveform.waveform_detail import FINER_THAN_MS, Stretch
from notesapp.ui.waveform.waveform_scale import Scale

if TYPE_CHECKING:
    from notesapp.audio.source import PcmSource

LevelLoader = Callable[[Path, Callable[[], bool]], Iterator[Any]]
"""Yields Pyramids of a file, the last one complete, until it is no longer wanted."""
Opener = Callable[[Path], "PcmSource"]

SETTLED_MS = 60
# So much more than what is in view is read on each side, so that a page further is there already.
_BESIDE = 1.0
_MOST_MS = 55_000

_log = logging.getLogger(__name__)


def open_exactly(path: Path) -> PcmSource:
    """The exact sound of a file; imported on the worker that needs it."""
    from notesapp.audio.open_source import open_source

    return open_source(path)


class WaveformFeed(QObject):
    """``levels_changed`` carries a Pyramid, or None for other audio; ``stretch_read`` a Stretch.

    ``load`` and ``open_file`` run on the workers of ``executor``, which are this feed's own: a
    long file keeps one of them for as long as it is being read.
    """

    levels_changed = Signal(object)
    stretch_read = Signal(object)
    _arrived = Signal(int, str, object)

    def __init__(
        self,
        load: LevelLoader,
        executor: Executor,
        open_file: Opener = open_exactly,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._load = load
        self._open_file = open_file
        self._executor = executor
        self._run = 0
        self._closed = False
        self._path: Path | None = None
        self._source: PcmSource | None = None
        self._opening = threading.Lock()
        self._stretch: Stretch | None = None
        self._asked: tuple[float, float, int] | None = None
        self._wanted: Scale | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._ask)
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def follow(self, path: Path | None) -> None:
        """Read this file from now on, and stop reading the one before."""
        if self._closed or path == self._path:
            return
        self._path = path
        self._run += 1
        self._forget()
        self.levels_changed.emit(None)
        if path is not None:
            run = self._run
            self._executor.submit(self._read, path, run).add_done_callback(self._say_trouble)

    def want(self, scale: Scale) -> None:
        """The view shows this; where it is finer than the levels, the samples are asked."""
        if scale.per_column >= FINER_THAN_MS or self._path is None:
            self._wanted = None
            self._settled.stop()
            return
        self._wanted = scale
        there = self._stretch is not None and self._stretch.covers(
            scale.start_ms, min(scale.end_ms, scale.duration_ms), scale.per_column
        )
        if there:
            self._settled.stop()
        else:
            self._settled.start()

    def close(self) -> None:
        """Stop; nothing arrives any more."""
        self._closed = True
        self._run += 1
        self._path = None
        self._forget()
        self._executor.shutdown(wait=False)

    def _forget(self) -> None:
        """Let go of the file on a worker: closing waits for a read that is under way."""
        self._settled.stop()
        source, self._source = self._source, None
        self._stretch = self._asked = self._wanted = None
        if source is not None:
            self._executor.submit(source.close)

    def _read(self, path: Path, run: int) -> None:
        """On a worker: every state of the levels as it becomes known."""
        if self._run != run:
            return
        for pyramid in self._load(path, lambda: self._run == run):
            if self._run != run:
                return
            self._post(run, "levels", pyramid)

    def _ask(self) -> None:
        scale, path, run = self._wanted, self._path, self._run
        if scale is None or path is None:
            return
        asked = _around(scale)
        if asked == self._asked:
            return
        self._asked = asked
        self._executor.submit(self._look_closely, path, run, *asked).add_done_callback(
            self._say_trouble
        )

    def _look_closely(self, path: Path, run: int, start: float, end: float, count: int) -> None:
        """On a worker: the samples of one stretch. A newer wish makes an older one void."""
        from notesapp.audio.detail import detail

        if self._run != run or self._asked != (start, end, count):
            return
        source = self._opened(path, run)
        if source is None or self._asked != (start, end, count):
            return
        columns = detail(source, start, end, count)
        self._post(run, "stretch", Stretch(start, end, columns))

    def _opened(self, path: Path, run: int) -> PcmSource | None:
        """On a worker: the file, opened by the first who needs it; None once it is not wanted."""
        with self._opening:
            source = self._source
            if self._run != run:
                return None
            if source is None:
                self._source = source = self._open_file(path)
            if self._run == run:
                return source
            if self._source is source:
                self._source = None
            source.close()
            return None

    def _say_trouble(self, future: Future[None]) -> None:
        """To the log alone: the player says what is wrong with a file."""
        error = None if future.cancelled() else future.exception()
        if isinstance(error, NotesError):
            _log.info("Nothing to draw: %s", error.detail)
        elif error is not None:
            _log.error("Reading what is to be drawn stopped.", exc_info=error)

    def _post(self, run: int, what: str, result: object) -> None:
        try:
            self._arrived.emit(run, what, result)
        except RuntimeError:
            _log.debug("Levels came after their window had gone.")

    def _take(self, run: int, what: str, result: object) -> None:
        if run != self._run:
            return
        if what == "levels":
            self.levels_changed.emit(result)
        elif isinstance(result, Stretch):
            self._stretch = result
            self.stretch_read.emit(result)


def _around(scale: Scale) -> tuple[float, float, int]:
    """The stretch to read for a view, on whole columns, and how many columns that is."""
    column = scale.per_column
    seen = round(scale.width * scale.ratio)
    most = round(_MOST_MS / column)
    beside = min(round(seen * _BESIDE), max(0, (most - seen) // 2))
    first = max(0, scale.first_column - beside)
    last = scale.first_column + seen + beside
    return first * column, last * column, last - first
