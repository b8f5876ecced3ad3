#!/usr/bin/env python3
"""Take the pictures in docs/screenshots: the real program with its sample episode.

    python packaging/make_screenshots.py [FOLDER]

Run it in the project's environment. It needs no display: without one Qt paints off screen. Nothing
of the user's is read or written, since the program gets folders of its own for the time.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic, time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QTextBrowser

from notesapp.app import make_application
from notesapp.core.edits.base import Position
from notesapp.storage.places import Places, places_from_environment
from notesapp.storage.recovery import LeftOver
from notesapp.storage.resources import resource
from notesapp.storage.settings_file import SettingsFile
from notesapp.storage.state_file import StateFile
from notesapp.ui.episode.episode import Episode
from notesapp.ui.help.welcome import CLOSED
from notesapp.ui.program import Program
from notesapp.ui.recovery.finds import find_of
from notesapp.ui.recovery.recovery_dialog import RecoveryDialog
from notesapp.ui.waveform.waveform_detail import FINER_THAN_MS

TARGET = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SIZES = (QSize(1280, 800), QSize(1920, 1080))
THEMES = ("light", "dark")
PATIENCE_S = 30.0
CARET_AT = "A: Give it time instead of heat."
PREVIEWED = "Lena"
NOTES_NAME = "morning-loaf-7.md"
ZOOMS = (("1-episode", 0), ("2-closer", 24_000), ("3-seconds", 3_000))
OPAQUE = 0xFF000000
COMMON = 48
ALIKE = 8


def wait_until(app: QApplication, condition: Callable[[], bool], what: str) -> None:
    """Let the program work until something holds; leaves where it never does."""
    until = monotonic() + PATIENCE_S
    while not condition():
        if monotonic() > until:
            raise SystemExit(f"No picture: waited {PATIENCE_S:.0f} seconds for {what}.")
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def few_colors(image: QImage) -> QImage:
    """The picture in at most 256 colours, which makes a third of the file."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(plain.constBits()).cast("I"))
    table = distinct([color for color, _ in counts.most_common()])
    indexed = QImage.Format.Format_Indexed8
    return plain.convertToFormat(indexed, table, Qt.ImageConversionFlag.ThresholdDither)


def distinct(colors: Sequence[int]) -> list[int]:
    """The commonest colours, and those that are not almost one before them: rare hues stay."""
    taken: list[tuple[int, int, int]] = []
    for color in colors:
        red, green, blue = color >> 16 & 255, color >> 8 & 255, color & 255
        near = (abs(red - r) + abs(green - g) + abs(blue - b) for r, g, b in taken)
        if len(taken) < COMMON or all(distance >= ALIKE for distance in near):
            taken.append((red, green, blue))
    return [OPAQUE | r << 16 | g << 8 | b for r, g, b in taken[:256]]


def take(app: QApplication, episode: Episode, size: QSize, path: Path) -> None:
    """Save one picture of the window at a size."""
    window = episode.window
    window.resize(size)
    for _ in range(10):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    wait_until(app, lambda: window.size() == size, "the window's size")
    if not few_colors(window.grab().toImage()).save(str(path), "PNG", 0):
        raise SystemExit(f"Not written: {path}.")
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


def take_waveform(app: QApplication, episode: Episode, span_ms: int, path: Path) -> None:
    """Save the top of the window with so much of the audio about its position; 0 for all of it."""
    window = episode.window
    window.resize(SIZES[0])
    scale = window.waveform.scale
    middle, half = episode.playback.position_ms(), span_ms / 2
    view = scale.showing(middle - half, middle + half) if span_ms else None
    read: list[object] = []
    episode.waveforms.feed.stretch_read.connect(read.append)
    window.waveform.show_view(view or scale.showing(0, scale.duration_ms))
    if view and view.per_px < FINER_THAN_MS:
        wait_until(app, lambda: bool(read), "the waveform up close")
    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    bottom = window.waveform.mapTo(window, window.waveform.rect().bottomLeft()).y()
    image = window.grab(QRect(0, 0, window.width(), bottom + 8)).toImage()
    if not few_colors(image).save(str(path), "PNG", 0):
        raise SystemExit(f"Not written: {path}.")
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


