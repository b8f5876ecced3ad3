"""The one door to the disk: every operation on files that this program performs.

Nothing else in the program opens, writes, moves or removes a file. ``FileOps`` is a record of
primitive calls, so that a test can hand in the same record with one call made to break and walk
through every point at which a disk can let us down.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from notesapp.storage import fsops_spans

__all__ = ["REAL", "Entry", "FileOps", "read_all", "stat_or_none"]

_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_HARD_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a folder. A link to a folder counts as a folder."""

    name: str
    is_folder: bool


@dataclass(frozen=True, slots=True)
class FileOps:
    """Primitive file operations. Each raises OSError exactly as the system call under it does."""

    open_new: Callable[[Path, int], int]
    """Create a file that must not exist yet, with this mode (cut by the umask)."""
    open_append: Callable[[Path], int]
    """Open a file that exists, to write behind its end."""
    open_read: Callable[[Path], int]
    read: Callable[[int, int], bytes]
    write: Callable[[int, memoryview], int]
    """Write and return how many bytes were taken, which may be fewer than were given."""
    fsync: Callable[[int], None]
    close: Callable[[int], None]
    keep_access: Callable[[Path, os.stat_result], None]
    """Give a file the owner and mode of another; what the system forbids is left out."""
    replace: Callable[[Path, Path], None]
    place_new: Callable[[Path, Path], None]
    """Move a file to a name that must be free, else FileExistsError."""
    fsync_folder: Callable[[Path], None]
    unlink: Callable[[Path], None]
    stat: Callable[[Path], os.stat_result]
    lstat: Callable[[Path], os.stat_result]
    writable: Callable[[Path], bool]
    """False for a file its owner has protected against writing."""
    make_folder: Callable[[Path, bool], None]
    """Create a folder and its parents for this user only; one that exists is fine."""
    drop_folder: Callable[[Path], None]
    """Remove a folder that is empty, else OSError."""
    list_names: Callable[[Path], tuple[str, ...]]
    touch: Callable[[Path], None]
    """Say that a file was changed just now."""
    list_entries: Callable[[Path, int], tuple[Entry, ...]]
    """At most so many names of a folder, with their kind and without a look at each file."""
    fstat: Callable[[int], os.stat_result]
    copy_span: Callable[[int, int, int, int], int]
    """Append to an open file, from another, from an offset, a count; 0 only at the end."""
    read_into: Callable[[int, bytearray, int], int]
    """Fill a buffer from an offset; fewer than it has room for at the end."""
    lock: Callable[[int], bool | None]
    """Lock until closed. False: another has it. None: no locks here. Never waits."""
    free_bytes: Callable[[Path], int | None]
    """What may still be written to the disk of a folder; None where it does not say."""
    keep_extended: Callable[[Path, Path], None]
    """Give a file the extended attributes of another; what the system forbids is left out."""
    hold: Callable[[int], int | None]
    """Another number for an open file, which keeps its lock; None where that hinders a move."""
    forget_cached: Callable[[int], None]
    """See to it that an open file is read from the disk and not from memory, where that goes."""


def read_all(path: Path, limit: int, ops: FileOps) -> bytes:
    """The first ``limit`` bytes of a file. Raises OSError."""
    parts: list[bytes] = []
    left = limit
    fd = ops.open_read(path)
    try:
        while left > 0 and (part := ops.read(fd, min(left, _CHUNK))):
            parts.append(part)
            left -= len(part)
    finally:
        ops.close(fd)
    return b"".join(parts)


def stat_or_none(path: Path, ops: FileOps) -> os.stat_result | None:
    """What stands at a path, links followed, or None when nothing does. Raises OSError."""
    try:
        return ops.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _open_new(path: Path, mode: int) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)


def _open_append(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_APPEND | _BINARY)


def _open_read(path: Path) -> int:
    # What gives nothing of its own accord (a queue, a system's log) must not hold the caller.
    return os.open(path, os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0))


def _write(fd: int, data: memoryview) -> int:
    return os.write(fd, data)


def _keep_access(path: Path, like: os.stat_result) -> None:
    mine = path.stat()
    if hasattr(os, "chown") and (mine.st_uid, mine.st_gid) != (like.st_uid, like.st_gid):
        with contextlib.suppress(OSError):
            os.chown(path, like.st_uid, like.st_gid)
    with contextlib.suppress(PermissionError, NotImplementedError):
        path.chmod(like.st_mode & 0o7777)


def _replace(source: Path, target: Path) -> None:
    source.replace(target)


def _place_new(source: Path, target: Path) -> None:
    if sys.platform == "win32":
        source.rename(target)
        return
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "exists", str(target)) from None
        source.replace(target)
        return
    with contextlib.suppress(OSError):
        source.unlink()


def _fsync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY | _BINARY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _make_folder(folder: Path, private: bool) -> None:
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    for part in reversed(missing):
        part.mkdir(mode=0o700 if private else 0o777, exist_ok=True)
    if not missing and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(folder))


def _list_names(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(os.listdir(folder)))  # noqa: PTH208 - names, not paths


def _list_entries(folder: Path, limit: int) -> tuple[Entry, ...]:
    with os.scandir(folder) as found:
        some = itertools.islice(found, limit)
        return tuple(sorted((Entry(one.name, _is_folder(one)) for one in some), key=_by_name))


def _by_name(entry: Entry) -> str:
    return entry.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _touch(path: Path) -> None:
    os.utime(path)


REAL = FileOps(
    open_new=_open_new,
    open_append=_open_append,
    open_read=_open_read,
    read=os.read,
    write=_write,
    fsync=os.fsync,
    close=os.close,
    keep_access=_keep_access,
    replace=_replace,
    place_new=_place_new,
    fsync_folder=_fsync_folder,
    unlink=Path.unlink,
    stat=Path.stat,
    lstat=Path.lstat,
    writable=_writable,
    make_folder=_make_folder,
    drop_folder=Path.rmdir,
    list_names=_list_names,
    list_entries=_list_entries,
    touch=_touch,
    fstat=os.fstat,
    copy_span=fsops_spans.copy_span,
    read_into=fsops_spans.read_into,
    lock=fsops_spans.lock,
    free_bytes=fsops_spans.free_bytes,
    keep_extended=fsops_spans.keep_extended,
    hold=fsops_spans.hold,
    forget_cached=fsops_spans.forget_cached,
)
"""The operations on the real disk."""
