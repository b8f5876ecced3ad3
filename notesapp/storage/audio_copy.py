"""A large file written anew from spans of an old one, proven, and moved into its place.

Every byte of the new file is read back and compared before it takes the name. Until that moment
the source and the target are untouched, whatever happens.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from notesapp.errors import Cancelled, FileTrouble, NotesError
from notesapp.storage.atomic import new_temp
from notesapp.storage.fsops import REAL, FileOps, stat_or_none
from notesapp.storage.pieces import Piece
from notesapp.storage.pieces_io import Watch, compare_pieces, size_of, stopped, write_pieces
from notesapp.storage.trouble import ChangedOnDisk, not_opened, not_saved, shown
from notesapp.storage.unfinished import Unfinished

__all__ = ["Copying", "HeldElsewhere", "Original", "copy_pieces", "open_original"]

SPARE_BYTES = 16 << 20
_ON_WINDOWS = sys.platform == "win32"


class HeldElsewhere(FileTrouble):
    """Another program keeps the target open, so that it cannot be replaced; a copy can be."""


@dataclass(frozen=True, slots=True)
class Original:
    """An open source; ``before`` is how it stood on the disk when it was opened."""

    path: Path
    fd: int
    file: BinaryIO
    before: os.stat_result


@dataclass(frozen=True, slots=True)
class Copying:
    """How a copy is made.

    ``check`` gets the path of the finished copy before it takes the target's name, and raises
    NotesError where it is not as it should be. ``progress`` gets bytes done and all bytes, of
    writing and of comparing. ``tries`` is how often a move is tried that another program's open
    file forbids, 100 ms apart.
    """

    replace: bool = False
    check: Callable[[Path], None] = lambda _: None
    progress: Callable[[int, int], None] = lambda _done, _all: None
    cancelled: Callable[[], bool] = lambda: False
    unfinished: Unfinished | None = None
    tries: int = 10 if _ON_WINDOWS else 1
    pause: Callable[[float], None] = time.sleep
    ops: FileOps = REAL


@contextmanager
def open_original(path: Path, ops: FileOps = REAL) -> Iterator[Original]:
    """Open a file to copy from. Raises FileTrouble."""
    try:
        if not stat.S_ISREG(ops.stat(path).st_mode):  # a pipe would be waited for
            raise FileTrouble(f"{shown(path)} is not a file. Choose a file.", str(path))
        fd = ops.open_read(path)
    except (OSError, ValueError) as error:
        raise not_opened(path, error) from error
    try:
        with open(fd, "rb", closefd=False) as file:
            yield Original(path, fd, file, _state_of(path, fd, ops))
    finally:
        with suppress(OSError):
            ops.close(fd)


def copy_pieces(source: Original, target: Path, pieces: Sequence[Piece], how: Copying) -> int:
    """Write ``pieces`` as ``target``, prove it, and return its size in bytes.

    A link is followed and stays. A target that exists keeps mode, owner and extended attributes,
    and is only replaced with ``how.replace``; a new one gets those of the source. Raises
    FileTrouble, Cancelled, or what ``how.check`` raises; no file is then changed.
    """
    try:
        real = Path(os.path.realpath(target))
        old = stat_or_none(real, how.ops)
        _refuse(real, old, how)
        _need_room(real, size_of(pieces), how.ops)
        with _temp(real, (old or source.before).st_mode & 0o777, how) as (temp, fd, closing):
            with _told_of_changes(source, how.ops):
                _fill(source, pieces, temp, fd, how)
                how.check(temp)
            _keep_access(source, real, old, temp, how.ops)
            _still_the_same(source, how.ops)
            if how.cancelled():
                raise stopped()
            if _ON_WINDOWS:  # moves nothing that is open; elsewhere the lock is kept to the end
                closing.close()
            _move(temp, real, how)
    except (OSError, ValueError) as error:
        raise not_saved(target, error) from error
    with suppress(OSError):
        how.ops.fsync_folder(real.parent)
    return size_of(pieces)


def _state_of(path: Path, fd: int, ops: FileOps) -> os.stat_result:
    try:
        return ops.fstat(fd)
    except OSError as error:
        raise not_opened(path, error) from error


def _refuse(real: Path, old: os.stat_result | None, how: Copying) -> None:
    if old is None:
        return
    if stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(real))
    if not how.replace:
        raise FileExistsError(errno.EEXIST, "exists", str(real))
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "not an ordinary file", str(real))
    if not how.ops.writable(real):
        raise PermissionError(errno.EACCES, "protected", str(real))


def _need_room(real: Path, size: int, ops: FileOps) -> None:
    free = ops.free_bytes(real.parent)
    if free is not None and free < size + SPARE_BYTES:
        more = -(-(size + SPARE_BYTES - free) // 1_000_000)
        raise FileTrouble(
            f"Not saved: the new file needs {more} MB more than this disk has. Free some space.",
            f"{real}: {free} bytes free for {size}",
        )


@contextmanager
def _temp(real: Path, mode: int, how: Copying) -> Iterator[tuple[Path, int, ExitStack]]:
    """A new locked file beside the target, its name noted; gone again unless it was moved."""
    temp = new_temp(real)
    with how.unfinished.kept(temp) if how.unfinished else nullcontext():
        fd = how.ops.open_new(temp, mode)
        try:
            with ExitStack() as closing:
                closing.callback(_close, fd, how.ops)
                if how.ops.lock(fd) is False:
                    raise BlockingIOError(errno.EAGAIN, "somebody else has it", str(temp))
                yield temp, fd, closing
        except BaseException:
            with suppress(OSError):
                how.ops.unlink(temp)
            raise


def _close(fd: int, ops: FileOps) -> None:
    with suppress(OSError):  # all bytes are on the disk by then, or the file is given up
        ops.close(fd)


def _fill(source: Original, pieces: Sequence[Piece], temp: Path, fd: int, how: Copying) -> None:
    watch = Watch(2 * size_of(pieces), how.progress, how.cancelled)
    write_pieces(source.fd, fd, pieces, watch, how.ops)
    how.ops.fsync(fd)
    made = how.ops.open_read(temp)
    try:
        compare_pieces(source.fd, made, pieces, watch, how.ops)
        if how.ops.fstat(made).st_size != size_of(pieces):
            raise OSError(errno.EIO, "longer than what was written", str(temp))
    finally:
        _close(made, how.ops)


def _keep_access(
    source: Original, real: Path, old: os.stat_result | None, temp: Path, ops: FileOps
) -> None:
    ops.keep_extended(temp, source.path if old is None else real)
    if old is not None:
        ops.keep_access(temp, old)


@contextmanager
def _told_of_changes(source: Original, ops: FileOps) -> Iterator[None]:
    """Where the source changed under the copy, that is said rather than what came of it."""
    try:
        yield
    except Cancelled:
        raise
    except (NotesError, OSError, ValueError):
        with suppress(OSError):
            _still_the_same(source, ops)
        raise


def _still_the_same(source: Original, ops: FileOps) -> None:
    now, before = ops.stat(source.path), source.before
    if not os.path.samestat(now, before) or (now.st_size, now.st_mtime_ns) != (
        before.st_size,
        before.st_mtime_ns,
    ):
        raise ChangedOnDisk(
            f"Not saved: another program changed {shown(source.path)} meanwhile. Try again.",
            str(source.path),
        )


def _move(temp: Path, real: Path, how: Copying) -> None:
    if not how.replace:
        how.ops.place_new(temp, real)
        return
    for left in reversed(range(how.tries)):
        try:
            how.ops.replace(temp, real)
            return
        except PermissionError as error:
            if how.tries == 1:
                raise
            if not left:
                raise HeldElsewhere(
                    f"{shown(real)} is open in another program. Close it there, or save a copy.",
                    f"{real}: {error!r}",
                ) from error
            how.pause(0.1)
