"""What killed runs left half written is removed at the next start, and nothing else."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from pathlib import Path

from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.staging import is_temp_name

__all__ = ["STALE_AFTER_S", "remove_unlocked", "sweep_leftovers"]

STALE_AFTER_S = 3600


def sweep_leftovers(folder: Path, *, now_s: float | None = None, ops: FileOps = REAL) -> int:
    """Remove what killed saves of this program left in a folder; return how many were removed.

    Only ordinary files with our own name pattern that nobody is writing; where the disk knows no
    locks, those that are older than an hour. Never raises for trouble with files: what cannot be
    removed stays.
    """
    now_s = time.time() if now_s is None else now_s
    try:
        names = ops.list_names(folder)
    except (OSError, ValueError):
        return 0
    return sum(remove_unlocked(folder / name, now_s, ops) for name in names if is_temp_name(name))


def remove_unlocked(temp: Path, now_s: float, ops: FileOps) -> bool:
    """Remove an ordinary file that no process is writing. Never raises for trouble with files."""
    try:
        found = ops.lstat(temp)
        if not stat.S_ISREG(found.st_mode):
            return False
        if sys.platform == "win32":  # nothing that is open can be removed there
            ops.unlink(temp)
            return True
        return _remove_locked(temp, found, now_s, ops)
    except OSError:
        return False


def _remove_locked(temp: Path, found: os.stat_result, now_s: float, ops: FileOps) -> bool:
    """Lock a file and remove it; who begins to write it meanwhile does not get the lock."""
    fd = ops.open_read(temp)
    try:
        is_free = ops.lock(fd)
        if is_free is None:
            is_free = now_s - found.st_mtime > STALE_AFTER_S
        if not is_free or not os.path.samestat(ops.lstat(temp), ops.fstat(fd)):
            return False
        ops.unlink(temp)
        return True
    finally:
        with contextlib.suppress(OSError):
            ops.close(fd)
