"""One connection: to a number that was looked at, bounded in time and size, can be stopped."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from notesapp import __version__
from notesapp.web.guard import Guard
from notesapp.web.target import Target

USER_AGENT = f"ShowNotes/{__version__} (checks the links of an episode's notes)"
MOST_BYTES = 256 * 1024
_CHUNK = 16 * 1024
_CONNECT_S = 4.0  # where another number is left to try
_SPARE_S = 1.0  # of a link's time is left when the reading of a slow page ends


class Stopped(Exception):
    """Somebody stopped the wire, or its time was up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; ``body`` holds at most ``MOST_BYTES`` and is empty unless wanted."""

    status: int
    location: str = ""
    content_type: str = ""
    body: bytes = b""


class Wire:
    """What one link may use: ``left_s`` seconds, and connections that ``stop`` ends at once."""

    def __init__(self, left_s: float) -> None:
        self._until = time.monotonic() + left_s
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._known: dict[tuple[str, int], tuple[str, ...]] = {}
        self._waiting_since: float | None = None
        self._stopped = False

    @property
    def left_s(self) -> float:
        """Seconds left; 0 or less once it is over."""
        if self._stopped:
            return 0.0
        since = self._waiting_since
        return self._until - (time.monotonic() if since is None else since)

    def wait_for(self, turn: threading.Semaphore) -> None:
        """Wait for a turn; the waiting does not count. Raises ``Stopped``."""
        self._waiting_since = begun = time.monotonic()
        while not turn.acquire(timeout=0.05):
            if self._stopped:
                raise Stopped
        self._until += time.monotonic() - begun
        self._waiting_since = None

    def stop(self) -> None:
        """End what is going on. From any thread, also more than once."""
        with self._lock:
            self._stopped = True
            for plug in self._open:
                with contextlib.suppress(OSError):
                    plug.shutdown(socket.SHUT_RDWR)

    @contextlib.contextmanager
    def holding(self, plug: socket.socket) -> Iterator[None]:
        """Keep a handle of an open socket by which it can be stopped."""
        with self._lock:
            self._open.append(plug)
        try:
            if self._stopped:
                raise Stopped
            yield
        finally:
            with self._lock:
                self._open.remove(plug)
                plug.close()

    def ask(self, target: Target, method: str, guard: Guard, *, body: bool = False) -> Answer:
        """Ask a target once. Raises ``NotAsked``, ``Stopped``, OSError and what urllib3 does.

        A host is looked up once for all that this wire asks of it.
        """
        from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

        place = (target.host, target.port)
        if place not in self._known:
            self._known[place] = _one_of_each(guard.admit(target))
        *others, last = self._known[place]
        for number in others:
            with contextlib.suppress(ConnectTimeoutError, NewConnectionError):
                return self._ask_number(number, target, method, guard, body, _CONNECT_S)
        return self._ask_number(last, target, method, guard, body, self.left_s)

    def _ask_number(
        self, number: str, target: Target, method: str, guard: Guard, body: bool, connect_s: float
    ) -> Answer:
        if self.left_s <= 0:
            raise Stopped
        connection = _connection(number, target, guard, max(min(connect_s, self.left_s), 0.01))
        with contextlib.ExitStack() as plugs:
            connection._new_conn = self._watched(connection._new_conn, plugs)
            plugs.callback(connection.close)
            try:
                connection.connect()
                connection.timeout = max(self.left_s, 0.01)
                connection.request(
                    method, target.path, headers=_headers(target), preload_content=False
                )
                sock = connection.sock
                response = connection.getresponse()
                if body:
                    sock.settimeout(max(self.left_s - _SPARE_S, 0.01))
                return self._read(response, wanted=body)
            except (OSError, http.client.HTTPException) as error:
                raise (Stopped() if self.left_s <= 0 else error) from error

    def _watched(
        self, opened: Callable[[], socket.socket], plugs: contextlib.ExitStack
    ) -> Callable[[], socket.socket]:
        """The same, but a second handle is kept: TLS takes the first one's socket away."""

        def open_socket() -> socket.socket:
            sock = opened()
            try:
                plugs.enter_context(self.holding(sock.dup()))
            except BaseException:
                sock.close()
                raise
            return sock

        return open_socket

    def _read(self, response: Any, *, wanted: bool) -> Answer:
        coding = str(response.headers.get("Content-Encoding", "")).strip().lower()
        try:
            body = self._body(response, until_title=not coding) if wanted else b""
        finally:
            response.close()
        return Answer(
            response.status,
            _as_utf8(str(response.headers.get("Location", ""))),
            str(response.headers.get("Content-Type", "")),
            _unpacked(body, coding),
        )

    def _body(self, response: Any, *, until_title: bool) -> bytes:
        """The beginning of the page, or what came of it: slow or broken, it was an answer."""
        from urllib3.exceptions import HTTPError

        body = bytearray()
        try:
            while len(body) < MOST_BYTES and self.left_s > _SPARE_S:
                part = response.read1(min(_CHUNK, MOST_BYTES - len(body)), decode_content=False)
                body += part
                if not part or (until_title and b"</title" in body[-len(part) - 10 :].lower()):
                    break
        except (OSError, HTTPError, http.client.HTTPException) as error:
            if self._stopped:
                raise Stopped from error
        return bytes(body)


def _headers(target: Target) -> dict[str, str]:
    """All that a server is told; no cookie, no referrer, no name."""
    return {
        "Host": target.host_header,
        "User-Agent": USER_AGENT,
        "Accept": "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _connection(number: str, target: Target, guard: Guard, timeout_s: float) -> Any:
    """A connection to the number; the name is only what is asked for, and whom TLS has to prove."""
    from urllib3.connection import HTTPConnection, HTTPSConnection  # wanted rarely

    host, port = guard.route(number, target.port)
    if target.scheme == "http":
        return HTTPConnection(host, port, timeout=timeout_s)
    context = _trust(guard.authorities)
    return HTTPSConnection(
        host, port, timeout=timeout_s, server_hostname=target.host, ssl_context=context
    )


@lru_cache(maxsize=4)
def _trust(authorities: str) -> ssl.SSLContext:
    import certifi

    context = ssl.create_default_context(cafile=certifi.where())
    if authorities:
        context.load_verify_locations(authorities)
    return context


def _one_of_each(numbers: tuple[str, ...]) -> tuple[str, ...]:
    """The first number and the first of the other kind: one of the two often leads nowhere."""
    kinds = {":" in number: number for number in reversed(numbers)}
    return tuple(sorted(kinds.values(), key=numbers.index))


def _as_utf8(header: str) -> str:
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _unpacked(data: bytes, coding: str) -> bytes:
    """The body as it was written, at most ``MOST_BYTES`` of it; empty if packed otherwise."""
    if coding in ("", "identity"):
        return data
    if coding not in ("gzip", "x-gzip", "deflate"):
        return b""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(data, MOST_BYTES)
    except zlib.error:
        return b""
