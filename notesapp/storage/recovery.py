"""Copies of notes that have no file yet, or could not be saved, for the next start to offer."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import remove_file, sweep_leftovers
from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.json_file import read_object, write_object
from notesapp.storage.processes import process_mark

__all__ = ["Change", "LeftOver", "RecoveryStore", "Step", "new_document_id"]

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Change:
    """At ``position`` so many UTF-16 units gave way to ``added``."""

    position: int
    removed: int
    added: str = field(repr=False)


Step = tuple[Change, ...]
"""What one undo takes back, in the order in which it was done."""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Notes that a program which is gone left unsaved. ``kept_at_s`` is seconds since 1970.

    ``notes_path`` is None for notes that never had a file, which were called ``name``. ``caret``
    counts UTF-16 units. ``steps`` are the undo steps that lead from ``base`` to the text, the
    oldest first. ``saved_digest`` is the SHA-256 of the file as it was read or written last.
    What could not be read of a damaged journal lies in ``kept_aside``.
    """

    doc_id: str
    text: str = field(repr=False)
    notes_path: Path | None
    kept_at_s: float
    name: str = ""
    audio_path: Path | None = None
    caret: int = 0
    base: str | None = field(default=None, repr=False)
    steps: tuple[Step, ...] = field(default=(), repr=False)
    saved_digest: str = ""
    kept_aside: Path | None = None


def new_document_id() -> str:
    """A name for one open document that no other document ever has."""
    return secrets.token_hex(12)


@dataclass(frozen=True, slots=True)
class RecoveryStore:
    """A folder of recovery copies, shared by all running programs of one user."""

    folder: Path
    ops: FileOps = REAL
    pid: int = 0
    """The process the copies belong to; 0 means this one."""
    mark_of: Callable[[int], str | None] = process_mark

    def keep(self, doc_id: str, text: str, notes_path: Path | None = None) -> None:
        """Keep the text of a document, in place of what was kept of it. Raises FileTrouble."""
        owner = self.pid or os.getpid()
        entry: dict[str, object] = {
            "version": 1,
            "pid": owner,
            "mark": self.mark_of(owner),
            "kept_at_s": time.time(),
            "notes_path": None if notes_path is None else str(notes_path),
            "text": text,
        }
        write_object(self._file(doc_id), entry, ops=self.ops)

    def drop(self, doc_id: str) -> None:
        """Remove a copy, once its text is safe or not wanted. Fine when there is none.

        Raises FileTrouble.
        """
        remove_file(self._file(doc_id), ops=self.ops)

    def list_left_over(self) -> tuple[LeftOver, ...]:
        """What programs that are gone left behind, newest first. Never raises.

        Copies of running programs, this one too, are not among them. Each stays until it is
        dropped. Remains of killed writes are swept on the way.
        """
        sweep_leftovers(self.folder, ops=self.ops)
        try:
            names = self.ops.list_names(self.folder)
        except OSError:
            return ()
        found = [self._left_over(name.removesuffix(".json")) for name in names if _is_copy(name)]
        kept = [item for item in found if item is not None]
        return tuple(sorted(kept, key=lambda item: item.kept_at_s, reverse=True))

    def _file(self, doc_id: str) -> Path:
        if not _ID.fullmatch(doc_id):
            raise FileTrouble("These notes cannot be kept for recovery. Save them.", repr(doc_id))
        return self.folder / f"{doc_id}.json"

    def _left_over(self, doc_id: str) -> LeftOver | None:
        try:
            entry = read_object(self._file(doc_id), ops=self.ops)
        except (OSError, ValueError):
            return None
        if entry is None or self._alive(entry):
            return None
        text, path, kept = entry.get("text"), entry.get("notes_path"), entry.get("kept_at_s")
        if not isinstance(text, str):
            return None
        return LeftOver(
            doc_id=doc_id,
            text=text,
            notes_path=Path(path) if isinstance(path, str) else None,
            kept_at_s=kept if isinstance(kept, float) else 0.0,
        )

    def _alive(self, entry: dict[str, object]) -> bool:
        pid = entry.get("pid")
        if not isinstance(pid, int):
            return False
        mark = self.mark_of(pid)
        return mark is not None and mark == entry.get("mark")


def _is_copy(name: str) -> bool:
    return name.endswith(".json") and _ID.fullmatch(name.removesuffix(".json")) is not None
