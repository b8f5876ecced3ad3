"""The program behind its windows: shared services, one Episode a window, and their list."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from notesapp.core.edits.base import Position
from notesapp.player.engine_room import EngineRoom
from notesapp.storage.atomic import is_same_file
from notesapp.storage.note_file import load_notes
from notesapp.storage.places import Places
from notesapp.storage.recovery import RecoveryStore
from notesapp.storage.resources import resource
from notesapp.storage.second_start import Request
from notesapp.storage.session_file import SessionFile
from notesapp.storage.settings_file import SettingsFile
from notesapp.storage.state_file import StateFile
from notesapp.storage.versions import VersionStore
from notesapp.ui.episode.episode import Episode, Services
from notesapp.ui.files.file_actions import Doors, FileActions
from notesapp.ui.kit.dialogs import Dialogs
from notesapp.ui.kit.look import dress, look_choices, look_of
from notesapp.ui.kit.worker import Worker
from notesapp.ui.quiet_collector import QuietCollector
from notesapp.ui.recovery.recoverer import Recoverer, Windows
from notesapp.ui.session.front import bring_to_front
from notesapp.ui.session.session import ProgramSession
from notesapp.ui.window.main_window import MainWindow
from notesapp.ui.window.view_actions import restyle

if TYPE_CHECKING:
    from notesapp.audio.pyramid import Pyramid

JOB_PATIENCE_S = 30.0
WRITE_PATIENCE_S = 120.0  # a slow disk is slow
JOBS_END_S = 1.0
WRITES_END_S = 5.0
ENGINES_END_S = 2.0

_log = logging.getLogger(__name__)


class Program(QObject):
    """Owns what windows share and the list of windows."""

    def __init__(
        self,
        app: QApplication,
        places: Places,
        dialogs: Dialogs | None = None,
        vlc_options: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._app = app
        self._engines = EngineRoom(vlc_options)
        self._peaks_folder = places.peaks_folder
        self.episodes: list[Episode] = []
        self._collector = QuietCollector(parent=self)
        self._jobs = Worker("notes", patience_s=JOB_PATIENCE_S)
        self._writer = Worker("keep", patience_s=WRITE_PATIENCE_S)
        self.services = Services(
            settings=SettingsFile(places.settings_file),
            state=StateFile(places.state_file),
            recovery=RecoveryStore(places.recovery_folder),
            versions=VersionStore(places.versions_folder),
            executor=self._jobs,
            writer=self._writer,
            dialogs=dialogs or Dialogs(),
            cache=places.cache,
            data=places.data,
            engines=self._engines,
            restyle=self._restyle,
            apply_settings=self._apply_settings,
            load_levels=self._load_levels,
        )
        self.recoverer = Recoverer(
            Windows(lambda: tuple(self.episodes), self.new_window),
            self.services.recovery,
            self.services.versions,
            self.services.state,
            self,
        )
        self.session = ProgramSession(
            SessionFile(places.session_file), self.services, self.episodes, self.new_window, self
        )
        values = self.services.settings.read()
        self._look = look_of(values)
        self._dressed = look_choices(values)
        dress(app, self._look)
        # Of its own, and not waited for: a folder on a network may take its time.
        sweep, own = self.services.state.unfinished.sweep, places.own_folders
        threading.Thread(target=sweep, args=(own,), name="sweep", daemon=True).start()
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(lambda _: self._restyle())
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(lambda _: self._restyle())

    def new_window(self) -> Episode:
        """One more window, at its start screen; not shown yet."""
        window = MainWindow(self._look.color("bg"))
        window.setWindowTitle(window.tr("Show Notes"))
        return self.fill(window)

    def fill(self, window: MainWindow) -> Episode:
        """Give a window its document."""
        doors = Doors(
            open_elsewhere=self._open_elsewhere,
            open_at=self._open_at,
            show_open=self._show_open,
            new_window=self._new_files,
            sample=read_sample,
            quit=self.quit,
            recover=self._show_recovery,
        )
        episode = Episode(window, self._look, self.services, doors)
        window.closed.connect(lambda: self._forget(episode))
        episode.document.text_changed.connect(self._collector.noticed)
        self.episodes.append(episode)
        self.session.watch(episode)
        QTimer.singleShot(0, episode, lambda: self._after_first_paint(episode))
        return episode

    def recover(self) -> None:
        """Ask what shall become of what a crash left behind, if anything; decides nothing."""
        front = self.session.keeper.active
        if front is not None:
            self.recoverer.offer(front)

    def _show_recovery(self, window: QWidget) -> None:
        """The same because somebody asked, over a window."""
        over = next((e for e in self.episodes if e.window is window), None)
        if over is not None:
            self.recoverer.offer(over, asked=True)

    def quit(self) -> None:
        """Close every window; one that asks and is kept open keeps the program.

        Those that ask come first, so that none is gone when somebody stays.
        """
        self.session.keeper.freeze()
        for episode in sorted(self.episodes, key=lambda one: not one.document.dirty):
            if not episode.window.close():
                self.session.keeper.note()
                return

    def close(self) -> None:
        """After the last window."""
        self.session.keeper.end()
        self.recoverer.close()
        for episode in list(self.episodes):
            episode.close()
        self._collector.restore()
        self._jobs.close(JOBS_END_S)
        self._writer.close(WRITES_END_S, finish=True)
        # libVLC may hang, and a thread that starts it may hold its lock.
        engines = threading.Thread(target=self._engines.close, name="engines", daemon=True)
        engines.start()
        engines.join(ENGINES_END_S)

    def keep_unsaved(self) -> bool:
        """Save, or keep for the next start, what is unsaved in every window.

        Never raises: a window that cannot is logged, and the answer is False.
        """
        kept = [_keep(episode) for episode in list(self.episodes)]
        return all(kept)

    def look_at_workers(self) -> None:
        """Leave jobs that hang to themselves, so that those behind them go on."""
        self._jobs.look()
        self._writer.look()

    def abandon(self) -> None:
        """Close without asking: unsaved changes are let go."""
        for episode in list(self.episodes):
            episode.session.forget_unsaved()
            episode.window.may_close = lambda: True
            episode.window.close()
        self.close()

    def open_from_outside(self, request: Request) -> None:
        """What a second start asked for: a file in a window of its own, or just to be seen."""
        path = request.path
        if path is None:
            front = self.session.keeper.active or self.new_window()
        else:
            if not self._show_open(path):
                self._open_elsewhere(path)
            front = self._holder_of(path) or self.episodes[-1]
        bring_to_front(front.window, request.token)

    def _new_files(self) -> FileActions:
        episode = self.new_window()
        episode.window.show()
        return episode.files

    def _open_elsewhere(self, path: Path) -> None:
        """Open in another window."""
        free = next((e for e in self.episodes if not e.session.is_used), None)
        episode = free or self.new_window()
        episode.window.show()
        episode.files.open_path(path)

    def _open_at(self, path: Path, place: Position) -> None:
        """Open in another window, or bring the one that has it to the front, at a place."""
        if not self._show_open(path):
            self._open_elsewhere(path)
        episode = self._holder_of(path)
        if episode is not None:
            episode.window.editor.set_place(place)

    def _show_open(self, path: Path) -> bool:
        """Bring the window that has a file to the front; False where none has it."""
        episode = self._holder_of(path)
        if episode is not None:
            episode.window.raise_()
            episode.window.activateWindow()
        return episode is not None

    def _holder_of(self, path: Path) -> Episode | None:
        for episode in self.episodes:
            own = episode.session.path
            if own is not None and is_same_file(own, path):
                return episode
        return None

    def _forget(self, episode: Episode) -> None:
        self.session.keeper.leaving(episode)
        if episode in self.episodes:
            self.episodes.remove(episode)
        episode.close()
        episode.window.deleteLater()
        episode.deleteLater()

    def _after_first_paint(self, episode: Episode) -> None:
        """What may wait until the window is seen: recent files."""
        recent = [
            (r.path, r.state.title, episode.facts.where_stopped(r.state))
            for r in self.services.state.recent()
            if r.exists
        ]
        episode.window.start.set_recent(recent[:5])

    def _load_levels(self, path: Path, is_wanted: Callable[[], bool]) -> Iterator[Pyramid]:
        """The levels of a file, on the worker that asks; what they need is imported there."""
        from notesapp.audio.peaks import load_levels
        from notesapp.storage.peak_cache import PeakCache

        return load_levels(path, PeakCache(self._peaks_folder), is_wanted)

    def _apply_settings(self) -> None:
        if look_choices(self.services.settings.read()) != self._dressed:
            self._restyle()
        for episode in self.episodes:
            episode.apply_settings()

    def _restyle(self) -> None:
        self._dressed = look_choices(self.services.settings.read())
        for episode in self.episodes:
            self._look = restyle(self._app, episode.window, self.services.settings)


def _keep(episode: Episode) -> bool:
    try:
        episode.session.flush()
    except Exception as error:
        _log.error("What is unsaved could not be kept.", exc_info=error)
        return False
    return True


def read_sample() -> tuple[str, str, Path]:
    """Name, text and audio of the sample; the copy is only in memory until it is saved."""
    notes = resource("sample", "sample-episode.md")
    audio = resource("sample", "sample-episode.mp3")
    return notes.name, load_notes(notes).text, audio
