"""What was published of which notes, and where to: kept to do the same again."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.json_file import read_object, write_object

__all__ = ["PastPublication", "Publications"]

_MOST = 200


@dataclass(frozen=True, slots=True)
class PastPublication:
    """The last publication of some notes. ``in_place``: the audio itself got the chapters."""

    folder: Path
    keys: tuple[str, ...]
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Publications:
    """One small file. What cannot be read counts as empty, what cannot be written is let go."""

    path: Path
    ops: FileOps = REAL

    def last(self, notes: Path) -> PastPublication | None:
        """The last publication of these notes; None where there was none. Never raises."""
        entry = self._read().get(_key(notes))
        if not isinstance(entry, dict):
            return None
        folder, keys = entry.get("folder"), entry.get("keys")
        if not isinstance(folder, str) or not folder or not isinstance(keys, list) or not keys:
            return None
        return PastPublication(
            Path(folder), tuple(str(key) for key in keys), entry.get("in_place") is True
        )

    def remember(self, notes: Path, past: PastPublication) -> bool:
        """Keep a publication; those of 200 notes are kept. False when it was let go."""
        entries = self._read()
        entries.pop(_key(notes), None)
        entries[_key(notes)] = {
            "folder": str(past.folder),
            "keys": list(past.keys),
            "in_place": past.in_place,
        }
        try:
            write_object(self.path, dict(list(entries.items())[-_MOST:]), ops=self.ops)
        except FileTrouble:
            return False
        return True

    def _read(self) -> dict[str, object]:
        try:
            return read_object(self.path, ops=self.ops) or {}
        except (OSError, ValueError):
            return {}


def _key(notes: Path) -> str:
    return os.path.realpath(notes)
