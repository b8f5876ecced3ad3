"""The log: kept for what went wrong, with ``--debug`` for everything; nobody's text in it."""

from __future__ import annotations

import copy
import logging
import os
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from notesapp.storage.atomic import make_folder
from notesapp.storage.crash_words import described, without_names
from notesapp.storage.fsops import REAL, FileOps

__all__ = ["HALF_BYTES", "RecentLines", "keep_warnings", "start_log"]

HALF_BYTES = 1_000_000
MOST_CHARS = 4_000
RECENT = 40
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_OURS = ("notesapp", "qt")
_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)


class QuietFormatter(logging.Formatter):
    """One record as text: the home folder as ``~``, and of an exception its kind and its places.

    What an exception says of itself may quote the notes; only the system's own errors and ours
    tell a reason. What other libraries say may hold addresses or text: of them only the place
    is written, and of what Qt says no names.
    """

    def __init__(self, home: str) -> None:
        super().__init__(_LINE)
        self._home = home

    def format(self, record: logging.LogRecord) -> str:
        """The record, cut at 4,000 characters."""
        own = copy.copy(record)
        own.exc_text = None  # what another handler made of it
        own.msg, own.args = self.message_of(record), None
        text = super().format(own)
        if len(self._home) > 1:
            text = text.replace(self._home, "~")
        return text if len(text) <= MOST_CHARS else f"{text[:MOST_CHARS]} …"

    def message_of(self, record: logging.LogRecord) -> str:
        """What is written of the message, with no % that counts."""
        source = record.name.partition(".")[0]
        if source not in _OURS:
            return f"line {record.lineno} of {record.module}"
        said = record.getMessage()
        return without_names(said) if source == "qt" else said

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Where it happened, and what kind it was."""
        _, error, trace = ei
        return "" if error is None else described(error, trace)


class NamelessFormatter(QuietFormatter):
    """The same without what was put into a message: no names of files, nothing that was counted."""

    def message_of(self, record: logging.LogRecord) -> str:
        """The message as it stands in the program."""
        if record.name.partition(".")[0] != "notesapp":
            return f"line {record.lineno} of {record.module}"
        return str(record.msg)


class RecentLines(logging.Handler):
    """The last lines for a report, which is to be shown to others."""

    def __init__(self, home: str) -> None:
        super().__init__(logging.WARNING)
        self._lines: deque[str] = deque(maxlen=RECENT)
        self.setFormatter(NamelessFormatter(home))

    def emit(self, record: logging.LogRecord) -> None:
        """Remember it."""
        self._lines.append(self.format(record))

    def lines(self) -> tuple[str, ...]:
        """The oldest first."""
        return tuple(self._lines.copy())


class AppendingFile(logging.Handler):
    """Appends to one file that several programs of one user share; a second holds what was before.

    Each record opens the file anew and is written in one piece, so that nobody writes into a file
    that another has put away. A disk that refuses loses the line, nothing else.
    """

    def __init__(self, path: Path, ops: FileOps = REAL) -> None:
        super().__init__()
        self._path = path
        self._ops = ops

    def emit(self, record: logging.LogRecord) -> None:
        """Write it; never raises."""
        try:
            line = f"{self.format(record)}\n".encode("utf-8", "backslashreplace")
            self._append(line)
        except Exception:
            self._lose()

    def _append(self, line: bytes) -> None:
        fd = os.open(self._path, _APPEND, 0o600)
        try:
            size = self._ops.fstat(fd).st_size
            if size + len(line) <= HALF_BYTES:
                self._ops.write(fd, memoryview(line))
                return
            is_mine = self._ops.lock(fd) is not False and self._is_still(fd)
            if is_mine and os.name == "posix":
                self._put_away()
        finally:
            self._ops.close(fd)
        if os.name != "posix":  # no open file can be moved there
            self._put_away()
        fd = os.open(self._path, _APPEND, 0o600)
        try:
            # Another program may be about to put it away: then it holds a line more.
            size = self._ops.fstat(fd).st_size
            if len(line) <= HALF_BYTES and size + len(line) <= 2 * HALF_BYTES:
                self._ops.write(fd, memoryview(line))
        finally:
            self._ops.close(fd)

    def _is_still(self, fd: int) -> bool:
        """Whether nobody has put the file away since it was opened."""
        mine, there = self._ops.fstat(fd), self._ops.stat(self._path)
        return (mine.st_dev, mine.st_ino) == (there.st_dev, there.st_ino)

    def _put_away(self) -> None:
        self._ops.replace(self._path, self._path.with_name(f"{self._path.name}.1"))

    def _lose(self) -> None:
        """There is nowhere left to say it."""


def start_log(
    state: Path, home: Path, stream: TextIO | None, ops: FileOps = REAL
) -> tuple[Path, Callable[[], None]]:
    """Log everything to ``state/log/notesapp.log`` and to a stream, from now on.

    Returns the file and what ends it. Two files of 1 MB at most are kept. Raises FileTrouble when
    the folder cannot be made, OSError when the file cannot be opened.
    """
    path = state / "log" / "notesapp.log"
    handlers: list[logging.Handler] = [_opened(path, ops)]
    if stream is not None:
        handlers.append(logging.StreamHandler(stream))
    return path, _begin(handlers, home, logging.DEBUG)


def keep_warnings(folder: Path, home: Path, ops: FileOps = REAL) -> Callable[[], None]:
    """Log what went wrong to ``notesapp.log`` in a folder, unless all is logged there already.

    Returns what ends it. Raises FileTrouble and OSError as ``start_log`` does.
    """
    if any(isinstance(handler, AppendingFile) for handler in logging.getLogger().handlers):
        return lambda: None
    return _begin([_opened(folder / "notesapp.log", ops)], home, logging.WARNING)


def _opened(path: Path, ops: FileOps) -> AppendingFile:
    make_folder(path.parent, ops, private=True)
    ops.close(os.open(path, _APPEND, 0o600))
    return AppendingFile(path, ops)


def _begin(handlers: list[logging.Handler], home: Path, level: int) -> Callable[[], None]:
    root = logging.getLogger()
    before = root.level
    root.setLevel(level)
    for handler in handlers:
        handler.setFormatter(QuietFormatter(os.fspath(home)))
        root.addHandler(handler)

    def end() -> None:
        root.setLevel(before)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()

    return end
