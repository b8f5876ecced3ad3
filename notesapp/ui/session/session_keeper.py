"""Keeps what is open, so that the next start can open it again, also after a sudden end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from notesapp.storage.session_file import LIVED_MS, OpenWindow, Session, SessionFile
from notesapp.ui.window.main_window import OUTLINE_BELOW, PANEL_BELOW

if TYPE_CHECKING:
    from notesapp.storage.state_file import DocumentState, StateFile
    from notesapp.ui.episode.episode import Episode

LOOK_MS = 10_000
SOON_MS = 400


class SessionKeeper(QObject):
    """Looks every ten seconds, and soon after a window or a path changed; writes what differs.

    Inert until ``begin``. Nothing hangs on typing, and the disk is left to a worker.
    A window closed while others stay is forgotten; the last one closed is the end of the program,
    so it stays in the session.
    """

    def __init__(
        self,
        file: SessionFile,
        state: StateFile,
        episodes: list[Episode],
        submit: Callable[[Callable[[], None]], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._submit = submit
        self._file = file
        self._state = state
        self._episodes = episodes
        self._active: Episode | None = None
        self._session = Session()
        self._written: Session | None = None
        self._seen: dict[Episode, tuple[object, ...]] = {}
        self._is_on = False
        self._is_frozen = False
        self._guard = threading.Lock()
        self._look = QTimer(self)
        self._look.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self.look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.look)

    @property
    def session(self) -> Session:
        """What was seen last."""
        return self._session

    @property
    def active(self) -> Episode | None:
        """The window that was in front last, None without any."""
        if self._active not in self._episodes:
            self._active = self._episodes[-1] if self._episodes else None
        return self._active

    def start(self, session: Session) -> None:
        """Keep at once, on the disk, what is about to be opened: opening may end the program."""
        self._session = session
        self._write()
        if session.tries:
            QTimer.singleShot(LIVED_MS, self, self._live)

    def begin(self, session: Session) -> None:
        """From now on keep what is open; what waits or is held stays as it is."""
        if not self._is_on:
            self._session = replace(session, tries=self._session.tries)
            self._is_on = True
            self._look.start()
            self.note()

    def let_go(self) -> None:
        """Hold nothing any more: it was opened, or nobody wants it."""
        self._session = replace(self._session, held=())
        self.note()

    def try_again(self) -> tuple[OpenWindow, ...]:
        """Take what is held, to open it now; that is a try like that of a start."""
        held = self._session.held
        everything = (*self._session.windows, *held)
        self.start(replace(self._session, windows=everything, held=(), tries=1))
        return held

    # --- what happens to windows

    def note(self) -> None:
        """A window or its path changed."""
        if self._is_on:
            self._is_frozen = False
            self._soon.start()

    def activated(self, episode: Episode) -> None:
        """A window came to the front."""
        self._active = episode

    def leaving(self, episode: Episode) -> None:
        """A window is closing, still in the list; the last one takes the session with it."""
        self._seen.pop(episode, None)
        if self._is_on and not self._is_frozen and self._episodes == [episode]:
            self.freeze()
        elif not self._is_frozen:
            self.note()
        if self._active is episode:
            self._active = None

    def freeze(self) -> None:
        """Every window is about to close: what is open now is the session."""
        if self._is_on:
            self._take()
            self._is_frozen = True
            self._soon.stop()

    def end(self) -> None:
        """The program ends in order: keep the last, on the disk."""
        if self._is_on and not self._is_frozen:
            for episode in self._episodes:
                episode.files.remember()
            self._take()
        if self._is_on:
            self._session = replace(self._session, tries=0)
            self._write()
            self._is_on = False
            self._look.stop()
            self._soon.stop()

    # --- looking and writing

    def look(self) -> None:
        """See what is open and where, and have written what changed."""
        if not self._is_on or self._is_frozen:
            return
        self._take()
        places = [found for episode in self._episodes if (found := self._moved(episode))]
        if self._session != self._written or places:
            with suppress(RuntimeError):  # the worker takes nothing any more
                self._submit(lambda: self._write_all(places))

    def _take(self) -> None:
        windows = tuple(window_of(episode) for episode in self._episodes)
        front = self.active
        active = self._episodes.index(front) if front is not None else 0
        self._session = replace(self._session, windows=windows, active=active)

    def _moved(self, episode: Episode) -> Whereabouts | None:
        """Where the editor of a document is, if it was elsewhere when last looked at."""
        editor, playback = episode.window.editor, episode.playback
        seen = (
            episode.session.path,
            editor.textCursor().position(),
            editor.verticalScrollBar().value(),
            playback.path,
            playback.position_ms(),
        )
        before = self._seen.get(episode)
        self._seen[episode] = seen
        if before is None or before == seen or before[0] != seen[0]:
            return None
        return episode.files.whereabouts()

    def _write_all(self, places: list[Whereabouts]) -> None:
        self._write()
        for path, state in places:
            self._state.remember(path, state)

    def _write(self) -> None:
        """On any thread; always the latest."""
        with self._guard:
            session = self._session
            if session != self._written and self._file.write(session):
                self._written = session

    def _live(self) -> None:
        """What was restored does not end the program."""
        self._session = replace(self._session, tries=0)
        self.note()


if TYPE_CHECKING:
    from pathlib import Path

    Whereabouts = tuple[Path, DocumentState]


def window_of(episode: Episode) -> OpenWindow:
    """How a window stands now."""
    window = episode.window
    geometry = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    tells = not window.quiet
    width = window.width()
    return OpenWindow(
        notes_path=episode.session.path,
        geometry=geometry,
        outline=window.outline_open if tells and width >= OUTLINE_BELOW else None,
        panel=window.panel_open if tells and width >= PANEL_BELOW else None,
        tab=window.panel.current_tab(),
    )
