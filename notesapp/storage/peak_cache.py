"""Levels of audio files kept on the disk, within bounds; the least recently used ones go.

Losing an entry costs a few seconds of measuring. So nothing here raises for what the disk does:
what cannot be read is not there, and what cannot be written is not kept.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import stat
import struct
import zlib
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import make_folder, remove_file, sweep_leftovers, write_chunks_atomic
from notesapp.storage.fsops import REAL, FileOps, read_all

__all__ = ["DEFAULT_LIMIT_BYTES", "PeakCache"]

DEFAULT_LIMIT_BYTES = 256 * 1024 * 1024

_HEAD = struct.Struct("<8s32sI")
_MAGIC = b"NNPEAKS1"
_NAME = re.compile(r"[0-9a-f]{40}\.levels")

_log = logging.getLogger(__name__)


class PeakCache:
    """One file for each path, in a folder of its own that need not exist yet.

    Several threads and processes may use the same folder: entries are written whole, and one
    that another removes is gone.
    """

    def __init__(
        self, folder: Path, limit_bytes: int = DEFAULT_LIMIT_BYTES, ops: FileOps = REAL
    ) -> None:
        self._folder = folder
        self._limit = limit_bytes
        self._ops = ops

    def get(self, path: Path, facts: str) -> bytes | None:
        """What was put last for this path, if it was with the same facts and is whole."""
        entry = self._entry(path)
        try:
            found = self._ops.lstat(entry)
            if not stat.S_ISREG(found.st_mode) or found.st_size > self._limit:
                return None
            data = read_all(entry, self._limit, self._ops)
        except (OSError, ValueError):
            return None
        content = memoryview(data)[_HEAD.size :]
        if data[: _HEAD.size] != _head(path, facts, content):
            return None
        try:
            self._ops.touch(entry)
        except OSError:
            _log.debug("%s is not marked as used", entry)
        return bytes(content)

    def put(self, path: Path, facts: str, data: bytes) -> None:
        """Keep this for a path, in place of what was kept for it before.

        More than a quarter of what the whole cache may hold is not kept.
        """
        if len(data) > self._limit // 4:
            return
        try:
            make_folder(self._folder, self._ops, private=True)
            chunks = (_head(path, facts, data), data)
            write_chunks_atomic(self._entry(path), chunks, ops=self._ops)
        except FileTrouble as trouble:
            _log.info("levels are not kept: %s", trouble.detail)
        self._make_room()

    def _entry(self, path: Path) -> Path:
        return self._folder / f"{_digest(_place(path)).hex()[:40]}.levels"

    def _make_room(self) -> None:
        """Remove the least recently used entries until the rest is within the limit."""
        sweep_leftovers(self._folder, ops=self._ops)
        entries = self._entries()
        total = sum(size for _, size, _ in entries)
        for _, size, entry in sorted(entries):
            if total <= self._limit:
                return
            try:
                remove_file(entry, self._ops)
            except FileTrouble as trouble:
                _log.info("levels stay: %s", trouble.detail)
                continue
            total -= size

    def _entries(self) -> list[tuple[int, int, Path]]:
        """When each entry was used last, its size and where it is."""
        try:
            names = self._ops.list_names(self._folder)
        except OSError:
            return []
        found = []
        for name in filter(_NAME.fullmatch, names):
            entry = self._folder / name
            try:
                status = self._ops.lstat(entry)
            except OSError:
                continue
            found.append((status.st_mtime_ns, status.st_size, entry))
        return found


def _head(path: Path, facts: str, data: bytes | memoryview) -> bytes:
    """What an entry begins with: whose it is, and a checksum."""
    whose = _digest(_place(path) + b"\0" + facts.encode("utf-8", "surrogatepass"))
    return _HEAD.pack(_MAGIC, whose, zlib.crc32(data))


def _place(path: Path) -> bytes:
    return os.fsencode(os.path.abspath(path))  # noqa: PTH100 - links are not followed


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
