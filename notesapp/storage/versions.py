"""Earlier states of notes, so that what was written over can be looked at and taken back.

A folder for each document, named after its file or, before it has one, after its id; a file for
each state, named after its time, reason and content. So a list needs no file to be opened, and
several programs may write at once.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
import os
import re
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import drop_empty, make_folder, remove_file, write_chunks_atomic
from notesapp.storage.fsops import REAL, FileOps, read_all, stat_or_none
from notesapp.storage.sweeping import sweep_leftovers
from notesapp.storage.text_codec import decode_notes
from notesapp.storage.versions_thinning import DAYS, Kept, Limits, over_all, thinned

__all__ = ["REASONS", "Limits", "Version", "VersionStore"]

REASONS = ("imported", "opened", "saved", "reloaded", "replaced", "recovered", "discarded")
"""Why a state was kept.

``imported``: the bytes as they came from elsewhere; the first are kept for good. ``opened``: as it
was found. ``saved``: as it was written. ``reloaded``: what stood in the window before the disk's
was taken. ``replaced``: what was written over, by the user's choice. ``recovered``: the side that
was not chosen after a crash. ``discarded``: unsaved changes that the user did not want.
"""

LIMITS = Limits()
MOST_BYTES = 256 * 1024 * 1024
_MAGIC = b"NOTESVR1"
_TEXT, _BYTES = b"t", b"b"
_HEAD = len(_MAGIC) + 1
_NAME = re.compile(rf"(\d{{14}})-({'|'.join(REASONS)})-([0-9a-f]{{64}})\.z")
_FOLDER = re.compile(r"(?:file|doc)-[0-9a-f]{40}")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Version:
    """One kept state. ``kept_at_s`` is seconds since 1970; ``name`` finds it again."""

    name: str
    kept_at_s: float
    reason: str
    digest: str


@dataclass(frozen=True, slots=True)
class VersionStore:
    """A folder of earlier states, shared by all running programs of one user.

    Slow, as disks are: not for the typing path. ``now_s`` is the clock.
    """

    folder: Path
    ops: FileOps = REAL
    limits: Limits = LIMITS
    now_s: Callable[[], float] = time.time

    @property
    def days(self) -> int:
        """How long a state that stands nowhere else is kept."""
        return DAYS

    def keep(
        self, reason: str, text: str, path: Path | None, doc_id: str, data: bytes | None = None
    ) -> Version | None:
        """Keep a state; None where it is what was kept last. Raises FileTrouble.

        ``data`` are the bytes that something came as, which are kept in place of its text. With a
        path, what was kept of the same notes before they had one goes to it.
        """
        assert reason in REASONS
        folder = self._folder(path, doc_id)
        if path is not None:
            self.adopt(doc_id, path)
        kind, content = (_TEXT, text.encode("utf-8", "surrogatepass"))
        if data is not None:
            kind, content = _BYTES, data
        digest = hashlib.sha256(kind + content).hexdigest()
        newest = next(iter(self._versions(folder)), None)
        if newest is not None and newest.digest == digest:
            return None
        at_s = self._next_time(newest)
        name = f"{folder.name}/{round(at_s * 1000):014d}-{reason}-{digest}.z"
        make_folder(folder, self.ops, private=True)
        chunks = (_MAGIC + kind, zlib.compress(content))
        write_chunks_atomic(self.folder / name, chunks, ops=self._private())
        self._thin(folder)
        return _version(name)

    def list_versions(self, path: Path | None, doc_id: str = "") -> tuple[Version, ...]:
        """What is kept of a file, or of notes without one, newest first. Never raises."""
        found = self._versions(self._folder(path, "")) if path is not None else ()
        if doc_id:
            found = (*found, *self._versions(self._folder(None, doc_id)))
        return tuple(sorted(found, key=lambda one: one.kept_at_s, reverse=True))

    def list_unnamed(self) -> tuple[Version, ...]:
        """What is kept of notes that never had a file, newest first. Never raises."""
        folders = [self.folder / name for name in self._folders() if name.startswith("doc-")]
        found = [version for folder in folders for version in self._versions(folder)]
        return tuple(sorted(found, key=lambda one: one.kept_at_s, reverse=True))

    def read(self, version: Version) -> str:
        """The text of a state. Raises FileTrouble where it is damaged or gone."""
        kind, content = self._content(version)
        if kind == _BYTES:
            return decode_notes(content).text
        return content.decode("utf-8", "surrogatepass")

    def read_bytes(self, version: Version) -> bytes:
        """The same as bytes: those that something was imported as, else UTF-8."""
        return self._content(version)[1]

    def adopt(self, doc_id: str, path: Path) -> None:
        """What was kept of notes without a file belongs to this file from now on. Never raises."""
        if doc_id:
            self._move(self._folder(None, doc_id), self._folder(path, ""))

    def follow(self, old: Path, new: Path) -> None:
        """The file was renamed: what was kept of it goes along. Never raises."""
        self._move(self._folder(old, ""), self._folder(new, ""))

    def sweep(self) -> None:
        """Keep all documents together within bounds. Never raises."""
        documents = {name: self._sizes(self.folder / name) for name in self._folders()}
        for document, kept in over_all(documents, self.limits):
            self._remove(self.folder / document / kept.name)
        drop_empty((self.folder / name for name in documents if not documents[name]), self.ops)

    def _folder(self, path: Path | None, doc_id: str) -> Path:
        whose = doc_id if path is None else os.path.realpath(path)
        digest = hashlib.sha256(os.fsencode(whose)).hexdigest()[:40]
        return self.folder / f"{'doc' if path is None else 'file'}-{digest}"

    def _folders(self) -> tuple[str, ...]:
        try:
            return tuple(filter(_FOLDER.fullmatch, self.ops.list_names(self.folder)))
        except (OSError, ValueError):
            return ()

    def _versions(self, folder: Path) -> tuple[Version, ...]:
        try:
            names = self.ops.list_names(folder)
        except (OSError, ValueError):
            return ()
        found = [_version(f"{folder.name}/{name}") for name in names if _NAME.fullmatch(name)]
        return tuple(sorted(found, key=lambda one: one.name, reverse=True))

    def _next_time(self, newest: Version | None) -> float:
        """Now; a moment after the newest where that is nearly the same."""
        now = self.now_s()
        if newest is not None and 0 <= newest.kept_at_s - now + 0.001 < 60:
            return newest.kept_at_s + 0.001
        return now

    def _content(self, version: Version) -> tuple[bytes, bytes]:
        """Raises FileTrouble."""
        path = self.folder / version.name
        try:
            data = read_all(path, MOST_BYTES, self.ops)
            kind, packed = data[len(_MAGIC) : _HEAD], data[_HEAD:]
            content = zlib.decompressobj().decompress(packed, MOST_BYTES)
        except (OSError, ValueError, zlib.error) as error:
            raise _unreadable(path, repr(error)) from error
        whole = data.startswith(_MAGIC) and kind in (_TEXT, _BYTES)
        if not whole or hashlib.sha256(kind + content).hexdigest() != version.digest:
            raise _unreadable(path, "not what its name says")
        return kind, content

    def _private(self) -> FileOps:
        """The same operations, whose new files only this user can read."""
        made = self.ops.open_new
        return dataclasses.replace(self.ops, open_new=lambda path, _: made(path, 0o600))

    def _thin(self, folder: Path) -> None:
        sweep_leftovers(folder, ops=self.ops)
        for kept in thinned(self._sizes(folder), self.now_s(), self.limits):
            self._remove(folder / kept.name)

    def _sizes(self, folder: Path) -> list[Kept]:
        rows: list[Kept] = []
        for version in self._versions(folder):
            try:
                found = stat_or_none(self.folder / version.name, self.ops)
            except OSError:
                continue
            if found is not None:
                name = version.name.rpartition("/")[2]
                rows.append(Kept(version.kept_at_s, name, version.reason, found.st_size))
        return rows

    def _remove(self, path: Path) -> None:
        try:
            remove_file(path, self.ops)
        except FileTrouble as trouble:
            _log.info("A version stays: %s", trouble.detail)

    def _move(self, source: Path, target: Path) -> None:
        versions = self._versions(source)
        if not versions or source == target:
            return
        try:
            make_folder(target, self.ops, private=True)
            for version in versions:
                name = version.name.rpartition("/")[2]
                self.ops.replace(source / name, target / name)
        except (OSError, FileTrouble) as trouble:
            _log.info("Versions stay where they are: %r", trouble)
        drop_empty((source,), self.ops)


def _version(name: str) -> Version:
    found = _NAME.fullmatch(name.rpartition("/")[2])
    assert found is not None
    return Version(name, int(found[1]) / 1000, found[2], found[3])


def _unreadable(path: Path, why: str) -> FileTrouble:
    return FileTrouble("This version is damaged or gone. Choose another one.", f"{path}: {why}")
