"""Chapters into the audio beside the window: with progress, and stopped when somebody says so."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, SignalInstance

from notesapp.errors import Cancelled, NotesError
from notesapp.formats.base import Snapshot
from notesapp.storage.unfinished import Unfinished
from notesapp.ui.kit.jobs import Jobs
from notesapp.ui.sound.playback import Playback
from notesapp.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from notesapp.containers.embedding import Plan, Report

PER_MILLE = 1000


@dataclass(frozen=True, slots=True)
class EmbedWish:
    """Where the file with the chapters goes; without a target the audio itself is replaced."""

    target: Path | None = None
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What goes in, and into which file; pictures are read from one folder alone."""

    snapshot: Snapshot
    audio: Path
    pictures_in: Path | None


@dataclass(frozen=True, slots=True)
class Embedded:
    """What was written, and how large the audio was before."""

    report: Report
    before_bytes: int


class Embedder(QObject):
    """One embedding at a time, on a worker of its own: a long file holds up nobody else.

    ``progressed`` carries thousandths, ``embedded`` an Embedded, ``stopped`` the NotesError that
    says why nothing was changed; Cancelled is one of them. While the audio itself is replaced the
    player lets go of it, and stands where it stood afterwards, paused.
    """

    progressed = Signal(int)
    embedded = Signal(object)
    stopped = Signal(object)
    _moved = Signal(int, int)

    def __init__(self, window: MainWindow, playback: Playback, unfinished: Unfinished) -> None:
        super().__init__(window)
        self._playback = playback
        self._unfinished = unfinished
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embed")
        self._jobs = Jobs(self._executor, self)
        self._stop = Event()
        self._run = 0
        self._busy = False
        self._stood: tuple[Path, int] | None = None
        self._moved.connect(self._on_moved, Qt.ConnectionType.QueuedConnection)
        window.closed.connect(self._close)

    @property
    def is_busy(self) -> bool:
        """Whether a file is being written."""
        return self._busy

    def start(self, source: Source, wish: EmbedWish) -> None:
        """Begin; one of the two signals will end it."""
        assert not self._busy, "one at a time"
        self._busy = True
        self._run += 1
        self._stop = Event()
        if wish.target is None:
            self._let_go()
        work = _Work(source, wish, self._stop, self._run, self._moved, self._unfinished)
        self._jobs.run("embed", work.run, self._on_done, self._on_refused)

    def cancel(self) -> None:
        """Stop as soon as the worker looks up; ``stopped`` follows."""
        self._stop.set()

    def _let_go(self) -> None:
        path = self._playback.path
        if path is not None:
            self._stood = (path, self._playback.let_go())

    def _take_up(self) -> None:
        """The same place in the new file; not where other audio was opened meanwhile."""
        stood, self._stood = self._stood, None
        if stood is not None and self._playback.path == stood[0]:
            self._playback.load(*stood)

    def _on_moved(self, run: int, per_mille: int) -> None:
        if run == self._run and self._busy and not self._stop.is_set():
            self.progressed.emit(per_mille)

    def _on_done(self, embedded: Embedded) -> None:
        self._busy = False
        self._take_up()
        self.embedded.emit(embedded)

    def _on_refused(self, error: Exception) -> None:
        self._busy = False
        self._take_up()
        if not isinstance(error, NotesError):
            words = QCoreApplication.translate(
                "Embedder", "The chapters could not be put in. The audio is as it was."
            )
            self.stopped.emit(NotesError(words, repr(error)))
            raise error
        self.stopped.emit(error)

    def _close(self) -> None:
        self._stop.set()
        self._jobs.close()
        self._executor.shutdown(wait=False, cancel_futures=True)


@dataclass(frozen=True)
class _Work:
    """What happens on the worker."""

    source: Source
    wish: EmbedWish
    stop: Event
    number: int
    moved: SignalInstance
    unfinished: Unfinished

    def run(self) -> Embedded:
        from notesapp.containers.embedding import embed  # so that it is loaded on the worker

        before = self._size()
        plan = planned(self.source)
        if self.stop.is_set():
            raise Cancelled("Stopped. Nothing was changed.")
        report = embed(
            plan,
            self.wish.target,
            replace=self.wish.replace,
            progress=self._progress(),
            cancelled=self.stop.is_set,
            unfinished=self.unfinished,
        )
        return Embedded(report, before)

    def _size(self) -> int:
        try:
            return self.source.audio.stat().st_size
        except OSError:
            return 0

    def _progress(self) -> Callable[[int, int], None]:
        last = -1

        def moved(done: int, of: int) -> None:
            nonlocal last
            now = min(PER_MILLE, done * PER_MILLE // of) if of > 0 else 0
            if now != last:
                last = now
                self.moved.emit(self.number, now)

        return moved


def planned(source: Source) -> Plan:
    """What will be written. Raises NotesError where the file cannot take these chapters."""
    from notesapp.containers.embedding import plan_embedding  # so that it is loaded on the worker

    return plan_embedding(source.snapshot, source.audio, source.pictures_in)
