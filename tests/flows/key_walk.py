"""Presses every key of the table with the caret in the text, and tells what each did.

As a program it does so under an X server: ``python -m tests.flows.key_walk qt|xdotool`` prints one
JSON object. There Qt's own keys for X11 hold, and ``xdotool`` sends what a keyboard would.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from notesapp.commands.keys import Binding, is_media, normal_all, usual_bindings
from notesapp.storage.places import places_from_environment
from notesapp.ui.episode.episode import Episode
from notesapp.ui.program import Program

TEXT = "A title\n\nQ: One two three? [0:20]\n\nA: Four five six. [0:28]\n\nQ: Seven eight?\n"
LINE, COLUMN = 2, 8  # in the middle of a word that Emacs' keys would eat
_NONE = Qt.KeyboardModifier.NoModifier
WAIT_MS, STEP_MS = 3000, 10
_NAMES = {
    "PgUp": "Prior",
    "PgDown": "Next",
    "Enter": "Return",
    "Esc": "Escape",
    "[": "bracketleft",
    "]": "bracketright",
    ",": "comma",
    "+": "plus",
    "-": "minus",
    "=": "equal",
    "Media Play": "XF86AudioPlay",
    "Media Pause": "XF86AudioPause",
    "Media Stop": "XF86AudioStop",
    "Media Next": "XF86AudioNext",
    "Media Previous": "XF86AudioPrev",
}
_HELD = {"Ctrl": "ctrl", "Shift": "shift", "Alt": "alt", "Meta": "super"}


@dataclass
class Walk:
    """What was pressed, and what went otherwise than it should."""

    pressed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def open_window(program: Program) -> Episode:
    """A window with notes, in front, with every command counted instead of done."""
    episode = program.new_window()
    episode.session.start_new(TEXT, "notes.md")
    episode.window.show_work()
    episode.window.resize(1280, 800)
    episode.window.show()
    episode.window.activateWindow()
    if not QTest.qWaitForWindowActive(episode.window, 15_000):
        raise RuntimeError("the window did not get the keyboard")
    return episode


def count_commands(episode: Episode) -> Counter[str]:
    """Let every command only be counted, whatever it needs."""
    runs: Counter[str] = Counter()
    actions = episode.actions
    actions.update = lambda context: None  # type: ignore[method-assign]
    for name, action in actions.actions.items():
        if action.menu() is not None:
            continue
        action.triggered.disconnect()
        action.setEnabled(True)
        action.triggered.connect(lambda _=False, name=name: runs.update([name]))
    return runs


def walk(episode: Episode, press: Callable[[str, Counter[str]], bool]) -> Walk:
    """Press every key of every command; ``press`` says False for one it cannot send."""
    runs = count_commands(episode)
    done = Walk()
    for binding in usual_bindings():
        for key in normal_all(binding.keys):
            _put_caret(episode)
            runs.clear()
            if not press(key, runs):
                continue
            done.pressed.append(f"{binding.slot} {key}")
            fault = _fault(episode, binding, runs)
            if fault:
                done.wrong.append(f"{key}: {fault}")
    return done


def press_with_qt(episode: Episode) -> Callable[[str, Counter[str]], bool]:
    """Keys as Qt's own test keyboard sends them: override first, then shortcuts, then the key."""

    def press(key: str, runs: Counter[str]) -> bool:
        sequence, editor = QKeySequence(key), episode.window.editor
        if is_media(key):  # QTest knows no letter for it and warns
            QTest.sendKeyEvent(QTest.KeyAction.Click, editor, sequence[0].key(), "", _NONE)
        else:
            QTest.keySequence(editor, sequence)
        QApplication.processEvents()
        return True

    return press


def press_with_xdotool(key: str, runs: Counter[str]) -> bool:
    """Keys as they come from a keyboard through the X server."""
    name = xdotool_name(key)
    if not name:
        return False
    subprocess.run(["xdotool", "key", "--clearmodifiers", name], check=True, timeout=20)
    for _ in range(WAIT_MS // STEP_MS):
        if runs:
            break
        QTest.qWait(STEP_MS)
    QTest.qWait(20)
    return True


def xdotool_name(key: str) -> str:
    """A key as xdotool calls it; empty for one that no X keyboard has."""
    if key.startswith("Toggle Media"):
        return ""
    plus = key.endswith("++")
    *held, last = (key.removesuffix("+") + "plus" if plus else key).split("+")
    return "+".join([*(_HELD[name] for name in held), _NAMES.get(last, _letter(last))])


def _letter(last: str) -> str:
    return last.lower() if len(last) == 1 else last


def _put_caret(episode: Episode) -> None:
    document = episode.document
    if _text(episode) != TEXT:
        cursor = episode.window.editor.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(TEXT)
    editor = episode.window.editor
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    cursor = editor.textCursor()
    cursor.setPosition(document.qt.findBlockByNumber(LINE).position() + COLUMN)
    editor.setTextCursor(cursor)
    QApplication.processEvents()


def _text(episode: Episode) -> str:
    return episode.document.qt.toRawText().replace("\u2029", "\n")


def _fault(episode: Episode, binding: Binding, runs: Counter[str]) -> str:
    editor = episode.window.editor
    if dict(runs) != {binding.command.id: 1}:
        return f"wanted {binding.command.id} once, ran {dict(runs)}"
    if _text(episode) != TEXT:
        return f"{binding.command.id} ran, and the text changed"
    place = editor.place()
    if (place.line, place.column) != (LINE, COLUMN) or editor.textCursor().hasSelection():
        return f"{binding.command.id} ran, and the caret moved"
    return ""


def main() -> int:
    """Walk in this process and print what came of it."""
    app = QApplication([])
    home = Path(tempfile.mkdtemp())
    names = {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    program = Program(app, places_from_environment(names, "linux", home))
    episode = open_window(program)
    done = walk(episode, press_with_xdotool if sys.argv[1] == "xdotool" else press_with_qt(episode))
    print(json.dumps({"pressed": done.pressed, "wrong": done.wrong}))
    program.abandon()
    return 0


if __name__ == "__main__":
    sys.exit(main())
