"""The log that is kept with ``--debug``: small, and without anybody's text."""

from __future__ import annotations

import copy
import logging
import os
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

from notesapp.errors import NotesError
from notesapp.storage.atomic import make_folder

__all__ = ["HALF_BYTES", "start_log"]

HALF_BYTES = 1_000_000
MOST_CHARS = 4_000
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class QuietFormatter(logging.Formatter):
    """One record as text: the home folder as ``~``, and of an exception its kind and its places.

    What an exception says of itself may quote the notes; only the system's own errors and ours
    are written in full.
    """

    def __init__(self, home: str) -> None:
        super().__init__(_LINE)
        self._home = home

    def format(self, record: logging.LogRecord) -> str:
        """The record, cut at 4,000 characters."""
        own = copy.copy(record)
        own.exc_text = None  # what another handler made of it
        text = super().format(own)
        if len(self._home) > 1:
            text = text.replace(self._home, "~")
        return text if len(text) <= MOST_CHARS else f"{text[:MOST_CHARS]} …"

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Where it happened, and what kind it was."""
        kind, error, trace = ei
        if kind is None or error is None:
            return ""
        told = isinstance(error, (OSError, NotesError)) and not isinstance(error, UnicodeError)
        what = f"{kind.__name__}: {error}" if told else kind.__name__
        return "".join([*traceback.format_tb(trace), what])


def start_log(state: Path, home: Path, stream: TextIO | None) -> tuple[Path, Callable[[], None]]:
    """Log everything to ``state/log/notesapp.log`` and to a stream, from now on.

    Returns the file and what ends it. Two files of 1 MB at most are kept. Raises FileTrouble when
    the folder cannot be made, OSError when the file cannot be opened.
    """
    make_folder(state / "log", private=True)
    path = state / "log" / "notesapp.log"
    handlers: list[logging.Handler] = [
        RotatingFileHandler(path, maxBytes=HALF_BYTES, backupCount=1, encoding="utf-8")
    ]
    if stream is not None:
        handlers.append(logging.StreamHandler(stream))
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.DEBUG)
    for handler in handlers:
        handler.setFormatter(QuietFormatter(os.fspath(home)))
        root.addHandler(handler)

    def end() -> None:
        root.setLevel(before)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()

    return path, end
