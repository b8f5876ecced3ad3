"""What is left of a program that was ended by a fault in a library: where its threads were then.

Each running program keeps one file open in the log's folder, into which Python writes when the
process is about to die; a next start reads what such a process left. Killed from outside or by
the lack of power, a process writes nothing, and its file is removed without a word.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from notesapp.storage.atomic import make_folder
from notesapp.storage.fsops import REAL, FileOps, read_all
from notesapp.storage.processes import process_mark

__all__ = ["CrashTraces", "OwnTrace", "Trace", "end_within"]

MOST_KEPT = 5
MOST_BYTES = 200_000
_OPEN = re.compile(r"running-(\d{1,10})-[0-9a-f]{1,16}\.trace")
_KEPT = re.compile(r"stopped-[0-9]{8}-[0-9]{6}-\d{1,10}\.trace")
_FATAL = ("Fatal Python error", "Windows fatal exception")


@dataclass(frozen=True, slots=True)
class Trace:
    """Where the threads of a process were when it died. ``stopped_at_s`` is seconds since 1970."""

    path: Path
    stopped_at_s: float
    text: str = field(repr=False)


@dataclass(slots=True)
class OwnTrace:
    """The file of this process, open. It holds one line until something is wrong."""

    path: Path
    fd: int
    _head: int
    _ops: FileOps

    def take_standstill(self) -> str:
        """Where the threads were while the window stood still, once; empty where it did not."""
        with contextlib.suppress(OSError):
            text = read_all(self.path, MOST_BYTES, self._ops)[self._head :]
            if text:
                os.ftruncate(self.fd, self._head)
            return text.decode("utf-8", "replace")
        return ""

    def end(self) -> None:
        """The program ends in order: nothing is left."""
        faulthandler.cancel_dump_traceback_later()
        faulthandler.disable()
        with contextlib.suppress(OSError):
            self._ops.close(self.fd)
        with contextlib.suppress(OSError):
            self._ops.unlink(self.path)


@dataclass(frozen=True, slots=True)
class CrashTraces:
    """The folder of the log."""

    folder: Path
    ops: FileOps = REAL
    mark_of: Callable[[int], str | None] = process_mark

    def begin(self, version: str) -> OwnTrace:
        """From now on a fault leaves its places behind. Raises FileTrouble or OSError."""
        make_folder(self.folder, self.ops, private=True)
        pid = os.getpid()
        path = self.folder / f"running-{pid}-{time.time_ns() & 0xFFFFFFFF:x}.trace"
        fd = os.open(path, _APPEND, 0o600)
        head = f"{self.mark_of(pid)} {version}\n".encode()
        try:
            self.ops.write(fd, memoryview(head))
            faulthandler.enable(fd, all_threads=True)
        except BaseException:
            self.ops.close(fd)
            raise
        return OwnTrace(path, fd, len(head), self.ops)

    def left_over(self, home: str = "") -> tuple[Trace, ...]:
        """What processes that are gone left, newest first, each only once. Never raises.

        The newest five stay in the folder.
        """
        try:
            names = self.ops.list_names(self.folder)
        except OSError:
            return ()
        found = [
            self._take(name, int(m[1]), home) for name in names if (m := _OPEN.fullmatch(name))
        ]
        self._thin_out()
        traces = [trace for trace in found if trace is not None]
        return tuple(sorted(traces, key=lambda trace: trace.stopped_at_s, reverse=True))

    def _take(self, name: str, pid: int, home: str) -> Trace | None:
        path = self.folder / name
        try:
            text = read_all(path, MOST_BYTES, self.ops).decode("utf-8", "replace")
            stopped_at_s = self.ops.stat(path).st_mtime
            head, _, said = text.partition("\n")
            mark = self.mark_of(pid)
            if mark is not None and head.startswith(f"{mark} "):
                return None
            if not any(word in said for word in _FATAL):
                self.ops.unlink(path)
                return None
            when = time.strftime("%Y%m%d-%H%M%S", time.localtime(stopped_at_s))
            kept = self.folder / f"stopped-{when}-{pid}.trace"
            self.ops.replace(path, kept)  # of two programs that look, one gets it
        except (OSError, ValueError):
            return None
        version = head.rpartition(" ")[2]
        shown = said.replace(home, "~") if len(home) > 1 else said
        return Trace(kept, stopped_at_s, f"Show Notes {version}\n{shown}")

    def _thin_out(self) -> None:
        with contextlib.suppress(OSError):
            kept = [n for n in self.ops.list_names(self.folder) if _KEPT.fullmatch(n)]
            for name in kept[:-MOST_KEPT]:
                self.ops.unlink(self.folder / name)


def end_within(limit_s: float) -> None:
    """End this process after so long without another word, whoever hangs in it by then.

    For what comes after the last line of the program: Python's own end, and the libraries'.
    """
    with contextlib.suppress(OSError, RuntimeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        faulthandler.dump_traceback_later(limit_s, exit=True, file=nowhere)


_APPEND = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
