"""The windowed program's start: the window is painted first, what it holds is imported then."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from notesapp import __version__
from notesapp.storage.places import Places, places_from_environment
from notesapp.ui.window.main_window import MainWindow

APP_ID = "org.notesapp.ShowNotes"
GROUNDS = {"light": "#F1F3F3", "dark": "#15181A"}


def run_window(
    path: Path | None = None, *, demo: bool = False, painted: Callable[[], None] | None = None
) -> int:
    """Open the window and stay until the last one closes; returns the exit code.

    ``painted`` is called when the window has been painted for the first time.
    """
    app = make_application([sys.argv[0]])
    places = places_from_environment(os.environ, sys.platform, Path.home())
    window = MainWindow(QColor(GROUNDS[_first_theme(app, places)]))
    window.setWindowTitle(window.tr("Show Notes"))
    window.restoreGeometry(QByteArray.fromBase64(_kept(places.state_file, "window").encode()))
    closers: list[Callable[[], None]] = []

    def fill() -> None:
        if painted is not None:
            painted()
        closers.append(_fill(app, places, window, path, demo=demo))

    window.painted.connect(fill)
    window.show()
    code = app.exec()
    for close in closers:
        close()
    return code


def _fill(
    app: QApplication, places: Places, window: MainWindow, path: Path | None, *, demo: bool
) -> Callable[[], None]:
    """Import the rest, give the window its document; returns what closes it all."""
    from notesapp.ui.program import Program

    _dress(app)
    options = tuple(os.environ.get("NOTESAPP_VLC_OPTIONS", "").split())
    program = Program(app, places, vlc_options=options)
    episode = program.fill(window)
    if path is not None:
        episode.files.open_path(path)
    elif demo:
        episode.files.open_sample()
    QTimer.singleShot(0, program, program.recover)
    return program.close


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


def _kept(path: Path, key: str) -> str:
    """One text of a JSON file, without importing what reads it properly; empty where it is not."""
    try:
        value = json.loads(path.read_text("utf-8")).get(key, "")
    except (OSError, ValueError, AttributeError):
        return ""
    return value if isinstance(value, str) else ""
