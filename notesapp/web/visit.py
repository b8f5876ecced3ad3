"""One link visited: asked, led on as far as allowed, judged. Every trouble becomes a verdict."""

from __future__ import annotations

import http.client
import logging
import socket
import ssl
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import quote

from notesapp.web.guard import Guard
from notesapp.web.target import NotAsked, Target, led_to, target_of
from notesapp.web.titles import title_of
from notesapp.web.verdict import LinkState, Verdict, of_status, silent
from notesapp.web.wire import Answer, Wire

MOST_REDIRECTS = 5
_FOR_GOOD = (301, 308)
_LEADS_ON = (301, 302, 303, 307, 308)
# Servers that do not know HEAD, or know it badly; a page is gone only if GET says so too.
_ASK_AGAIN = (400, 403, 404, 405, 406, 501)
_IN_PART = "!$&'()*+,-./:;=?@_~%"
_log = logging.getLogger(__name__)


class Turns:
    """One visit at a time for each host."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Semaphore] = defaultdict(threading.Semaphore)

    def of(self, host: str) -> threading.Semaphore:
        """The turn of a host, to be waited for and given back."""
        with self._lock:
            return self._turns[host]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Visits one address after the other; ``titles`` reads the page's title as well."""

    guard: Guard
    turns: Turns
    titles: bool = False

    def visit(self, address: str, wire: Wire) -> Verdict:
        """Visit an address. Raises only ``Stopped``."""
        return _judged(address, lambda: self._follow(address, wire))

    def _follow(self, address: str, wire: Wire) -> Verdict:
        target = target_of(address)
        part = address.partition("#")[2]
        moved_to, for_good, downgraded = "", True, False
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask(target, wire)
            if answer.status not in _LEADS_ON or not answer.location:
                verdict = of_status(address, answer.status, moved_to, downgraded=downgraded)
                ok = verdict.state in (LinkState.OK, LinkState.MOVED)
                return replace(verdict, title=title_of(answer)) if self.titles and ok else verdict
            further = led_to(target, answer.location)
            downgraded = downgraded or (target.scheme, further.scheme) == ("https", "http")
            for_good = for_good and answer.status in _FOR_GOOD
            if for_good:
                moved_to = _with_part(further.address, answer.location, part)
            target = further
        return silent(address, f"it leads on more than {MOST_REDIRECTS} times")

    def _ask(self, target: Target, wire: Wire) -> Answer:
        turn = self.turns.of(target.host)
        wire.wait_for(turn)
        try:
            if self.titles:
                return wire.ask(target, "GET", self.guard, body=True)
            answer = wire.ask(target, "HEAD", self.guard)
            if answer.status in _ASK_AGAIN:
                answer = wire.ask(target, "GET", self.guard)
            return answer
        finally:
            turn.release()


def _with_part(address: str, location: str, part: str) -> str:
    """The address with the part of the page that was meant, as a browser keeps it."""
    part = location.partition("#")[2] or part
    return f"{address}#{quote(part, safe=_IN_PART)}" if part else address


def _judged(address: str, visit: Callable[[], Verdict]) -> Verdict:
    """The one place where what the network raises becomes words."""
    from urllib3 import exceptions

    try:
        return visit()
    except NotAsked as error:
        return Verdict(address, LinkState.NOT_ASKED, error.sentence)
    except ssl.SSLCertVerificationError as error:
        _log.info("Certificate: %s", error)
        words = "Not trusted: its certificate does not prove that it is this site."
        return Verdict(address, LinkState.UNTRUSTED, words)
    except socket.gaierror as error:
        again = error.errno == getattr(socket, "EAI_AGAIN", None)
        why = "names cannot be looked up now" if again else "its host was not found"
        return silent(address, why)
    except exceptions.NewConnectionError as error:
        _log.info("No connection: %s", error)
        return silent(address, "it takes no connections")
    except (TimeoutError, exceptions.TimeoutError):
        return silent(address, "it took too long")
    except (OSError, exceptions.HTTPError, http.client.HTTPException, ValueError) as error:
        _log.info("No answer: %s", error)
        return silent(address, "the connection broke off")
