"""What the program remembers for comfort and may lose without harm.

For each document the caret, the place in the audio and the like; which documents were used last;
where the window stood. A file that cannot be read counts as empty, one that cannot be written is
let go.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from notesapp.errors import FileTrouble
from notesapp.storage.fsops import REAL, FileOps, stat_or_none
from notesapp.storage.json_file import read_object, write_object
from notesapp.storage.unfinished import Unfinished

__all__ = [
    "MAX_DOCUMENTS",
    "MAX_RECENT",
    "DocumentState",
    "RecentFile",
    "RememberedAudio",
    "StateFile",
]

MAX_DOCUMENTS = 200
MAX_RECENT = 12
_P = ParamSpec("_P")
_MOST = 2**31
_MOST_BYTES = 2**63


@dataclass(frozen=True, slots=True)
class DocumentState:
    """Where the editor left one document. Caret and scroll as the window counts them.

    ``audio_path`` is empty when no audio was open. ``title`` is for lists of recent files.
    """

    caret: int = 0
    scroll: int = 0
    position_ms: int = 0
    duration_ms: int = 0
    audio_path: str = ""
    title: str = ""
    speed: float = 1.0
    zoom: float = 1.0


@dataclass(frozen=True, slots=True)
class RememberedAudio:
    """The audio that a document was last used with, to notice another in its place.

    ``digest`` is of the sound alone and empty where it is not known. ``is_exact``: the duration
    is counted, not what the file says of itself; 0 where it is not known. ``named`` is what the
    notes themselves said then.
    """

    path: str
    named: str = ""
    size_bytes: int = 0
    mtime_ns: int = 0
    duration_ms: int = 0
    is_exact: bool = False
    digest: str = ""


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A document used before, for a list to choose from."""

    path: Path
    state: DocumentState
    exists: bool


def _guarded(change: Callable[Concatenate[StateFile, _P], bool]) -> Callable[..., bool]:
    """One thread at a time reads the file and writes it again."""

    @wraps(change)
    def call(self: StateFile, *args: _P.args, **kwargs: _P.kwargs) -> bool:
        with self.guard:
            try:
                return change(self, *args, **kwargs)
            except OSError:  # not to be read just now: what is kept there shall not be lost
                return False

    return call


