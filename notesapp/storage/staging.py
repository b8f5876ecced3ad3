"""A new version of a file, complete and proven beside the old one before it takes its name."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from notesapp.storage.fsops import FileOps

__all__ = ["Staged", "is_temp_name", "new_temp", "stage"]

_TEMP_NAME = re.compile(r"\.notesapp-[0-9a-f]{16}\.part")
_CHUNK = 1 << 20
_TRIES = 8


@dataclass(frozen=True, slots=True)
class Staged:
    """A finished file beside its target. It is locked until it is moved or dropped."""

    temp: Path
    target: Path
    held: int | None
    ops: FileOps

    def move(self, *, overwrite: bool) -> None:
        """Give it its name. Raises OSError, FileExistsError too; it is then dropped."""
        try:
            (self.ops.replace if overwrite else self.ops.place_new)(self.temp, self.target)
        except BaseException:
            self.drop()
            raise
        _let_go(self.held, self.ops)

    def drop(self) -> None:
        """Remove it. Never raises for trouble with files: the next start sweeps what stays."""
        _discard(self.temp, self.held, self.ops)


def stage(
    target: Path, chunks: Iterable[bytes], before: os.stat_result | None, ops: FileOps
) -> Staged:
    """Write the content beside its target, force it to the disk and read it back.

    It gets mode, owner and extended attributes of what is to be replaced. Raises OSError, also
    where the disk holds something else than what was written; nothing is left then.
    """
    mode = 0o666 if before is None else before.st_mode & 0o777 | 0o600  # it is read back
    temp, fd = _open_locked(target, mode, ops)
    held = None
    try:
        held, digest = _fill(fd, chunks, ops)
        _prove(temp, digest, ops)
        if before is not None:
            ops.keep_extended(temp, target)
            ops.keep_access(temp, before)
    except BaseException:
        _discard(temp, held, ops)
        raise
    return Staged(temp, target, held, ops)


def new_temp(target: Path) -> Path:
    """A fresh name beside a file, for what is to become it."""
    return target.parent / f".notesapp-{secrets.token_hex(8)}.part"


def is_temp_name(name: str) -> bool:
    """Whether this program makes such names for files it writes."""
    return _TEMP_NAME.fullmatch(name) is not None


def _open_locked(target: Path, mode: int, ops: FileOps) -> tuple[Path, int]:
    """A new file that nobody sweeps: who starts at this very moment may have been quicker."""
    for _ in range(_TRIES):
        temp = new_temp(target)
        fd = ops.open_new(temp, mode)
        try:
            if ops.lock(fd) is not False and _is_there(temp, fd, ops):
                return temp, fd
        except BaseException:
            _discard(temp, fd, ops)
            raise
        _discard(temp, fd, ops)
    raise OSError(errno.EBUSY, "swept again and again", str(target))


def _is_there(temp: Path, fd: int, ops: FileOps) -> bool:
    try:
        return os.path.samestat(ops.lstat(temp), ops.fstat(fd))
    except FileNotFoundError:
        return False


def _fill(fd: int, chunks: Iterable[bytes], ops: FileOps) -> tuple[int | None, bytes]:
    """Write, force and close, and keep the lock; what holds it, and the digest of what went in."""
    held = None
    try:
        digest = hashlib.blake2b()
        for chunk in chunks:
            _write_fully(fd, memoryview(chunk), ops)
            digest.update(chunk)
        ops.fsync(fd)
        held = ops.hold(fd)
    except BaseException:
        _let_go(fd, ops)
        raise
    try:
        ops.close(fd)  # a network disk may say only here that it is full
    except BaseException:
        _let_go(held, ops)
        raise
    return held, digest.digest()


def _write_fully(fd: int, data: memoryview, ops: FileOps) -> None:
    while data:
        taken = ops.write(fd, data)
        if taken <= 0:
            raise OSError(errno.ENOSPC, "nothing was taken")
        data = data[taken:]


def _prove(temp: Path, digest: bytes, ops: FileOps) -> None:
    found = hashlib.blake2b()
    fd = ops.open_read(temp)
    try:
        with contextlib.suppress(OSError):
            ops.forget_cached(fd)
        while part := ops.read(fd, _CHUNK):
            found.update(part)
    finally:
        _let_go(fd, ops)
    if found.digest() != digest:
        raise OSError(errno.EIO, "holds something else than what was written", str(temp))


def _discard(temp: Path, held: int | None, ops: FileOps) -> None:
    if os.name != "nt":  # removed while it is locked: nobody else takes it for a leftover
        with contextlib.suppress(OSError):
            ops.unlink(temp)
        _let_go(held, ops)
        return
    _let_go(held, ops)
    with contextlib.suppress(OSError):
        ops.unlink(temp)


def _let_go(fd: int | None, ops: FileOps) -> None:
    if fd is not None:
        with contextlib.suppress(OSError):
            ops.close(fd)
