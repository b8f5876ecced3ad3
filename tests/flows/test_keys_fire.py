"""Each key of the table runs its command, once and nothing else, with the caret in the text."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from notesapp.commands.keys import usual_bindings
from notesapp.ui.program import Program
from tests.flows.key_walk import count_commands, open_window, press_with_qt, walk, xdotool_name

NO_KEYS = '<openbox_config xmlns="http://openbox.org/3.4/rc"><keyboard/></openbox_config>'
ROOT = Path(__file__).resolve().parent.parent.parent
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def every_key(*, on_keyboards: bool = False) -> int:
    keys = [key for binding in usual_bindings() for key in binding.keys]
    twins = sum(key.endswith("Return") for key in keys if key.replace("Return", "Enter") in keys)
    return sum(bool(xdotool_name(key)) or not on_keyboards for key in keys) - twins


def test_every_default_key_fires_with_the_caret_in_the_text(start: Callable[..., Program]) -> None:
    episode = open_window(start())
    done = walk(episode, press_with_qt(episode))
    assert done.wrong == []
    assert len(done.pressed) == every_key()


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An X server of its own with a window manager that takes no key for itself."""
    missing = [name for name in ("Xvfb", "openbox", "xdotool") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as answer:
        name = f":{answer.readline().strip()}"
    env = {**os.environ, "DISPLAY": name}
    config = tmp_path_factory.mktemp("openbox") / "rc.xml"
    config.write_text(NO_KEYS, "utf-8")
    manager = subprocess.Popen(
        ["openbox", "--config-file", str(config)],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield name
    for process in (manager, server):
        process.terminate()
        process.wait(timeout=20)


@pytest.mark.parametrize("way", ["qt", "xdotool"])
def test_every_default_key_fires_under_x11(display: str, way: str) -> None:
    env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_IM_MODULE": "compose"}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.flows.key_walk", way],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    done = json.loads(ran.stdout.splitlines()[-1])
    assert done["wrong"] == []
    assert len(done["pressed"]) == every_key(on_keyboards=way == "xdotool")


def test_a_command_s_key_keeps_what_is_being_composed(start: Callable[..., Program]) -> None:
    episode = open_window(start())
    editor = episode.window.editor
    runs = count_commands(episode)
    editor.show_line(2)
    before = episode.document.text
    at = editor.textCursor().position()
    QApplication.sendEvent(editor, QInputMethodEvent("ˆ", []))
    QTest.keyClick(editor, Qt.Key.Key_J, CTRL)
    assert dict(runs) == {"segment.stamp": 1}
    assert episode.document.qt.toRawText().count("ˆ") == 1
    assert editor.textCursor().position() == at + 1
    assert not editor.composition.is_open
    episode.actions.actions["edit.undo"].triggered.connect(episode.history.undo)
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert episode.document.text == before


def test_esc_ends_composing_and_does_not_play(start: Callable[..., Program]) -> None:
    episode = open_window(start())
    editor = episode.window.editor
    runs = count_commands(episode)
    before = episode.document.text
    QApplication.sendEvent(editor, QInputMethodEvent("にほ", []))
    assert editor.composition.is_open
    QTest.keyClick(editor, Qt.Key.Key_Escape, NONE)
    assert (dict(runs), editor.composition.is_open) == ({}, False)
    assert episode.document.text == before
    QTest.keyClick(editor, Qt.Key.Key_Escape, NONE)
    assert dict(runs) == {"playback.toggle": 1}
