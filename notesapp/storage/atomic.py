"""Files are written whole or not at all.

A new version is written beside the old one, forced to the disk, and moved over it in one step.
Whatever goes wrong in between, the file is the old one or the new one, never a mix.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.fsops import REAL, FileOps, stat_or_none
from notesapp.storage.trouble import not_opened, not_saved, shown

__all__ = [
    "STALE_AFTER_S",
    "copy_atomic",
    "is_same_file",
    "is_temp_name",
    "make_folder",
    "new_temp",
    "remove_file",
    "sweep_leftovers",
    "write_all_atomic",
    "write_atomic",
    "write_chunks_atomic",
]

STALE_AFTER_S = 3600
_TEMP_NAME = re.compile(r"\.notesapp-[0-9a-f]{16}\.part")
_CHUNK = 1 << 20


def write_atomic(path: Path, data: bytes, *, overwrite: bool = True, ops: FileOps = REAL) -> None:
    """Make ``data`` the content of ``path``, or leave everything as it was.

    A link is followed and stays a link; mode and, where allowed, owner are kept; hard links to
    the old file keep the old content. The folder must exist. With ``overwrite=False`` a name
    that is taken raises AlreadyThere, also when it is taken at the last moment. Raises
    FileTrouble; the content is then untouched.
    """
    write_chunks_atomic(path, (data,), overwrite=overwrite, ops=ops)


def write_chunks_atomic(
    path: Path, chunks: Iterable[bytes], *, overwrite: bool = True, ops: FileOps = REAL
) -> None:
    """As ``write_atomic``, for content that comes in pieces. Errors of the source pass through."""
    try:
        target = Path(os.path.realpath(path))
        before = stat_or_none(target, ops)
        _refuse(target, before, overwrite, ops)
        _write_beside(target, chunks, before, overwrite, ops)
    except (OSError, ValueError) as error:
        raise not_saved(path, error) from error
    # The content is safe by now and the move is done; some network disks know no such call.
    with contextlib.suppress(OSError):
        ops.fsync_folder(target.parent)


def write_all_atomic(files: Sequence[tuple[Path, bytes]], *, ops: FileOps = REAL) -> None:
    """Write several files of which none is touched before all are complete on the disk.

    What is left to go wrong then is the moving of names, one after the other. Raises FileTrouble.
    """
    staged: list[tuple[Path, Path]] = []
    path = files[0][0] if files else Path()
    try:
        for path, data in files:
            target = Path(os.path.realpath(path))
            before = stat_or_none(target, ops)
            _refuse(target, before, True, ops)
            staged.append((_stage(target, (data,), before, ops), target))
        while staged:
            temp, path = staged[0]
            ops.replace(temp, path)
            staged.pop(0)
    except (OSError, ValueError) as error:
        raise not_saved(path, error) from error
    finally:
        for temp, _ in staged:
            _discard(temp, ops)
    for folder in {target.parent for target, _ in files}:
        with contextlib.suppress(OSError):
            ops.fsync_folder(folder)


def copy_atomic(
    source: Path, target: Path, *, overwrite: bool = False, ops: FileOps = REAL
) -> None:
    """Copy a file's content. Raises FileTrouble (AlreadyThere unless ``overwrite``)."""
    try:
        fd = ops.open_read(source)
    except (OSError, ValueError) as error:
        raise not_opened(source, error) from error
    try:
        write_chunks_atomic(target, _chunks(source, fd, ops), overwrite=overwrite, ops=ops)
    finally:
        with contextlib.suppress(OSError):
            ops.close(fd)


def make_folder(folder: Path, ops: FileOps = REAL, *, private: bool = False) -> None:
    """Make a folder and its parents exist; ``private`` for the user alone. Raises FileTrouble."""
    try:
        ops.make_folder(folder, private)
    except (OSError, ValueError) as error:
        raise not_saved(folder / "x", error) from error


def missing_folders(folder: Path) -> tuple[Path, ...]:
    """The folder and those of its parents that are not there yet, the innermost first."""
    return tuple(part for part in (folder, *folder.parents) if not os.path.lexists(part))


def drop_empty(folders: Iterable[Path], ops: FileOps = REAL) -> None:
    """Remove folders as long as they are empty. Never raises: what cannot be removed stays."""
    with contextlib.suppress(OSError, ValueError):
        for folder in folders:
            ops.drop_folder(folder)


