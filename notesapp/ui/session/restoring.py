"""Opens again what was open, one window a turn, so that the first can be used meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer

from notesapp.storage.atomic import is_same_file
from notesapp.storage.session_file import OpenWindow

if TYPE_CHECKING:
    from notesapp.ui.episode.episode import Episode


class Restoring(QObject):
    """One round of opening. ``gone`` fills with the notes that could not be opened."""

    def __init__(
        self,
        episodes: list[Episode],
        new_window: Callable[[], Episode],
        windows: tuple[OpenWindow, ...],
        active: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._episodes = episodes
        self._new_window = new_window
        self._order = windows
        front = windows[active : active + 1]
        self._left = [*front, *windows[:active], *windows[active + 1 :]]
        self._opened: dict[int, Episode] = {}
        self._done: Callable[[], None] = lambda: None
        self.gone: list[Path] = []

    @property
    def front(self) -> Episode | None:
        """The window that was in front, or the first that could be opened."""
        return next(iter(self._opened.values()), None)

    def begin(self, done: Callable[[], None]) -> None:
        """Open the window that was in front now and the others then; ``done`` comes last."""
        self._done = done
        self._next()

    def _next(self) -> None:
        while self._left and not self._open(self._left.pop(0)):
            pass
        if self._left:
            QTimer.singleShot(0, self, self._next)
        else:
            self._put_in_order()
            self._done()

    def _open(self, wanted: OpenWindow) -> bool:
        """Whether a window was made for it, which is enough for one turn."""
        path = wanted.notes_path
        if path is None or self._is_open(path):
            return False
        if not _may_be_read(path):
            self.gone.append(path)
            return False
        free = next((one for one in self._episodes if not one.session.is_open), None)
        episode = free if free is not None else self._new_window()
        _stand(episode, wanted, quietly=bool(self._opened))
        if episode.files.open_here(path):
            self.gone.append(path)
        else:
            _lay_out(episode, wanted)
        self._opened[self._order.index(wanted)] = episode
        return True

    def _is_open(self, path: Path) -> bool:
        own = [episode.session.path for episode in self._episodes]
        return any(one is not None and is_same_file(one, path) for one in own)

    def _put_in_order(self) -> None:
        """As they were listed before; windows that came meanwhile stand behind."""
        places = {episode: place for place, episode in self._opened.items()}
        self._episodes.sort(key=lambda episode: places.get(episode, len(self._order)))
        front = self.front
        if front is None or len(self._opened) < 2:
            return
        front.window.raise_()
        if any(episode.window.isActiveWindow() for episode in self._episodes):
            front.window.activateWindow()


def _may_be_read(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _stand(episode: Episode, wanted: OpenWindow, *, quietly: bool) -> None:
    """Where it stood. It is on the screen before it has its text, which is laid out for it then."""
    window = episode.window
    if wanted.geometry:
        window.restoreGeometry(QByteArray.fromBase64(wanted.geometry.encode("ascii", "ignore")))
    if not window.isVisible():
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quietly)
        window.show()
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)


def _lay_out(episode: Episode, wanted: OpenWindow) -> None:
    window = episode.window
    outline, panel = window.outline_open, window.panel_open
    window.start_with(
        outline=outline if wanted.outline is None else wanted.outline,
        panel=panel if wanted.panel is None else wanted.panel,
    )
    if wanted.tab in window.panel.NAMES:
        window.panel.show_tab(wanted.tab)
