#!/usr/bin/env python3
"""Take the pictures of the manual, in both themes: the real program with its sample episode.

    python packaging/make_manual_pictures.py [FOLDER]

As make_screenshots.py: it needs no display, and reads or writes nothing of the user's.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from make_screenshots import THEMES, copy_sample, few_colors, to_the_work, wait_until
from PySide6.QtCore import QEventLoop, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from notesapp.app import make_application
from notesapp.storage.places import places_from_environment
from notesapp.storage.settings_file import SettingsFile
from notesapp.storage.state_file import StateFile
from notesapp.ui.episode.episode import Episode
from notesapp.ui.help.manual_text import PICTURE_WIDTH
from notesapp.ui.help.welcome import CLOSED
from notesapp.ui.program import Program
from notesapp.ui.publish.publish_dialog import PublishDialog

TARGET = Path(__file__).resolve().parent.parent / "resources" / "manual" / "pictures"
WHOLE = QSize(1280, 800)
CLOSE_UP = QSize(1280, 1000)


def settle(app: QApplication) -> None:
    """Let everything be laid out and painted."""
    for _ in range(10):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def save(image: QImage, path: Path) -> None:
    """Write a picture no wider than the manual's column."""
    if image.width() > PICTURE_WIDTH:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaledToWidth(PICTURE_WIDTH, smooth)
    if not few_colors(image).save(str(path), "PNG", 0):
        raise SystemExit(f"Not written: {path}.")
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


def of_widget(widget: QWidget, height: int = 0) -> Callable[[], QImage]:
    """A picture of one part of the window, from its top."""
    box = QRect(QPoint(), QSize(widget.width(), height or widget.height()))
    return lambda: widget.grab(box).toImage()


def top_of(episode: Episode) -> QImage:
    """Overview and waveform."""
    window = episode.window
    top = window.overview_row.mapTo(window, QPoint()).y()
    bottom = window.waveform_pane.mapTo(window, window.waveform_pane.rect().bottomLeft()).y()
    return window.grab(QRect(0, top - 4, 900, bottom - top + 8)).toImage()


def publishing(app: QApplication, episode: Episode) -> QImage:
    """The publish dialog."""
    episode.actions.run("publish.publish")
    settle(app)
    dialog = episode.window.findChild(PublishDialog)
    assert dialog is not None
    wait_until(app, lambda: not dialog.waiting(), "the rows' states")
    settle(app)
    image = dialog.grab().toImage()
    dialog.reject()
    return image


def pictures(app: QApplication, episode: Episode, home: Path, theme: str, folder: Path) -> None:
    """All pictures in one theme."""
    window = episode.window
    window.resize(WHOLE)
    window.show()
    episodes = home / "Podcasts" / "Morning Loaf"
    episodes.mkdir(parents=True)
    to_the_work(app, episode, copy_sample(episodes))
    episode.actions.run("view.details")
    settle(app)
    window.editor.setFocus()
    window.set_panel_wanted(False)
    settle(app)
    save(window.grab().toImage(), folder / f"window-{theme}.png")
    save(top_of(episode), folder / f"waveform-{theme}.png")
    save(of_widget(window.outline, 360)(), folder / f"outline-{theme}.png")
    save(of_widget(window.editor, 300)(), folder / f"text-{theme}.png")
    window.resize(CLOSE_UP)
    window.set_panel_wanted(True)
    wait_until(app, lambda: window.panel.details.isVisible(), "the details")
    settle(app)
    save(of_widget(window.panel, 620)(), folder / f"details-{theme}.png")
    episode.actions.run("check.all")
    wait_until(app, lambda: bool(window.panel.problems.shown()), "the problems")
    settle(app)
    save(of_widget(window.panel, 620)(), folder / f"problems-{theme}.png")
    save(publishing(app, episode), folder / f"publish-{theme}.png")


def main(folder: Path) -> None:
    """Every theme, each with folders of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application(sys.argv[:1])
    app.setCursorFlashTime(0)
    for theme in THEMES:
        with tempfile.TemporaryDirectory() as name:
            home = Path(name)
            kinds = ("CONFIG", "DATA", "STATE", "CACHE")
            os.environ["HOME"] = name  # the folder is shown as its owner writes it, with ~
            environment = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in kinds}
            places = places_from_environment(environment, sys.platform, home)
            SettingsFile(places.settings_file).choose("look.theme", theme)
            StateFile(places.state_file).mark_done(CLOSED)
            program = Program(app, places, vlc_options=("--aout=dummy",))
            try:
                pictures(app, program.new_window(), home, theme, folder)
            finally:
                program.abandon()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
