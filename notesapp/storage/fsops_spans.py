"""Operations of the disk on spans of files that are open, and on locks."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
from pathlib import Path

__all__ = [
    "copy_span",
    "forget_cached",
    "free_bytes",
    "hold",
    "keep_extended",
    "lock",
    "read_into",
]

_NOT_THIS_WAY = {
    *(errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP),
    *(errno.EPERM, errno.EBADF, errno.ETXTBSY),
}
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EBADF}
_PART = 1 << 20


def copy_span(into: int, out_of: int, offset: int, count: int) -> int:
    """Append a span of one open file to another; how many bytes, 0 only at the end."""
    return (
        _in_the_kernel(into, out_of, offset, count)
        or _by_sendfile(into, out_of, offset, count)
        or _by_reading(into, out_of, offset, count)
    )


def _in_the_kernel(into: int, out_of: int, offset: int, count: int) -> int:
    if not hasattr(os, "copy_file_range"):
        return 0
    try:
        return os.copy_file_range(out_of, into, count, offset)
    except OSError as error:
        if error.errno not in _NOT_THIS_WAY:
            raise
        return 0


def _by_sendfile(into: int, out_of: int, offset: int, count: int) -> int:
    if sys.platform != "linux":  # elsewhere only a socket can be sent to
        return 0
    try:
        return os.sendfile(into, out_of, offset, count)
    except OSError as error:
        if error.errno not in _NOT_THIS_WAY:
            raise
        return 0


def _by_reading(into: int, out_of: int, offset: int, count: int) -> int:
    part = bytearray(min(count, _PART))
    got = read_into(out_of, part, offset)
    return os.write(into, memoryview(part)[:got]) if got else 0


def read_into(fd: int, room: bytearray, offset: int) -> int:
    """Fill ``room`` from a place of an open file, whose own position stays."""
    if hasattr(os, "preadv"):
        return os.preadv(fd, [room], offset)
    position = os.lseek(fd, 0, os.SEEK_CUR)
    try:
        os.lseek(fd, offset, os.SEEK_SET)
        part = os.read(fd, len(room))
    finally:
        os.lseek(fd, position, os.SEEK_SET)
    room[: len(part)] = part
    return len(part)


def lock(fd: int) -> bool | None:
    """Lock an open file until it is closed; False where another has it, None without locks."""
    if sys.platform == "win32":
        return True  # a file that is open cannot be removed there
    import fcntl

    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return None
        raise
    return True


def hold(fd: int) -> int | None:
    """One more number for an open file; its lock lasts until both are closed."""
    return None if sys.platform == "win32" else os.dup(fd)


def forget_cached(fd: int) -> None:
    """Let the system drop what it holds of a file in memory; only what is on the disk goes."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)


def free_bytes(folder: Path) -> int | None:
    """How much this user may still write there; None where the disk does not say."""
    usage = shutil.disk_usage(folder)
    return usage.free if usage.total else None


def keep_extended(path: Path, like: Path) -> None:
    """Give a file the extended attributes of another; what the system forbids is left out."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError):
        for name in os.listxattr(like):
            with contextlib.suppress(OSError):
                os.setxattr(path, name, os.getxattr(like, name))
