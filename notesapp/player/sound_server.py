"""Whether Qt is still connected to the PulseAudio server it began with, seen from outside.

Where that server goes away, Qt forgets its connection but not the outputs, and the next sound
it starts ends the process (an assertion in libpulse; seen on PySide6 6.11.3 with PulseAudio 16).
Qt connects again if the server is back within three seconds, and else never.
"""

from __future__ import annotations

import os
import select
import socket
import stat
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SETTLE_S = 1.0  # a new connection is not ready at once
_OPEN_FILES = Path("/proc/self/fd")
_NAMES = ("native", "PulseServer")  # the second one in Windows' Linux

_Link = tuple[int, int]  # file descriptor and inode


class ServerLink:
    """The process's connections to the sound server, from the first ``note`` on.

    Only Unix sockets are seen; whatever else sounds is taken as always there.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._first: tuple[_Link, ...] = ()
        self._links: tuple[_Link, ...] = ()
        self._ready_s = now()

    def note(self) -> None:
        """Qt has been asked for its outputs, so that it is connected where it can be."""
        if not self._first:
            self._first = self._links = _open_links()

    @property
    def holds(self) -> bool:
        """Whether the server has been there all the time."""
        return not self._first or any(_is_open(link) for link in self._first)

    @property
    def is_up(self) -> bool:
        """Whether the server is there, or there again; microseconds while it is."""
        if not self._first:
            return True
        if any(_is_open(link) for link in self._links):
            return self._now() >= self._ready_s
        self._links = _open_links()
        self._ready_s = self._now() + SETTLE_S
        return False


def _open_links() -> tuple[_Link, ...]:
    if sys.platform != "linux":
        return ()
    found = []
    for number in [int(place.name) for place in _OPEN_FILES.iterdir()]:
        try:
            status = os.fstat(number)
            if stat.S_ISSOCK(status.st_mode) and _leads_to_server(number):
                found.append((number, status.st_ino))
        except OSError:  # closed meanwhile, or not connected
            continue
    return tuple(found)


def _leads_to_server(number: int) -> bool:
    with socket.socket(fileno=os.dup(number)) as link:
        peer = link.getpeername()
    asked = os.environ.get("PULSE_SERVER", "").removeprefix("unix:")
    return isinstance(peer, str) and (Path(peer).name in _NAMES or peer == asked)


def _is_open(link: _Link) -> bool:
    number, inode = link
    try:
        if os.fstat(number).st_ino != inode:
            return False
    except OSError:
        return False
    hung_up = select.poll()
    hung_up.register(number, 0)  # these are always told
    return not hung_up.poll(0)
