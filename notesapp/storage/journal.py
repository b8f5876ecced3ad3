"""The file behind an open document: every change of it is in the system's hands at once.

A change is one ``write`` before the key is answered, so a killed program loses nothing of it. What
only a power cut can lose is forced to the disk about a second later, on another thread
(``force_to_disk``). Keys never wait for a disk.

The file appears whole, under its name, with everything up to the first change: it is written
beside it, locked, and moved. The same is done again when it has grown past ``MAX_BYTES`` and
several times its shortest form, and after the disk refused something: a record that was cut short
stays the last one, and the next ``rewrite`` replaces the file. So there is never anything behind
half a record but damage done by others.

The lock tells other programs that this one lives, on the same machine and, where the disk can,
on others. It goes with the process, however that ends.
"""

from __future__ import annotations

import contextlib
import errno
import sys
import threading
from dataclasses import replace
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import new_temp
from notesapp.storage.fsops import FileOps
from notesapp.storage.journal_format import Head, record, snapshot
from notesapp.storage.journal_text import Replay

__all__ = ["MAX_BYTES", "Journal"]

MAX_BYTES = 1 << 20
_TIMES = 3
_TRIES = 5


class Journal:
    """One journal, owned by this process. Writing is for one thread; raises FileTrouble.

    After it raised, nothing more is written (``is_broken``) until ``rewrite`` succeeds.
    """

    def __init__(self, path: Path, ops: FileOps) -> None:
        self.path = path
        self.is_broken = False
        self._ops = ops
        self._fd: int | None = None
        self._size = 0
        self._shortest = 0
        self._is_new = False
        self._guard = threading.Lock()
        self._forcing: set[int] = set()
        self._to_close: set[int] = set()

    @property
    def is_open(self) -> bool:
        """Whether there is a file that takes changes."""
        return self._fd is not None and not self.is_broken

    @property
    def is_long(self) -> bool:
        """Whether writing it anew would make it much shorter."""
        return self._size > max(MAX_BYTES, _TIMES * self._shortest)

    @property
    def is_too_long(self) -> bool:
        """Whether it is to be written anew at once, whatever is going on."""
        return self._size > 2 * max(MAX_BYTES, _TIMES * self._shortest)

    def rewrite(self, head: Head, replay: Replay, *, waits: bool = False) -> None:
        """Make the file, or replace it by its shortest form; the old one stays until then.

        ``waits`` for the disk before the old one goes, so that no power cut finds neither.
        """
        try:
            self._ops.make_folder(self.path.parent, True)
            self._replace_by(head, replay, waits=waits)
        except (OSError, ValueError) as error:
            self.is_broken = True
            raise not_kept(self.path, error) from error
        self.is_broken = False

    def append(self, *parts: object) -> None:
        """Add a record."""
        if self._fd is None or self.is_broken:
            return
        try:
            self._write(self._fd, record(*parts))
        except (OSError, ValueError) as error:
            self.is_broken = True
            raise not_kept(self.path, error) from error

    def is_in_place(self) -> bool:
        """Whether the file still has its name; somebody may have cleaned up."""
        if self._fd is None:
            return False
        try:
            there, ours = self._ops.stat(self.path), self._ops.fstat(self._fd)
        except (OSError, ValueError):
            return False
        return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)

    def force_to_disk(self) -> bool:
        """Wait until a power cut cannot take what was written; for any thread. False: refused."""
        with self._guard:
            fd = self._fd
            if fd is None or fd in self._forcing:
                return True
            self._forcing.add(fd)
        try:
            self._ops.fsync(fd)
            if self._is_new:
                self._is_new = False
                with contextlib.suppress(OSError):  # some network disks know no such call
                    self._ops.fsync_folder(self.path.parent)
        except OSError:
            return False
        finally:
            with self._guard:
                self._forcing.discard(fd)
                is_over = fd in self._to_close
                self._to_close.discard(fd)
            if is_over:
                self._close(fd)
        return True

    def close(self) -> None:
        """Let go of the file and its lock; it stays."""
        with self._guard:
            fd, self._fd = self._fd, None
            if fd in self._forcing:
                self._to_close.add(fd)
                return
        if fd is not None:
            self._close(fd)

    def remove(self) -> None:
        """Let go of the file and remove it. Raises FileTrouble where it stays."""
        had = self._fd is not None
        try:
            if had and sys.platform != "win32":
                self._ops.unlink(self.path)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise not_kept(self.path, error) from error
        finally:
            self.close()
        if had and sys.platform == "win32":
            with contextlib.suppress(FileNotFoundError):
                self._ops.unlink(self.path)

    def _replace_by(self, head: Head, replay: Replay, *, waits: bool) -> None:
        temp, fd, locked = self._open_temp()
        size, self._size = self._size, 0
        try:
            for part in snapshot(replace(head, locked=locked), replay):
                self._write(fd, part)
            if waits:
                self._ops.fsync(fd)
            if sys.platform == "win32":  # there a file that is open cannot be moved
                self._close(fd)
                self.close()
                self._ops.replace(temp, self.path)
                fd = self._ops.open_append(self.path)
            else:
                self._ops.replace(temp, self.path)
        except BaseException:
            self._size = size
            with contextlib.suppress(OSError):
                self._ops.unlink(temp)
            self._close(fd)
            raise
        self._shortest = self._size
        self.close()
        self._fd, self._is_new = fd, True

    def _open_temp(self) -> tuple[Path, int, bool]:
        """A new file beside the journal, and whether it is locked; who sweeps may be quicker."""
        for _ in range(_TRIES):
            temp = new_temp(self.path)
            fd = self._ops.open_new(temp, 0o600)
            locked: bool | None = False
            with contextlib.suppress(OSError):
                locked = self._ops.lock(fd)
                if locked is not False and self._ops.fstat(fd).st_nlink > 0:
                    return temp, fd, locked is True
            with contextlib.suppress(OSError):
                self._ops.unlink(temp)
            self._close(fd)
        raise OSError(errno.EBUSY, "swept again and again", str(self.path))

    def _write(self, fd: int, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            taken = self._ops.write(fd, rest)
            if taken <= 0:
                raise OSError(errno.ENOSPC, "nothing was taken")
            self._size += taken
            rest = rest[taken:]

    def _close(self, fd: int) -> None:
        with contextlib.suppress(OSError):
            self._ops.close(fd)


def not_kept(path: Path, error: OSError | ValueError) -> FileTrouble:
    """The trouble to raise when a journal cannot be written."""
    code = error.errno if isinstance(error, OSError) else None
    reasons = {
        errno.ENOSPC: "the disk is full. Save them, then free some space.",
        getattr(errno, "EDQUOT", -1): "your share of the disk is used up. Save them, then free"
        " some space.",
        errno.EROFS: "the disk of your own files is read-only. Save them often.",
        errno.EIO: "the disk reported an error. Save them on another disk, and check this one.",
    }
    folder = "the folder for that cannot be written. Save them often."
    sentence = f"A crash would lose changes of these notes: {reasons.get(code or 0, folder)}"
    return FileTrouble(sentence, f"write {path!s}: {error!r}")
