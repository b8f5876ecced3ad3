"""Where a second start hands its file to this program."""

from __future__ import annotations

import sys
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from notesapp.storage.second_start import GO, MAX_REQUEST, TAKEN, Request, read_request

PATIENCE_MS = 5_000
AT_ONCE = 16


class Door(QObject):
    """Listens for other starts of this user and profile; ``asked`` carries a Request.

    Whoever sends anything else, too much or too slowly is cut off without an answer.
    """

    asked = Signal(object)

    def __init__(self, names: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(AT_ONCE)
        self._server.newConnection.connect(self._let_in)
        self._talks: list[_Talk] = []

    def open(self) -> bool:
        """Listen. Only the first of its profile may: what is there of another goes away."""
        for name in self._names:
            QLocalServer.removeServer(name)
            if self._server.listen(name):
                return True
        return False

    def close(self) -> None:
        """Listen no more and take the socket away."""
        for talk in list(self._talks):
            talk.end()
        self._server.close()

    def _let_in(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if len(self._talks) >= AT_ONCE or not _is_of_this_user(socket):
                socket.abort()
                socket.deleteLater()
                continue
            talk = _Talk(socket, self)
            talk.asked.connect(self.asked)
            talk.ended.connect(partial(self._talks.remove, talk))
            self._talks.append(talk)


class _Talk(QObject):
    """One start at the door: a request, ``taken``, ``go``."""

    asked = Signal(object)
    ended = Signal()

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        self._heard = b""
        self._request: Request | None = None
        self._is_over = False
        socket.setParent(self)
        socket.setReadBufferSize(MAX_REQUEST)
        socket.readyRead.connect(self._hear)
        socket.disconnected.connect(self.end)
        QTimer.singleShot(PATIENCE_MS, self, self.end)
        # What came before anybody listened makes no signal of its own.
        QTimer.singleShot(0, self, self._hear)

    def end(self) -> None:
        """Cut it off."""
        if not self._is_over:
            self._is_over = True
            self._socket.abort()
            self.ended.emit()
            self.deleteLater()

    def _hear(self) -> None:
        if self._is_over:
            return
        self._heard += self._socket.readAll().data()
        if self._request is None:
            self._hear_request()
        elif self._heard == GO:
            self.asked.emit(self._request)
            self.end()
        elif not GO.startswith(self._heard):
            self.end()

    def _hear_request(self) -> None:
        line, ended, rest = self._heard.partition(b"\n")
        if not ended:
            if len(line) > MAX_REQUEST:
                self.end()
            return
        self._request = read_request(line) if not rest else None
        if self._request is None:
            self.end()
            return
        self._heard = b""
        self._socket.write(TAKEN)
        self._socket.flush()


def _is_of_this_user(socket: QLocalSocket) -> bool:
    """The socket's mode keeps others out; where the system tells who it is, they are asked too."""
    if sys.platform != "linux":
        return True
    import os
    import socket as sockets
    import struct

    with sockets.socket(fileno=os.dup(int(socket.socketDescriptor()))) as same:
        found = same.getsockopt(sockets.SOL_SOCKET, sockets.SO_PEERCRED, struct.calcsize("3i"))
    return bool(struct.unpack("3i", found)[1] == os.getuid())
