"""Many links asked about: four at once, each and all of them with an end."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from notesapp.web.guard import STRICT, Guard
from notesapp.web.target import NotAsked, target_of
from notesapp.web.verdict import Verdict, silent, stopped
from notesapp.web.visit import Turns, Visitor
from notesapp.web.wire import Stopped, Wire

_LOOK_UP_S = 0.25  # on Windows nothing but this lets Ctrl+C through


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for one link and for all, and how many are asked at a time."""

    link_s: float = 10.0
    all_s: float = 60.0
    at_once: int = 4


class Asking:
    """One round of questions. ``run`` blocks; ``stop``, from another thread, ends it at once.

    ``titles`` asks for the pages' titles too. Nothing is connected before ``run``.
    """

    def __init__(
        self,
        addresses: Iterable[str],
        *,
        titles: bool = False,
        guard: Guard = STRICT,
        limits: Limits = Limits(),
    ) -> None:
        self.addresses = tuple(dict.fromkeys(addresses))
        self._visitor = Visitor(guard, Turns(), titles)
        self._limits = limits
        self._answers: queue.SimpleQueue[tuple[str, Verdict] | None] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._going: dict[str, Wire] = {}

    def stop(self) -> None:
        """Ask nothing more; what was not answered comes back as stopped."""
        self._stopped.set()
        self._answers.put(None)

    def run(self, tell: Callable[[Verdict], None] = lambda _: None) -> tuple[Verdict, ...]:
        """Ask, telling each verdict as it comes, and give all of them in the addresses' order."""
        found: dict[str, Verdict] = {}
        until = time.monotonic() + self._limits.all_s
        waiting = deque(self.addresses)
        try:
            self._ask_all(waiting, until, found, tell)
        finally:
            for wire in self._going.values():
                wire.stop()
        for address in self.addresses:
            if address not in found:
                found[address] = stopped(address)
                tell(found[address])
        return tuple(found[address] for address in self.addresses)

    def _ask_all(
        self,
        waiting: deque[str],
        until: float,
        found: dict[str, Verdict],
        tell: Callable[[Verdict], None],
    ) -> None:
        while (waiting or self._going) and not self._stopped.is_set():
            self._start(waiting)
            left_s = until - time.monotonic()
            if left_s <= 0:
                break
            for verdict in self._next(min(left_s, self._soonest_s(), _LOOK_UP_S)):
                found[verdict.address] = verdict
                tell(verdict)

    def _start(self, waiting: deque[str]) -> None:
        """Begin as many visits as are free, passing over hosts that are being visited."""
        busy = {_host(address) for address in self._going}
        for _ in range(len(waiting)):
            if len(self._going) >= self._limits.at_once:
                return
            address = waiting.popleft()
            host = _host(address)
            if host and host in busy:
                waiting.append(address)
                continue
            busy.add(host)
            self._going[address] = wire = Wire(self._limits.link_s)
            threading.Thread(
                target=self._visit, args=(address, wire), name="link", daemon=True
            ).start()

    def _visit(self, address: str, wire: Wire) -> None:
        try:
            self._answers.put((address, self._visitor.visit(address, wire)))
        except Stopped:
            self._answers.put((address, silent(address, "it took too long")))

    def _soonest_s(self) -> float:
        return max(0.0, min((wire.left_s for wire in self._going.values()), default=0.0))

    def _next(self, wait_s: float) -> list[Verdict]:
        """The next answer, or those whose time is over: they are not waited for any longer."""
        try:
            answer = self._answers.get(timeout=wait_s)
        except queue.Empty:
            late = [address for address, wire in self._going.items() if wire.left_s <= 0]
            for address in late:
                self._going.pop(address).stop()
            return [silent(address, "it took too long") for address in late]
        if answer is None or answer[0] not in self._going:
            return []  # stopped, or answered too late
        del self._going[answer[0]]
        return [answer[1]]


def _host(address: str) -> str:
    try:
        return target_of(address).host
    except NotAsked:
        return ""
