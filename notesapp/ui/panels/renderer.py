"""Rendering for the preview, in a process that is stopped where a text takes too long."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal

import notesapp
from notesapp.formats.base import AudioInfo
from notesapp.formats.render_server import WORD, Reply, Request, unpack

LIMIT_MS = 5000
LONGEST_REST_MS = 60_000
CLOSE_MS = 500


def command() -> list[str]:
    """What starts the process, from source and from a packaged build."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORD]
    return [sys.executable, "-m", "notesapp", WORD]


class Renderer(QObject):
    """One process, started when the first text comes; the newest text waits for its turn.

    A text that is not done within ``limit_ms`` is given up: the process is stopped, and the next
    text waits, longer each time, so that a hostile text does not keep a processor busy.
    """

    rendered = Signal(object)
    given_up = Signal()

    def __init__(self, parent: QObject | None = None, limit_ms: int = LIMIT_MS) -> None:
        super().__init__(parent)
        self._is_stopping = False
        self._process = QProcess(self)
        app = QCoreApplication.instance()
        if app is not None:  # a stop leaves the window open
            app.aboutToQuit.connect(self.close)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.setWorkingDirectory(str(Path(notesapp.__file__).parents[1]))
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.errorOccurred.connect(self._miss)
        self._process.finished.connect(self._miss)
        self._waiting: Request | None = None
        self._asked: Request | None = None
        self._number = 0
        self._received = b""
        self._given_up = 0
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(limit_ms)
        self._limit.timeout.connect(self._give_up)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._send)
        self._missed = QTimer(self)  # not from within the process that has died
        self._missed.setSingleShot(True)
        self._missed.setInterval(0)
        self._missed.timeout.connect(self._give_up)

    def render(self, text: str, base: str, audio: AudioInfo) -> None:
        """Ask for a text's preview; ``rendered`` or ``given_up`` follows, the newest text wins."""
        self._number += 1
        self._waiting = Request(self._number, text, base, audio)
        if self._asked is None and not self._rest.isActive():
            self._send()

    def close(self) -> None:
        """Stop the process; nothing follows."""
        self._waiting = self._asked = None
        self._limit.stop()
        self._rest.stop()
        self._stop()

    def _send(self) -> None:
        if self._waiting is None:
            return
        if self._process.state() == QProcess.ProcessState.NotRunning:
            program, *arguments = command()
            self._process.start(program, arguments)
        self._asked, self._waiting = self._waiting, None
        self._process.write(self._asked.packed())
        self._limit.start()

    def _read(self) -> None:
        self._received += bytes(self._process.readAllStandardOutput().data())
        while (found := unpack(self._received)) is not None:
            reply, self._received = found
            self._take(reply)

    def _take(self, reply: Reply) -> None:
        if self._asked is None or reply.number != self._asked.number:
            return
        self._limit.stop()
        self._asked, self._given_up = None, 0
        self.rendered.emit(reply)
        self._send()

    def _miss(self) -> None:
        if not self._is_stopping:
            self._missed.start()

    def _give_up(self) -> None:
        """Too long, or the process has died: what was asked is not shown."""
        self._limit.stop()
        self._stop()
        if self._asked is None:
            return
        self._asked = None
        self._given_up += 1
        self._rest.start(min(LONGEST_REST_MS, self._limit.interval() * 2 ** (self._given_up - 1)))
        self.given_up.emit()

    def _stop(self) -> None:
        self._missed.stop()
        self._received = b""
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._is_stopping = True
        self._process.kill()
        self._process.waitForFinished(CLOSE_MS)
        self._is_stopping = False
