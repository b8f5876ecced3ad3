"""A real server on this machine that stands in for the whole web."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from notesapp.web.guard import Guard, is_public

CERTIFICATE = Path(__file__).parent / "site_certificate.pem"  # for site.example, signed by itself
PUBLIC = "93.184.215.14"


@dataclass
class Reply:
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass
class Asked:
    method: str
    host: str
    path: str
    headers: dict[str, str]


class Site:
    """Answers by ``host/path``, then by ``path``; what is not known is 404. Keeps what was asked.

    A reply may be a function; ``hang`` is one that says nothing until the site is closed.
    """

    def __init__(self, *, tls: bool = False) -> None:
        self.replies: dict[str, Reply | Callable[[Asked], Reply]] = {}
        self.asked: list[Asked] = []
        self.looked_up: list[str] = []
        self.names: dict[str, tuple[str, ...]] = {}
        self.closing = threading.Event()
        self.arrived = threading.Semaphore(0)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def guard(self, authorities: str = "") -> Guard:
        """Strict, but every connection that is allowed ends up here."""
        return Guard(
            resolve=self._resolve,
            allows=is_public,
            route=lambda number, port: ("127.0.0.1", self.port),
            authorities=authorities,
        )

    def hang(self, asked: Asked) -> Reply:
        self.closing.wait(30)
        return Reply(500)

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def paths(self) -> list[tuple[str, str]]:
        return [(asked.method, asked.path) for asked in self.asked]

    def _resolve(self, host: str, port: int) -> tuple[str, ...]:
        self.looked_up.append(host)
        return self.names.get(host, (PUBLIC,))

    def _reply(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        self.arrived.release()
        found = self.replies.get(asked.host + asked.path, self.replies.get(asked.path))
        if found is None:
            return Reply(404)
        return found(asked) if callable(found) else found

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                headers = dict(self.headers.items())
                asked = Asked(self.command, headers.get("Host", ""), self.path, headers)
                reply = site._reply(asked)
                try:
                    self.send_response(reply.status)
                    for name, value in reply.headers.items():
                        self.send_header(name, value)
                    measured = {"Content-Length", "Transfer-Encoding"} & set(reply.headers)
                    if reply.status not in (204, 304) and not measured:
                        self.send_header("Content-Length", str(len(reply.body)))
                    self.end_headers()
                    if self.command != "HEAD":
                        self.wfile.write(reply.body)
                except OSError:
                    self.close_connection = True

            do_HEAD = do_GET

            def log_message(self, *_: object) -> None: ...

        return Handler