def remove_file(path: Path, ops: FileOps = REAL) -> None:
    """Remove a file; one that is gone already is fine. Raises FileTrouble."""
    try:
        ops.unlink(path)
    except (FileNotFoundError, NotADirectoryError):
        return
    except (OSError, ValueError) as error:
        raise FileTrouble(f"{shown(path)} cannot be removed.", f"{path!s}: {error!r}") from error


def sweep_leftovers(folder: Path, *, now_s: float | None = None, ops: FileOps = REAL) -> int:
    """Remove what killed saves of this program left in a folder; return how many were removed.

    Only ordinary files with our own name pattern that are older than an hour. Never raises for
    trouble with files: what cannot be removed stays.
    """
    now_s = time.time() if now_s is None else now_s
    try:
        names = ops.list_names(folder)
    except (OSError, ValueError):
        return 0
    return sum(_swept(folder / name, now_s, ops) for name in names if _TEMP_NAME.fullmatch(name))


def new_temp(target: Path) -> Path:
    """A fresh name beside a file, for what is to become it."""
    return target.parent / f".notesapp-{secrets.token_hex(8)}.part"


def is_temp_name(name: str) -> bool:
    """Whether this program makes such names for files it writes."""
    return _TEMP_NAME.fullmatch(name) is not None


def is_same_file(one: Path, other: Path) -> bool:
    """True when both paths lead to the same file, which need not exist. Never raises."""
    try:
        if os.path.realpath(one) == os.path.realpath(other):
            return True
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _refuse(target: Path, before: os.stat_result | None, overwrite: bool, ops: FileOps) -> None:
    if before is None:
        return
    if stat.S_ISDIR(before.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(target))
    if not overwrite:
        raise FileExistsError(errno.EEXIST, "exists", str(target))
    if not stat.S_ISREG(before.st_mode):
        raise OSError(errno.EINVAL, "not an ordinary file", str(target))
    if not ops.writable(target):
        raise PermissionError(errno.EACCES, "protected", str(target))


def _write_beside(
    target: Path,
    chunks: Iterable[bytes],
    before: os.stat_result | None,
    overwrite: bool,
    ops: FileOps,
) -> None:
    temp = _stage(target, chunks, before, ops)
    try:
        (ops.replace if overwrite else ops.place_new)(temp, target)
    except BaseException:
        _discard(temp, ops)
        raise


def _stage(
    target: Path, chunks: Iterable[bytes], before: os.stat_result | None, ops: FileOps
) -> Path:
    """Write the content beside its target, complete and on the disk; returns where."""
    temp = new_temp(target)
    fd = ops.open_new(temp, 0o666 if before is None else before.st_mode & 0o777)
    try:
        _fill(fd, chunks, ops)
        if before is not None:
            ops.keep_access(temp, before)
    except BaseException:
        _discard(temp, ops)
        raise
    return temp


def _discard(temp: Path, ops: FileOps) -> None:
    with contextlib.suppress(OSError):
        ops.unlink(temp)


def _fill(fd: int, chunks: Iterable[bytes], ops: FileOps) -> None:
    try:
        for chunk in chunks:
            _write_fully(fd, memoryview(chunk), ops)
        ops.fsync(fd)
    except BaseException:
        with contextlib.suppress(OSError):
            ops.close(fd)
        raise
    ops.close(fd)  # a network disk may say only here that it is full


def _write_fully(fd: int, data: memoryview, ops: FileOps) -> None:
    while data:
        taken = ops.write(fd, data)
        if taken <= 0:
            raise OSError(errno.ENOSPC, "nothing was taken")
        data = data[taken:]


def _chunks(source: Path, fd: int, ops: FileOps) -> Iterator[bytes]:
    while True:
        try:
            part = ops.read(fd, _CHUNK)
        except OSError as error:
            raise not_opened(source, error) from error
        if not part:
            return
        yield part


def _swept(path: Path, now_s: float, ops: FileOps) -> bool:
    try:
        found = ops.lstat(path)
        if not stat.S_ISREG(found.st_mode) or now_s - found.st_mtime < STALE_AFTER_S:
            return False
        ops.unlink(path)
    except OSError:
        return False
    return True