@dataclass(frozen=True, slots=True)
class StateFile:
    """Where the state is kept. Each change reads the file again first, one thread at a time."""

    path: Path
    ops: FileOps = REAL
    guard: threading.RLock = field(
        default_factory=threading.RLock, init=False, repr=False, compare=False
    )

    @property
    def unfinished(self) -> Unfinished:
        """The names of large files that are being written at this moment."""
        return Unfinished(self.path.parent / "unfinished", self.ops)

    @_guarded
    def remember(self, notes_path: Path, state: DocumentState) -> bool:
        """Keep the state of a document and make it the most recent. False when it was let go.

        The 200 documents used last are kept.
        """
        raw = self._read_again()
        documents = _documents(raw)
        before = documents.pop(_key(notes_path), {})
        entry = {"path": os.path.abspath(notes_path), **asdict(state)}  # noqa: PTH100
        documents[_key(notes_path)] = entry | {k: before[k] for k in ("audio",) if k in before}
        raw["documents"] = dict(list(documents.items())[-MAX_DOCUMENTS:])
        return self._write(raw)

    def recall(self, notes_path: Path) -> DocumentState | None:
        """The state of a document, or None when it was never kept. Links lead to one document."""
        entry = _documents(self._read()).get(_key(notes_path))
        return None if entry is None else _state(entry)

    @_guarded
    def remember_audio(self, notes_path: Path, audio: RememberedAudio) -> bool:
        """Keep what a document was used with; its place among the others stays."""
        raw = self._read_again()
        documents = _documents(raw)
        fresh = {"path": os.path.abspath(notes_path)}  # noqa: PTH100
        entry = documents.get(_key(notes_path), fresh)
        documents[_key(notes_path)] = {**entry, "audio": asdict(audio)}
        raw["documents"] = dict(list(documents.items())[-MAX_DOCUMENTS:])
        return self._write(raw)

    def recall_audio(self, notes_path: Path) -> RememberedAudio | None:
        """What a document was used with, or None when that was never kept or is damaged."""
        entry = _documents(self._read()).get(_key(notes_path), {})
        return _audio(entry.get("audio"))

    @_guarded
    def forget(self, notes_path: Path) -> bool:
        """Drop one document. False when that could not be written."""
        raw = self._read_again()
        documents = _documents(raw)
        documents.pop(_key(notes_path), None)
        return self._write({**raw, "documents": documents})

    @_guarded
    def forget_all(self) -> bool:
        """Drop every document, so that the list of recent files is empty."""
        return self._write({**self._read_again(), "documents": {}})

    def recent(self) -> tuple[RecentFile, ...]:
        """The 12 documents used last, newest first; those that are gone come after the others."""
        newest = list(_documents(self._read()).values())[::-1][:MAX_RECENT]
        files = [self._recent(entry) for entry in newest]
        return tuple(sorted(files, key=lambda file: not file.exists))

    @_guarded
    def remember_window(self, geometry: str) -> bool:
        """Keep where the window stood, as the text the window made of it."""
        return self._write({**self._read_again(), "window": geometry})

    def window(self) -> str:
        """What ``remember_window`` kept, or an empty string."""
        kept = self._read().get("window")
        return kept if isinstance(kept, str) else ""

    def done(self) -> frozenset[str]:
        """What was shown or done once and need not be offered again, by name."""
        return _done(self._read())

    @_guarded
    def mark_done(self, *names: str) -> bool:
        """Add to ``done``. False when it was let go."""
        raw = self._read_again()
        kept = _done(raw) | set(names)
        return self._write({**raw, "done": sorted(kept)})

    @_guarded
    def mark_undone(self, *names: str) -> bool:
        """Take from ``done``. False when it was let go."""
        raw = self._read_again()
        return self._write({**raw, "done": sorted(_done(raw) - set(names))})

    @_guarded
    def remember_corrections(self, corrections: Sequence[int], said_ms: int | None) -> bool:
        """Keep how far stamps were moved after the key, and the reaction time last suggested."""
        kept = {"corrections": list(corrections), "said_ms": said_ms}
        return self._write({**self._read_again(), "reaction": kept})

    def corrections(self) -> tuple[tuple[int, ...], int | None]:
        """What ``remember_corrections`` kept, all in milliseconds; nothing where it is damaged."""
        kept = self._read().get("reaction")
        if not isinstance(kept, dict):
            return (), None
        steps, said_ms = kept.get("corrections"), kept.get("said_ms")
        whole = [step for step in steps if type(step) is int] if isinstance(steps, list) else []
        return tuple(whole), said_ms if type(said_ms) is int else None

    def _recent(self, entry: Mapping[str, Any]) -> RecentFile:
        path = Path(entry["path"])
        try:
            exists = stat_or_none(path, self.ops) is not None
        except (OSError, ValueError):
            exists = False
        return RecentFile(path, _state(entry), exists)

    def _read(self) -> dict[str, object]:
        try:
            return self._read_again()
        except OSError:
            return {}

    def _read_again(self) -> dict[str, object]:
        """What is kept; nothing where that is damaged. Raises OSError."""
        try:
            return read_object(self.path, ops=self.ops) or {}
        except ValueError:
            return {}

    def _write(self, raw: dict[str, object]) -> bool:
        try:
            write_object(self.path, raw, ops=self.ops)
        except FileTrouble:
            return False
        return True


def _key(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _done(raw: Mapping[str, object]) -> frozenset[str]:
    kept = raw.get("done")
    names = kept if isinstance(kept, list) else []
    return frozenset(name for name in names if isinstance(name, str))


def _documents(raw: Mapping[str, object]) -> dict[str, dict[str, Any]]:
    found = raw.get("documents")
    if not isinstance(found, dict):
        return {}
    return {
        key: entry
        for key, entry in found.items()
        if isinstance(entry, dict) and isinstance(entry.get("path"), str)
    }


def _state(entry: Mapping[str, Any]) -> DocumentState:
    """The fields that fit; the others as new."""
    fresh = DocumentState()
    good: dict[str, Any] = {}
    for spec in fields(DocumentState):
        kind = type(getattr(fresh, spec.name))
        value: Any = entry.get(spec.name)
        if type(value) is kind and (isinstance(value, str) or 0 <= value < _MOST):
            good[spec.name] = value
    return DocumentState(**good)


def _audio(entry: object) -> RememberedAudio | None:
    if not isinstance(entry, dict):
        return None
    values: dict[str, Any] = {spec.name: entry.get(spec.name) for spec in fields(RememberedAudio)}
    kinds: dict[str, type] = {"path": str, "named": str, "digest": str, "is_exact": bool}
    for name, value in values.items():
        if type(value) is not kinds.get(name, int):
            return None
        if type(value) is int and not 0 <= value < _MOST_BYTES:
            return None
    return RememberedAudio(**values)
