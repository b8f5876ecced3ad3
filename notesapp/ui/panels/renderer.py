"""Rendering for the preview, in a process that is stopped where a text takes too long."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal

import notesapp
from notesapp.bundle import own_command
from notesapp.destinations.render_server import WORD, Reply, Request, unpack
from notesapp.formats.base import AudioInfo

LIMIT_MS = 5000
LONGEST_REST_MS = 60_000
CLOSE_MS = 500

Settings = Mapping[str, Mapping[str, str]]
NONE: Settings = {}


def command() -> list[str]:
    """What starts the process, from source and from a packaged build."""
    return own_command(WORD)


class Renderer(QObject):
    """One process, started when the first text comes; the newest text waits for its turn.

    A text that is not done within ``limit_ms`` is given up: the process is stopped, and the next
    text waits, longer each time, so that a hostile text does not keep a processor busy.

    What somebody asked for by a command is fetched: it comes first, is never replaced, and waits
    for no rest. ``fetched`` carries its reply, ``refused`` its number.
    """

    rendered = Signal(object)
    given_up = Signal()
    fetched = Signal(object)
    refused = Signal(int)

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
        self._wishes: deque[Request] = deque()
        self._wished = 0  # the number of the wish that is being answered
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

    def render(
        self,
        text: str,
        base: str,
        audio: AudioInfo,
        key: str = "",
        sizes_of: Sequence[str] = (),
        settings: Settings = NONE,
    ) -> int:
        """Ask for a text's preview; ``rendered`` or ``given_up`` follows, the newest text wins.

        Returns the number that the reply will have.
        """
        self._number += 1
        keys = tuple(sizes_of)
        self._waiting = Request(self._number, text, base, audio, key, keys, settings)
        self._send()
        return self._number

    def fetch(
        self, text: str, base: str, audio: AudioInfo, key: str, settings: Settings = NONE
    ) -> int:
        """Ask for what a destination is given; ``fetched`` or ``refused`` follows, always.

        Returns the number that the reply will have.
        """
        self._number += 1
        self._wishes.append(Request(self._number, text, base, audio, key, (), settings))
        self._send()
        return self._number

    def close(self) -> None:
        """Stop the process; nothing follows."""
        self._waiting = self._asked = None
        self._wishes.clear()
        self._limit.stop()
        self._rest.stop()
        self._stop()

    def _next(self) -> Request | None:
        if self._wishes:
            wish = self._wishes.popleft()
            self._wished = wish.number
            return wish
        if self._rest.isActive():
            return None
        request, self._waiting = self._waiting, None
        return request

    def _send(self) -> None:
        if self._asked is not None:
            return
        request = self._next()
        if request is None:
            return
        if self._process.state() == QProcess.ProcessState.NotRunning:
            program, *arguments = command()
            self._process.start(program, arguments)
        self._asked = request
        self._process.write(request.packed())
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
        self._asked = None
        if reply.number == self._wished:
            self.fetched.emit(reply)
        else:
            self._given_up = 0
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
        number, self._asked = self._asked.number, None
        if number == self._wished:
            self.refused.emit(number)
            self._send()
            return
        self._given_up += 1
        self._rest.start(min(LONGEST_REST_MS, self._limit.interval() * 2 ** (self._given_up - 1)))
        self.given_up.emit()
        self._send()

    def _stop(self) -> None:
        self._missed.stop()
        self._received = b""
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._is_stopping = True
        self._process.kill()
        self._process.waitForFinished(CLOSE_MS)
        self._is_stopping = False
