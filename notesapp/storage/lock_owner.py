"""Who has notes open: a person, a machine, a process."""

from __future__ import annotations

import getpass
import hashlib
import os
import re
import secrets
import socket
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from notesapp.storage.processes import process_mark

__all__ = ["LockOwner", "owner_from", "owner_here"]

_LONGEST = 200
_ID = re.compile(r"[0-9a-f]{1,64}")


@dataclass(frozen=True, slots=True)
class LockOwner:
    """As it stands in a lock. ``since_s`` is seconds since 1970, 0 where it is not known.

    ``place`` tells machines, and rooms of one machine in which numbers of processes mean others,
    from each other. ``mark`` is ``process_mark`` of ``pid``.
    """

    user: str = ""
    host: str = ""
    place: str = ""
    pid: int = 0
    mark: str | None = None
    since_s: float = 0.0
    id: str = ""

    @property
    def is_this_machine(self) -> bool:
        """Whether it is the machine, and the room of it, in which this program runs."""
        return bool(self.place) and self.place == _place()

    def as_object(self) -> dict[str, object]:
        """What a lock holds."""
        return {"program": "notesapp", "version": 1, **asdict(self)}


def owner_here() -> LockOwner:
    """This process, with a new id."""
    pid = os.getpid()
    return LockOwner(
        user=_user()[:_LONGEST],
        host=_host()[:_LONGEST],
        place=_place(),
        pid=pid,
        mark=process_mark(pid),
        since_s=time.time(),
        id=secrets.token_hex(12),
    )


def owner_from(value: object) -> LockOwner | None:
    """The owner in what was read; None where something is missing or odd."""
    if not isinstance(value, Mapping):
        return None
    fields = {name: value.get(name) for name in ("user", "host", "place", "id")}
    pid, mark, since_s = value.get("pid"), value.get("mark"), value.get("since_s")
    texts = {name: text for name, text in fields.items() if isinstance(text, str)}
    if len(texts) < len(fields) or not _ID.fullmatch(texts["id"]):
        return None
    if type(pid) is not int or not (mark is None or isinstance(mark, str)):
        return None
    since = float(since_s) if type(since_s) in (int, float) and 0 <= since_s < 1e11 else 0.0  # type: ignore[operator, arg-type]
    named = {name: _shown(text) for name, text in texts.items() if name in ("user", "host")}
    return LockOwner(**{**texts, **named}, pid=pid, mark=mark, since_s=since)


def _shown(text: str) -> str:
    """Fit for one line of a message: others write what is read here."""
    return "".join(char for char in text if char.isprintable())[:60].strip()


def _user() -> str:
    with suppress(Exception):  # without an account of that number, or without such a module
        import pwd

        return pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0].strip() or getpass.getuser()
    with suppress(Exception):
        return getpass.getuser()
    return ""


def _host() -> str:
    with suppress(OSError):
        return socket.gethostname().removesuffix(".local")
    return ""


@cache
def _place() -> str:
    """The machine, and on Linux the numbering of processes, as one word that tells nothing."""
    parts = [sys.platform, _host()]
    with suppress(OSError, ValueError):
        parts.append(Path("/etc/machine-id").read_text("ascii").strip())
    with suppress(OSError, NotImplementedError):
        parts.append(str(Path("/proc/self/ns/pid").readlink()))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
