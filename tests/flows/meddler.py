"""Another program, in a process of its own, that does things to files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.ui.conflict.compare_dialog import CompareDialog
from notesapp.ui.episode.episode import Episode
from notesapp.ui.files.disk_side import SETTLE_MS
from notesapp.ui.program import Program
from tests.flows.driving import opened

START = "Q: Rye? [0:20]\n\nA: Flat. [0:30]\n\nQ: Wheat? [0:40]\n\nA: High. [0:50]\n"


def notes_in(folder: Path) -> Path:
    """Notes in a folder of their own, which can be moved."""
    path = folder / "episode" / "notes.md"
    path.parent.mkdir()
    path.write_text(START, "utf-8")
    return path


def opened_notes(shown: Program, notes: Path, qtbot: QtBot) -> Episode:
    """The notes in a window that soon saves by itself and has looked at the file."""
    shown.services.settings.choose("editor.autosave_delay_ms", 200)
    episode = opened(shown, qtbot)
    episode.files.open_path(notes)
    qtbot.waitUntil(lambda: not settling(episode))
    return episode


def settling(episode: Episode) -> bool:
    """Whether the file has not been looked at yet."""
    return episode.session.disk._stood is None


def meddle(code: str, *arguments: object) -> None:
    """Run some lines of Python elsewhere; ``path`` and ``others`` are its arguments."""
    head = "import os, sys, shutil, pathlib\npath, *others = map(pathlib.Path, sys.argv[1:])\n"
    words = [str(argument) for argument in arguments]
    subprocess.run([sys.executable, "-c", head + code, *words], check=True, timeout=60)


def write(path: Path, text: str) -> None:
    meddle(f"path.write_bytes({text.encode()!r})", path)


def message_id(episode: Episode) -> str:
    message = episode.window.bar.current()
    return message.id if message is not None else ""


def wait_for(episode: Episode, name: str, qtbot: QtBot) -> str:
    """Wait until a message of that name is on show; its sentence."""
    qtbot.waitUntil(lambda: message_id(episode) == name, timeout=10_000)
    return str(episode.window.bar.current().sentence)


def let_go(episode: Episode) -> None:
    episode.session.forget_unsaved()
    episode.document.mark_saved(episode.document.text())


def looked(episode: Episode, qtbot: QtBot) -> None:
    """Wait for a look that begins now, and one after the settling time."""
    for _ in range(2):
        episode.session.disk._last = None
        episode.session.disk.look()
        qtbot.waitUntil(lambda: episode.session.disk._last is not None)
        qtbot.wait(SETTLE_MS)


def compared(episode: Episode, qtbot: QtBot) -> CompareDialog:
    conflict = episode.features.get("conflict")
    episode.window.bar.second.click()
    qtbot.waitUntil(lambda: conflict.dialog is not None)
    return conflict.dialog


def disagreed(episode: Episode, notes: Path, qtbot: QtBot) -> CompareDialog:
    """The comparison of words that are not saved with what another program wrote meanwhile."""
    type_ahead(episode, "mine ")
    write(notes, START + "theirs\n")
    wait_for(episode, "disk", qtbot)
    return compared(episode, qtbot)


def type_ahead(episode: Episode, words: str) -> None:
    """Type what is not saved by itself."""
    episode._services.settings.choose("editor.autosave", False)
    QTest.keyClicks(episode.window.editor, words)
