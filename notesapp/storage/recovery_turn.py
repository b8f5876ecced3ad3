"""Whose turn it is to ask about what was left behind: one program's at a time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from notesapp.storage.fsops import REAL, FileOps

__all__ = ["RecoveryTurn"]


@dataclass(slots=True)
class RecoveryTurn:
    """A lock on a file of its own, which ends with the program whatever ends it."""

    path: Path
    ops: FileOps = REAL
    _fd: int | None = field(default=None, init=False)

    def take(self) -> bool:
        """Whether it is ours now. Where there are no locks, it is everybody's."""
        if self._fd is not None:
            return True
        try:
            fd = self._opened()
        except OSError:
            return True
        try:
            is_ours = self.ops.lock(fd) is not False
        except OSError:
            is_ours = True
        if is_ours:
            self._fd = fd
        else:
            self._close(fd)
        return is_ours

    def give_back(self) -> None:
        """Let another program have it."""
        fd, self._fd = self._fd, None
        if fd is not None:
            self._close(fd)

    def _opened(self) -> int:
        self.ops.make_folder(self.path.parent, True)
        try:
            return self.ops.open_new(self.path, 0o600)
        except FileExistsError:
            return self.ops.open_read(self.path)

    def _close(self, fd: int) -> None:
        with suppress(OSError):
            self.ops.close(fd)
