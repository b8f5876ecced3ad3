"""Files are written whole or not at all.

A new version is written beside the old one, forced to the disk, and moved over it in one step.
Whatever goes wrong in between, the file is the old one or the new one, never a mix.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.fsops import REAL, FileOps, stat_or_none
from notesapp.storage.staging import Staged, is_temp_name, new_temp, stage
from notesapp.storage.sweeping import STALE_AFTER_S, sweep_leftovers
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

_CHUNK = 1 << 20


def write_atomic(
    path: Path,
    data: bytes,
    *,
    overwrite: bool = True,
    just_before: Callable[[], None] = lambda: None,
    ops: FileOps = REAL,
) -> None:
    """Make ``data`` the content of ``path``, or leave everything as it was.

    A link is followed and stays a link; mode, extended attributes and, where allowed, owner are
    kept; hard links to the old file keep the old content. The folder must exist. With
    ``overwrite=False`` a name that is taken raises AlreadyThere, also when it is taken at the
    last moment. ``just_before`` is called when all that is left to do is the move, and may raise
    NotesError to forbid it. Raises FileTrouble; the content is then untouched.
    """
    write_chunks_atomic(path, (data,), overwrite=overwrite, just_before=just_before, ops=ops)


def write_chunks_atomic(
    path: Path,
    chunks: Iterable[bytes],
    *,
    overwrite: bool = True,
    just_before: Callable[[], None] = lambda: None,
    ops: FileOps = REAL,
) -> None:
    """As ``write_atomic``, for content that comes in pieces. Errors of the source pass through."""
    try:
        staged = _staged(path, chunks, overwrite, ops)
        try:
            just_before()
        except BaseException:
            staged.drop()
            raise
        staged.move(overwrite=overwrite)
    except (OSError, ValueError) as error:
        raise not_saved(path, error) from error
    # The content is safe by now and the move is done; some network disks know no such call.
    with contextlib.suppress(OSError):
        ops.fsync_folder(staged.target.parent)


def write_all_atomic(files: Sequence[tuple[Path, bytes]], *, ops: FileOps = REAL) -> None:
    """Write several files of which none is touched before all are complete on the disk.

    What is left then is the moving of names, one after the other: who ends the program between
    two of them finds whole new files beside whole old ones, and writing again makes all new.
    Raises FileTrouble.
    """
    staged: list[Staged] = []
    folders: set[Path] = set()
    path = files[0][0] if files else Path()
    try:
        for path, data in files:
            staged.append(_staged(path, (data,), True, ops))
            folders.add(staged[-1].target.parent)
        while staged:
            path = staged[0].target
            staged.pop(0).move(overwrite=True)
    except (OSError, ValueError) as error:
        raise not_saved(path, error) from error
    finally:
        for one in staged:
            one.drop()
    for folder in folders:
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


def is_same_file(one: Path, other: Path) -> bool:
    """True when both paths lead to the same file, which need not exist. Never raises."""
    try:
        if os.path.realpath(one) == os.path.realpath(other):
            return True
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _staged(path: Path, chunks: Iterable[bytes], overwrite: bool, ops: FileOps) -> Staged:
    target = Path(os.path.realpath(path))
    before = stat_or_none(target, ops)
    _refuse(target, before, overwrite, ops)
    return stage(target, chunks, before, ops)


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


def _chunks(source: Path, fd: int, ops: FileOps) -> Iterator[bytes]:
    while True:
        try:
            part = ops.read(fd, _CHUNK)
        except OSError as error:
            raise not_opened(source, error) from error
        if not part:
            return
        yield part
