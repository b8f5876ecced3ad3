"""A window that says when it was first painted: ours, or a bare one. Run by bench_start."""

from __future__ import annotations

import sys


def bare() -> None:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    watch(app, window, QObject, QEvent)
    window.show()
    app.exec()


def ours() -> None:
    from notesapp.app import run_window

    def painted() -> None:
        print("painted", flush=True)
        QTimer.singleShot(0, leave)

    def leave() -> None:
        print("ready", flush=True)
        QApplication.closeAllWindows()

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    run_window(painted=painted)


def watch(app, window, QObject, QEvent):  # type: ignore[no-untyped-def]
    class Watcher(QObject):
        def eventFilter(self, watched, event):  # type: ignore[no-untyped-def]
            if event.type() == QEvent.Type.UpdateRequest:
                window.removeEventFilter(self)
                handled = window.event(event)
                print("painted", flush=True)
                app.exit(0)
                return handled
            return False

    window.watcher = Watcher()
    window.installEventFilter(window.watcher)


if __name__ == "__main__":
    {"bare": bare, "ours": ours}[sys.argv[1]]()
