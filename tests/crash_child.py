"""The real program off screen, which types into notes and then breaks in the way it was told to.

``python crash_child.py WAY NOTES TEXT``. What it does next is printed before it is done.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from notesapp.app import run_window
from notesapp.ui.window.main_window import MainWindow

STEP_MS = 20


def say(words: str) -> None:
    print(words, flush=True)


def window() -> MainWindow | None:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    return next((w for w in found if w.built and w.works), None)


def fail(text: str) -> None:
    raise ValueError(text)


def wait_for(look: Callable[[], object], then: Callable[[], None]) -> None:
    def again() -> None:
        if look():
            then()
        else:
            QTimer.singleShot(STEP_MS, again)

    again()


def dialog() -> QApplication | None:
    found = [w for w in QApplication.topLevelWidgets() if type(w).__name__ == "CrashDialog"]
    return next((w for w in found if w.isVisible()), None)


def read_dialog(then: Callable[[], None]) -> None:
    def read() -> None:
        shown = dialog()
        say(f"said {shown.said.text()}")
        say(f"report {shown.field.toPlainText()!r}")
        shown.close()
        then()

    wait_for(dialog, read)


def leave() -> None:
    window().close()


def act(way: str, text: str) -> None:
    seen = window()
    if way == "look":
        look_back(seen)
        return
    QTest.keyClicks(seen.editor, text)
    say(f"typed {way}")
    if way == "segfault":
        faulthandler._sigsegv()
    elif way == "abort":
        os.abort()
    elif way == "slot":
        QTimer.singleShot(0, lambda: fail(text))
        read_dialog(leave)
    elif way == "thread":
        threading.Thread(target=fail, args=(text,)).start()
        read_dialog(leave)
    elif way == "storm":
        storm(seen, text)


def look_back(seen: MainWindow) -> None:
    """Press what the bar offers about the run before."""

    def press() -> None:
        say(f"bar {seen.bar.current().sentence}")
        seen.bar.action.click()
        read_dialog(leave)

    def is_offered() -> bool:
        message = seen.bar.current()
        return message is not None and message.id == "crash"

    wait_for(is_offered, press)


def storm(seen: MainWindow, text: str) -> None:
    """A timer that fails a hundred times a second while somebody goes on typing."""
    timer = QTimer(seen)
    timer.setInterval(10)
    count = [0]

    def tick() -> None:
        count[0] += 1
        fail(text)

    def type_on() -> None:
        wait_for(lambda: count[0] > 400, stop)
        seen.editor.setFocus()
        QTest.keyClicks(seen.editor, "and on")
        say(f"text {seen.editor.toPlainText()!r}")

    def stop() -> None:
        timer.stop()
        say(f"dialog {dialog() is not None}")
        leave()

    timer.timeout.connect(tick)
    timer.start()
    read_dialog(type_on)


def main() -> int:
    way, notes, text = sys.argv[1:]
    started = lambda: wait_for(window, lambda: act(way, text))  # noqa: E731
    return run_window(Path(notes), painted=started)


if __name__ == "__main__":
    sys.exit(main())
