"""The windowed program's start: the window is painted first, what it holds is imported then."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from notesapp import __version__
from notesapp.storage.places import Places, places_from_environment
from notesapp.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from notesapp.ui.program import Program

APP_ID = "org.notesapp.ShowNotes"
GROUNDS = {"light": "#F1F3F3", "dark": "#15181A"}


def run_window(
    path: Path | None = None,
    *,
    demo: bool = False,
    temporary: bool = False,
    debug: bool = False,
    first: bool = True,
    painted: Callable[[], None] | None = None,
) -> int:
    """Open the window and stay until the last one closes; returns the exit code.

    ``temporary`` keeps everything in a folder that is removed at the end, ``debug`` logs.
    ``first``: this process keeps the profile's session and takes files from other starts.
    ``painted`` is called when the window has been painted for the first time. Raises NotesError
    where the folder or the log cannot be made.
    """
    with ExitStack() as ends:
        places = _temporary(ends) if temporary else _own_places()
        if debug:
            _start_log(ends, places)
        wish = _Wish(path, demo, first and not temporary)
        return _run(places, wish, painted)


def _own_places() -> Places:
    return places_from_environment(os.environ, sys.platform, Path.home())


def _temporary(ends: ExitStack) -> Places:
    from notesapp.storage.temporary_profile import make_temporary_profile

    folder, places, remove = make_temporary_profile(os.environ)
    ends.callback(remove)
    _say(f"notesapp: The profile of this run is in {folder} and goes away with it.")
    return places


def _start_log(ends: ExitStack, places: Places) -> None:
    from notesapp.storage.log_file import start_log
    from notesapp.ui.debug_log import watch

    path, end = start_log(places.state, Path.home(), sys.stderr)
    ends.callback(end)
    ends.callback(watch())
    _say(f"notesapp: The log is in {path}.")


def _say(line: str) -> None:
    with suppress(OSError, ValueError):
        if sys.stderr is not None:
            print(line, file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What this start shall open, and whether the session and the door are its own."""

    path: Path | None
    demo: bool
    first: bool

    @property
    def is_plain(self) -> bool:
        """Whether nothing was named, so that what was open is opened again."""
        return self.path is None and not self.demo


def _run(places: Places, wish: _Wish, painted: Callable[[], None] | None) -> int:
    app = make_application([sys.argv[0]])
    window = MainWindow(QColor(GROUNDS[_first_theme(app, places)]))
    window.setWindowTitle(window.tr("Show Notes"))
    geometry = _kept_front(places.session_file) if wish.first and wish.is_plain else ""
    geometry = geometry or _kept(places.state_file, "window")
    window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
    closers: list[Callable[[], None]] = []

    def fill() -> None:
        if painted is not None:
            painted()
        closers.append(_fill(app, places, window, wish))

    window.painted.connect(fill)
    window.show()
    code = app.exec()
    for close in closers:
        close()
    return code


def _fill(app: QApplication, places: Places, window: MainWindow, wish: _Wish) -> Callable[[], None]:
    """Import the rest, give the window its document; returns what closes it all."""
    import logging

    from notesapp.ui.crash.watch import Watch
    from notesapp.ui.program import Program
    from notesapp.ui.stop_signals import SessionEnd, StopSignals
    from notesapp.ui.window.first_start import begin_plain

    log = logging.getLogger(__name__)
    _dress(app)
    options = tuple(os.environ.get("NOTESAPP_VLC_OPTIONS", "").split())
    program = Program(app, places, vlc_options=options)
    watch = Watch(program, places, Path.home())
    if not _kept(places.state_file, "window"):
        begin_plain(window.screen().availableGeometry().width(), program.services.settings)
    episode = program.fill(window)
    if wish.path is not None:
        episode.files.open_path(wish.path)
    elif wish.demo:
        episode.files.open_sample()
    close_door = _begin_session(program, places, wish) if wish.first else _nothing
    if not wish.first:
        QTimer.singleShot(0, program, program.recover)
    QTimer.singleShot(0, program, lambda: log.info("The window has its notes."))
    stops = StopSignals(lambda number: _stop(program, number), program)
    app.commitDataRequest.connect(lambda _: program.session.ending())
    SessionEnd(app, program.keep_unsaved, lambda: [e.window for e in program.episodes], program)

    def close() -> None:
        watch.leave()
        stops.restore()
        close_door()
        program.close()
        watch.end()

    return close


def _begin_session(program: Program, places: Places, wish: _Wish) -> Callable[[], None]:
    """Open what was open, then ask about what a crash left; returns what closes the door."""
    from notesapp.storage.second_start import door_names
    from notesapp.ui.session.door import Door

    door = Door(door_names(places.state, os.environ, sys.platform), program)
    door.asked.connect(program.open_from_outside)
    door.open()
    recover = partial(QTimer.singleShot, 0, program, program.recover)
    program.session.begin(has_file=not wish.is_plain, done=recover)
    return door.close


def _nothing() -> None:
    """There is no door."""


def _stop(program: Program, number: int) -> None:
    """As at a power cut, but with what was typed in the last second kept too."""
    program.keep_unsaved()
    QApplication.exit(128 + number)


def make_application(arguments: list[str]) -> QApplication:
    """The QApplication with its name and id."""
    app = QApplication(arguments)
    app.setApplicationName("notesapp")
    app.setApplicationDisplayName("Show Notes")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(APP_ID)
    return app


def _dress(app: QApplication) -> None:
    """The icon of every window."""
    from PySide6.QtGui import QIcon

    from notesapp.errors import FileTrouble
    from notesapp.storage.resources import resource

    icon = QIcon()
    for size in (16, 32, 48, 128, 256):
        try:
            icon.addFile(str(resource("app", f"{APP_ID}-{size}.png")), QSize(size, size))
        except FileTrouble:
            return
    app.setWindowIcon(icon)


def _first_theme(app: QApplication, places: Places) -> str:
    """Light or dark for the first paint; the settings are read in full right after it."""
    wanted = _kept(places.settings_file, "look.theme")
    if wanted in GROUNDS:
        return wanted
    return "dark" if app.palette().window().color().lightness() < 128 else "light"


def _kept_front(path: Path) -> str:
    """Where the window stood that was in front; empty where that is not known."""
    try:
        kept = json.loads(path.read_text("utf-8"))
        value = kept["windows"][kept["active"]]["geometry"]
    except (OSError, ValueError, LookupError, TypeError):
        return ""
    return value if isinstance(value, str) and value.isascii() else ""


def _kept(path: Path, key: str) -> str:
    """One text of a JSON file, without importing what reads it properly; empty where it is not."""
    try:
        value = json.loads(path.read_text("utf-8")).get(key, "")
    except (OSError, ValueError, AttributeError):
        return ""
    return value if isinstance(value, str) else ""
