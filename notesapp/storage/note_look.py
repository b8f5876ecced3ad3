"""What became of the file of open notes: the same, changed, emptied, gone, moved, no notes."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.fsops import REAL, FileOps, stat_or_none
from notesapp.storage.note_file import LoadedNotes, load_notes

__all__ = ["Found", "Seen", "Stamp", "look_at"]

_LOOKED_AT = 2000
"""Names of a folder among which a file that was renamed is looked for."""


class Found(Enum):
    """What stands where the notes were."""

    SAME = "same"
    CHANGED = "changed"
    EMPTY = "empty"
    GONE = "gone"
    MOVED = "moved"
    OTHER = "other"
    """A folder, a device, or a file that is no notes."""
    UNKNOWN = "unknown"
    """The disk does not say."""


Stamp = tuple[int, int, int, int, int]
"""Device, inode, size, time of the content and time of the entry: equal while nobody writes."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One look. ``notes`` are what another program wrote, where that can be read.

    ``path`` is where a moved file is now. ``sentence`` says why something is no notes.
    """

    found: Found
    stamp: Stamp | None = None
    digest: str = ""
    notes: LoadedNotes | None = field(default=None, repr=False)
    path: Path | None = None
    sentence: str = ""

    def is_like(self, other: Seen | None) -> bool:
        """Whether two looks found the same."""
        mine = (self.found, self.digest, self.path)
        return other is not None and mine == (other.found, other.digest, other.path)


def look_at(
    loaded: LoadedNotes, known: Seen | None = None, stood: Stamp | None = None, ops: FileOps = REAL
) -> Seen:
    """Look at the file of notes. Never raises; decided by content.

    ``known`` is the look before: where the stamp has not changed, nothing is read. ``stood`` is
    how the file stood when it was the same last, to know it again under another name.
    """
    try:
        found = stat_or_none(loaded.path, ops)
    except (OSError, ValueError):
        return Seen(Found.UNKNOWN)
    if found is None:
        return _moved(loaded, stood, ops)
    stamp = _stamp(found)
    if known is not None and known.stamp == stamp:
        return known
    return _read(loaded, stamp, ops)


def _read(loaded: LoadedNotes, stamp: Stamp, ops: FileOps) -> Seen:
    try:
        notes = load_notes(loaded.path, ops=ops)
    except FileTrouble as trouble:
        return Seen(Found.OTHER, stamp, sentence=trouble.sentence)
    if notes.digest == loaded.digest:
        return Seen(Found.SAME, stamp, notes.digest)
    kind = Found.CHANGED if notes.original else Found.EMPTY
    return Seen(kind, stamp, notes.digest, notes)


def _moved(loaded: LoadedNotes, stood: Stamp | None, ops: FileOps) -> Seen:
    """The file itself, with its content, under another name in its folder."""
    folder = loaded.path.parent
    try:
        entries = ops.list_entries(folder, _LOOKED_AT)
    except (OSError, ValueError):
        return Seen(Found.GONE)
    for entry in entries:
        path = folder / entry.name
        if stood is None or entry.is_folder or path.suffix.lower() != loaded.path.suffix.lower():
            continue
        if _is_it(path, loaded, stood, ops):
            return Seen(Found.MOVED, digest=loaded.digest, path=path)
    return Seen(Found.GONE)


def _is_it(path: Path, loaded: LoadedNotes, stood: Stamp, ops: FileOps) -> bool:
    try:
        found = ops.lstat(path)
        if not stat.S_ISREG(found.st_mode) or _stamp(found)[:3] != stood[:3]:
            return False
        return load_notes(path, ops=ops).digest == loaded.digest
    except (OSError, ValueError, FileTrouble):
        return False


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
