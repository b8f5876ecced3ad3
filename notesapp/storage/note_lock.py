"""A small file beside notes that says who has them open, for other programs and machines.

It is created in one step that only one can win, touched every minute while the notes are open and
removed when they are closed. What a killed program left is known to be dangling by its process on
the same machine, and by its age on another. Which locks are held is also kept in the state of the
program, so that the next start removes those of a start that was killed.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import new_temp, remove_file
from notesapp.storage.fsops import REAL, FileOps, read_all
from notesapp.storage.json_file import read_object, write_object
from notesapp.storage.lock_owner import LockOwner, owner_from, owner_here
from notesapp.storage.processes import process_mark

__all__ = ["STALE_AFTER_S", "HeldLock", "LockAnswer", "NoteLocks", "lock_path"]

STALE_AFTER_S = 600
UNREADABLE_AFTER_S = 60  # who creates a lock has written it long before
_FORGET_AFTER_S = 90 * 24 * 3600
_MAX_BYTES = 4096
_LONGEST = 200
_TRIES = 5
_SWEEP_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class HeldLock:
    """A lock of ours: its file, the id in it, and where the state remembers it."""

    path: Path
    id: str
    note: Path


@dataclass(frozen=True, slots=True)
class LockAnswer:
    """``held`` by us, or the ``owner`` who has it; neither where no lock can be had.

    ``dead`` is who had it on another machine and was not heard of for ten minutes.
    """

    held: HeldLock | None = None
    owner: LockOwner | None = None
    dead: LockOwner | None = None


def lock_path(notes: Path) -> Path:
    """The lock of notes: beside the file itself, where a link leads."""
    real = Path(os.path.realpath(notes))
    name = real.name
    if not name.isprintable() or len(os.fsencode(name)) > _LONGEST:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()[:32]
    return real.with_name(f".~notes-lock.{name}#")


@dataclass(frozen=True, slots=True)
class NoteLocks:
    """Takes and lets go of locks. ``folder`` remembers them; nothing here ever raises OSError."""

    folder: Path
    ops: FileOps = REAL
    me: Callable[[], LockOwner] = owner_here
    mark_of: Callable[[int], str | None] = process_mark
    now_s: Callable[[], float] = time.time

    def take(self, notes: Path) -> LockAnswer:
        """Lock notes that exist. A dangling lock is taken over."""
        try:
            return self._take(lock_path(notes))
        except (OSError, ValueError):
            return LockAnswer()

    def refresh(self, held: HeldLock) -> bool:
        """Say that the notes are still open; False where the lock is not ours any more."""
        try:
            found = self._owner(held.path)
            if found is None or found.id != held.id:
                return False
            self.ops.touch(held.path)
        except FileNotFoundError:
            return False
        except (OSError, ValueError):
            return True  # a disk that is away for now
        return True

    def release(self, held: HeldLock) -> None:
        """Let go; a lock that another has taken over stays."""
        try:
            self._remove_if(held.path, held.id)
        except FileNotFoundError:
            pass
        except (OSError, ValueError):
            return  # the next start tries again
        with suppress(FileTrouble):
            remove_file(held.note, self.ops)

    def sweep(self) -> int:
        """Remove locks of starts that are gone; return how many. Never raises."""
        try:
            names = self.ops.list_names(self.folder)[:_SWEEP_AT_MOST]
        except (OSError, ValueError):
            return 0
        return sum(self._sweep_one(self.folder / name) for name in names if name[-5:] == ".json")

    # --- taking

    def _take(self, path: Path) -> LockAnswer:
        mine = self.me()
        dead: LockOwner | None = None
        for _ in range(_TRIES):
            held = self._create(path, mine)
            if held is not None:
                return LockAnswer(held, dead=dead)
            with suppress(FileNotFoundError):  # let go of at this moment
                found = self._owner(path)
                if not self._is_dangling(path, found):
                    return LockAnswer(owner=found or LockOwner())
                dead = found if found is not None and found.place != mine.place else None
                self._clear(path)
        return LockAnswer(owner=LockOwner())

    def _create(self, path: Path, mine: LockOwner) -> HeldLock | None:
        """Make the file; None where there is one. Raises OSError."""
        held = HeldLock(path, mine.id, self.folder / f"{mine.id}.json")
        with suppress(FileTrouble):
            write_object(held.note, {"path": str(path), **mine.as_object()}, ops=self.ops)
        try:
            fd = self.ops.open_new(path, 0o666)
        except OSError as error:
            with suppress(FileTrouble):
                remove_file(held.note, self.ops)
            if isinstance(error, FileExistsError):
                return None
            raise
        try:
            self._fill(fd, mine)
        except OSError:
            with suppress(OSError):
                self.ops.unlink(path)
            raise
        return held

    def _fill(self, fd: int, mine: LockOwner) -> None:
        data = memoryview(json.dumps(mine.as_object(), indent=1).encode("ascii") + b"\n")
        try:
            while data:
                taken = self.ops.write(fd, data)
                if taken <= 0:
                    raise OSError("nothing was taken")
                data = data[taken:]
        finally:
            self.ops.close(fd)

    def _owner(self, path: Path) -> LockOwner | None:
        """Who stands in a lock; None where that cannot be understood. Raises OSError."""
        found = self.ops.lstat(path)
        if not stat.S_ISREG(found.st_mode):
            raise ValueError("not a lock")
        try:
            return owner_from(json.loads(read_all(path, _MAX_BYTES, self.ops)))
        except (ValueError, RecursionError):
            return None

    def _is_dangling(self, path: Path, found: LockOwner | None) -> bool:
        if found is not None and found.place and found.place == self.me().place:
            return self.mark_of(found.pid) != found.mark
        age_s = self._disk_now_s(path) - self.ops.lstat(path).st_mtime
        return age_s > (UNREADABLE_AFTER_S if found is None else STALE_AFTER_S)

    def _disk_now_s(self, path: Path) -> float:
        """The time as the disk has it: the clock of a file server may be another than ours."""
        probe = new_temp(path)
        try:
            self.ops.close(self.ops.open_new(probe, 0o600))
            try:
                return self.ops.lstat(probe).st_mtime
            finally:
                self.ops.unlink(probe)
        except OSError:
            return self.now_s()

    def _clear(self, path: Path) -> None:
        """Take a dangling lock away; of many who do so at once each sees whether it is still it."""
        fd = self.ops.open_read(path)
        try:
            # Not where the disk knows no locks: then the moment between the two calls is left.
            if self.ops.lock(fd) is False:
                return
            same = os.path.samestat(self.ops.fstat(fd), self.ops.lstat(path))
            if same and self._is_dangling(path, self._owner(path)):
                self.ops.unlink(path)
        finally:
            self.ops.close(fd)

    # --- letting go

    def _remove_if(self, path: Path, lock_id: str, *, or_empty: bool = False) -> bool:
        """Remove the lock of an id. Raises OSError, ValueError for what is no lock."""
        found = self._owner(path)
        mine = found is not None and found.id == lock_id
        if mine or (or_empty and found is None):
            self.ops.unlink(path)
            return True
        return False

    def _sweep_one(self, note: Path) -> bool:
        removed = False
        try:
            kept = read_object(note, ops=self.ops) or {}
            owner, path = owner_from(kept), kept.get("path")
            if owner is None or not isinstance(path, str) or not Path(path).is_absolute():
                self.ops.unlink(note)
                return False
            if owner.place == self.me().place and self.mark_of(owner.pid) == owner.mark:
                return False  # its program runs
            age_s = self.now_s() - self.ops.lstat(note).st_mtime
            try:
                removed = self._remove_if(Path(path), owner.id, or_empty=True)
            except FileNotFoundError:
                if not _is_there(Path(path).parent, self.ops) and age_s < _FORGET_AFTER_S:
                    return False  # on a disk that is away
            self.ops.unlink(note)
        except ValueError:
            with suppress(OSError):
                self.ops.unlink(note)
        except OSError:
            return removed
        return removed


def _is_there(folder: Path, ops: FileOps) -> bool:
    try:
        return stat.S_ISDIR(ops.stat(folder).st_mode)
    except (OSError, ValueError):
        return False
