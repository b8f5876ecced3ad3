"""Opening what may be no file of anybody's."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO


def open_for_reading(path: Path) -> BinaryIO:
    """Open a file. Raises OSError, also where reading it would wait, as a system's log does."""
    return open(path, "rb", opener=_without_waiting)


def _without_waiting(path: str, flags: int) -> int:
    if not hasattr(os, "O_NONBLOCK"):
        return os.open(path, flags)
    fd = os.open(path, flags | os.O_NONBLOCK)
    try:
        os.pread(fd, 1, 0)
    except OSError:
        os.close(fd)
        raise
    return fd
