"""How a second start finds the program that runs already, and tells it which file to open.

Who runs first takes a lock that the system lets go when the process ends, however it ends; who
has it may replace a socket that was left behind. A profile has one lock, because it lies in the
state folder; the socket lies there too, or, where that path is too long for a socket, in the
folder the system gives each user for such things, or in the one for temporary files.

Three lines go over the socket: a request, ``taken`` back, and ``go``. The running program opens
the file only after ``go``, so that one that hung for longer than somebody waited for it does not
open later what the second start has long opened itself.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from notesapp.storage.fsops import REAL, FileOps

__all__ = [
    "GO",
    "MAX_REQUEST",
    "TAKEN",
    "Lock",
    "Request",
    "door_names",
    "hand_over",
    "read_request",
    "request_line",
    "take_lock",
]

MAX_REQUEST = 65_536
TAKEN, GO = b"taken\n", b"go\n"
_KIND = "notesapp request 1"
_LONGEST = 88  # bytes; a socket's path may have 104 or 108, and Qt adds to it while it makes one
_MAX_TOKEN = 1_024


@dataclass(frozen=True, slots=True)
class Request:
    """Open a file, or with None come to the front. ``token`` lets a window do so."""

    path: Path | None = None
    token: str = ""


@dataclass(frozen=True, slots=True)
class Lock:
    """``fd`` is ours and stays open as long as we run; ``is_taken``: another process has it.

    With neither there is no telling, as on disks without locks.
    """

    fd: int | None = None
    is_taken: bool = False


def take_lock(state: Path, ops: FileOps = REAL) -> Lock:
    """Lock a profile for this process. Never waits."""
    if sys.platform == "win32":
        return Lock()
    try:
        ops.make_folder(state, True)
        fd = _opened(state / "first.lock", ops)
    except (OSError, ValueError):
        return Lock()
    try:
        locked = ops.lock(fd)
    except OSError:
        locked = None
    if locked:
        return Lock(fd)
    ops.close(fd)
    return Lock(is_taken=locked is False)


def _opened(path: Path, ops: FileOps) -> int:
    with suppress(FileExistsError):
        return ops.open_new(path, 0o600)
    return ops.open_read(path)


def door_names(state: Path, env: Mapping[str, str], platform: str) -> tuple[str, ...]:
    """Where a profile's running program may be reached, best first; none where no name fits."""
    import hashlib  # not before the first paint

    mark = hashlib.sha256(os.fsencode(os.path.realpath(state))).hexdigest()[:16]
    if platform == "win32":
        return (f"notesapp-{mark}",)
    names = [os.path.realpath(state / "door")]
    runtime = env.get("XDG_RUNTIME_DIR", "")
    if runtime.startswith("/"):
        names.append(f"{runtime.rstrip('/')}/notesapp-{mark}")
    shared = env.get("TMPDIR", "")
    shared = shared.rstrip("/") if shared.startswith("/") else "/tmp"
    names.append(f"{shared}/notesapp-{os.getuid()}-{mark}")
    return tuple(name for name in names if len(os.fsencode(name)) <= _LONGEST)


def request_line(request: Request) -> bytes:
    """A request as it goes over the socket: one line of ASCII."""
    path = "" if request.path is None else os.path.abspath(request.path)  # noqa: PTH100
    value = {"kind": _KIND, "path": path, "token": request.token}
    return json.dumps(value).encode("ascii") + b"\n"


def read_request(line: bytes) -> Request | None:
    """What a line asks for; None where it is anything but a request."""
    try:
        value = json.loads(line.decode("ascii"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or value.get("kind") != _KIND:
        return None
    path, token = value.get("path"), value.get("token")
    if not isinstance(path, str) or not isinstance(token, str) or "\0" in path + token:
        return None
    try:
        os.fsencode(path)
    except UnicodeError:
        return None
    named = Path(path) if path else None
    if (named is not None and not named.is_absolute()) or len(token) > _MAX_TOKEN:
        return None
    return Request(named, token)


def hand_over(names: tuple[str, ...], request: Request, wait_s: float) -> bool | None:
    """Give a request to the running program. True when it took it.

    None where nobody listens, False where somebody does and does not answer in time.
    """
    line = request_line(request)
    if len(line) > MAX_REQUEST:
        return False
    for name in names:
        talk = _talk_pipe if sys.platform == "win32" else _talk_socket
        answered = talk(name, line, time.monotonic() + wait_s)
        if answered is not None:
            return answered
    return None


def _talk_socket(name: str, line: bytes, until_s: float) -> bool | None:
    import socket  # 7 ms, which only a second start pays

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        try:
            door.settimeout(max(0.01, until_s - time.monotonic()))
            if Path(name).lstat().st_uid != os.getuid():
                return None  # of somebody else, where everybody may write
            door.connect(name)
        except TimeoutError:
            return False
        except OSError:
            return None
        try:
            door.sendall(line)
            answer = b""
            while len(answer) < len(TAKEN):
                door.settimeout(max(0.01, until_s - time.monotonic()))
                part = door.recv(64)
                if not part:
                    return False
                answer += part
            if answer != TAKEN:
                return False
            door.sendall(GO)
        except OSError:
            return False
    return True


def _talk_pipe(name: str, line: bytes, until_s: float) -> bool | None:
    """On Windows. A pipe knows no waiting for a time, so a thread waits that ends with us."""
    import threading

    outcome: list[bool | None] = [False]

    def talk() -> None:
        try:
            with open(rf"\\.\pipe\{name}", "r+b", buffering=0) as door:  # noqa: PTH123
                door.write(line)
                taken = door.read(len(TAKEN)) == TAKEN
                if taken:
                    door.write(GO)
                outcome[0] = taken
        except FileNotFoundError:
            outcome[0] = None
        except OSError:
            outcome[0] = False

    waiting = threading.Thread(target=talk, name="door", daemon=True)
    waiting.start()
    waiting.join(max(0.01, until_s - time.monotonic()))
    return outcome[0]
