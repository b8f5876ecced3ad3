"""A disk that breaks on demand, and a user without the right to everything."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import pytest

from notesapp.storage.fsops import REAL, FileOps

NOBODY = 65534


@dataclass
class FailingOps:
    """The real operations, counted; number ``fail_at`` (from 0) ends in ``error``.

    ``after``: the call is carried out and reports trouble all the same. ``for_good``: every later
    call breaks too. ``short_write``: a write takes at most so many bytes.
    """

    fail_at: int = -1
    error: int = 0
    after: bool = False
    for_good: bool = False
    short_write: int = 0
    calls: list[str] = field(default_factory=list)

    @property
    def ops(self) -> FileOps:
        return FileOps(**{spec.name: self._counted(spec.name) for spec in fields(FileOps)})

    def _counted(self, name: str) -> Callable[..., Any]:
        real = getattr(REAL, name)

        def call(*args: Any) -> Any:
            number = len(self.calls)
            self.calls.append(name)
            broken = number == self.fail_at or (self.for_good and number > self.fail_at >= 0)
            if name == "write" and self.short_write:
                args = (args[0], args[1][: self.short_write])
            if not broken:
                return real(*args)
            if self.after or name == "close":
                with suppress(OSError):
                    real(*args)
            raise OSError(self.error, os.strerror(self.error))

        return call


@pytest.fixture
def failing_ops() -> type[FailingOps]:
    return FailingOps


@pytest.fixture
def plain_folder() -> Iterator[Path]:
    """A folder whose parents anyone may enter."""
    folder = Path(tempfile.mkdtemp(prefix="notesapp-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def as_plain_user() -> Callable[[], AbstractContextManager[None]]:
    """Within it, permissions count also where tests run as root."""

    @contextmanager
    def within() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)

    return within