def copy_sample(folder: Path) -> Path:
    """The sample as somebody's own episode; returns its notes."""
    for kind in (".md", ".mp3"):
        shutil.copy(resource("sample", f"sample-episode{kind}"), folder)
    return Path(shutil.move(folder / "sample-episode.md", folder / NOTES_NAME))


def to_the_work(app: QApplication, episode: Episode, path: Path) -> None:
    """Open the notes, go to an answer and to its moment in the audio."""
    facts: list[object] = []
    episode.live.facts_changed.connect(facts.append)
    episode.files.open_path(path)
    wait_until(app, lambda: episode.playback.has_audio, "the sample's audio")
    notes = episode.document.fresh_notes()
    line = next(n for n, text in enumerate(notes.lines) if text.startswith(CARET_AT))
    segment = next(s for s in notes.segments if s.first_line == line)
    assert segment.start_ms is not None
    wanted = segment.start_ms
    episode.window.editor.set_place(Position(line, len(CARET_AT)))
    episode.playback.seek(wanted)
    wait_until(app, lambda: abs(episode.playback.position_ms() - wanted) < 100, "the position")
    episode.actions.run("view.preview")
    episode.window.editor.setFocus()
    shown = episode.window.panel.preview.findChild(QTextBrowser)
    assert shown is not None
    wait_until(app, lambda: PREVIEWED in shown.toPlainText(), "the preview")
    wait_until(app, lambda: bool(facts), "the outline")
    wait_until(app, lambda: episode.waveforms.levels_are_exact, "the waveform")


def take_recovery(app: QApplication, episode: Episode, home: Path, path: Path) -> None:
    """Save the question after a stop, over the window: as if its last words were not saved."""
    notes = home / NOTES_NAME
    lines = notes.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(CARET_AT))
    typed = [*lines[:at], lines[at] + " A day in the cold does no harm.", *lines[at + 1 :]]
    typed[at + 1 : at + 1] = ["", "Q: And rye? [1:02]"]
    now = time()
    os.utime(notes, (now - 240, now - 240))
    left = LeftOver("shown", "\n".join(typed) + "\n", notes, now)
    days = episode.session.versions.store.days
    dialog = RecoveryDialog(episode.window.look, (find_of(left),), days, episode.window)
    dialog.show()
    for _ in range(10):
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    image = dialog.grab().toImage()
    dialog.close()
    if not few_colors(image).save(str(path), "PNG", 0):
        raise SystemExit(f"Not written: {path}.")
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


def pictures(app: QApplication, places: Places, theme: str, home: Path, folder: Path) -> None:
    """All pictures in one theme."""
    SettingsFile(places.settings_file).choose("look.theme", theme)
    StateFile(places.state_file).mark_done(CLOSED)
    program = Program(app, places, vlc_options=("--aout=dummy",))
    try:
        episode = program.new_window()
        episode.window.show()
        episode.window.activateWindow()
        take(app, episode, SIZES[0], folder / f"start-{theme}.png")
        to_the_work(app, episode, copy_sample(home))
        for size in SIZES:
            name = f"window-{theme}-{size.width()}x{size.height()}.png"
            take(app, episode, size, folder / name)
        for name, span_ms in ZOOMS:
            take_waveform(app, episode, span_ms, folder / f"waveform-{theme}-{name}.png")
        take_recovery(app, episode, home, folder / f"recovery-{theme}.png")
    finally:
        program.abandon()


def main(folder: Path) -> None:
    """Every theme, each with folders of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application(sys.argv[:1])
    app.setCursorFlashTime(0)
    for theme in THEMES:
        with tempfile.TemporaryDirectory() as home:
            kinds = ("CONFIG", "DATA", "STATE", "CACHE")
            environment = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in kinds}
            places = places_from_environment(environment, sys.platform, Path(home))
            pictures(app, places, theme, Path(home), folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
