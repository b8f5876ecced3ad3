"""Which half-written copies a killed run may have left beside somebody's files.

A copy of audio is written in the folder of the audio, where nobody would look for leftovers.
Before it is begun its name is kept here; the next start removes it and forgets the name.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import STALE_AFTER_S, is_temp_name, remove_file
from notesapp.storage.fsops import REAL, FileOps, stat_or_none
from notesapp.storage.json_file import read_object, write_object

__all__ = ["Unfinished"]

_FORGET_AFTER_S = 90 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The names, one small file each in a folder of the program's state."""

    folder: Path
    ops: FileOps = REAL

    @contextmanager
    def kept(self, temp: Path) -> Iterator[None]:
        """Keep a name while it is written to. Without a state to keep it in, nothing is kept."""
        note = self.folder / f"{temp.name.removeprefix('.').removesuffix('.part')}.json"
        with suppress(FileTrouble):
            write_object(note, {"path": str(temp)}, ops=self.ops)
        try:
            yield
        finally:
            with suppress(FileTrouble):
                remove_file(note, self.ops)

    def sweep(self, *, now_s: float | None = None) -> int:
        """Remove what was left and forget it; return how many files were removed.

        What a running process writes at this moment stays, and so does what cannot be reached
        now, as on a disk that is not there. Never raises for trouble with files.
        """
        now_s = time.time() if now_s is None else now_s
        try:
            names = self.ops.list_names(self.folder)
        except (OSError, ValueError):
            return 0
        notes = [self.folder / name for name in names if name.endswith(".json")]
        return sum(self._sweep_one(note, now_s) for note in notes)

    def _sweep_one(self, note: Path, now_s: float) -> bool:
        try:
            age_s = now_s - self.ops.lstat(note).st_mtime
            kept = (read_object(note, ops=self.ops) or {}).get("path")
            temp = Path(kept) if isinstance(kept, str) else None
            if temp is None or not temp.is_absolute() or not is_temp_name(temp.name):
                self.ops.unlink(note)
                return False
            removed = _remove_unlocked(temp, now_s, self.ops)
            is_gone = removed or _is_gone(temp, self.ops)
            # Another process may have noted the name and not made the file yet.
            if removed or age_s > (STALE_AFTER_S if is_gone else _FORGET_AFTER_S):
                self.ops.unlink(note)
        except ValueError:
            with suppress(OSError):
                self.ops.unlink(note)
            return False
        except OSError:
            return False
        return removed


def _is_gone(temp: Path, ops: FileOps) -> bool:
    return stat_or_none(temp.parent, ops) is not None and stat_or_none(temp, ops) is None


def _remove_unlocked(temp: Path, now_s: float, ops: FileOps) -> bool:
    """Remove an ordinary file that no process is writing."""
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
        if not is_free or not os.path.samestat(found, ops.fstat(fd)):
            return False
        ops.unlink(temp)
        return True
    finally:
        with suppress(OSError):
            ops.close(fd)
