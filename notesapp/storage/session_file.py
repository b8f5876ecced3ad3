"""What was open, and where: the list of windows that the next start opens again.

Where the caret and the audio stood belongs to each document and is kept in the state file. Only
the program that is the first of its profile writes this file, so it is written whole, without
being read again.

What a start does with what was kept, as ``begin_session`` decides it:

- A plain start opens everything.
- A start with a file opens that file only: somebody wants to look at one file and not to wait for
  the others. What was open before waits, and the next plain start opens it together with what is
  open then. Starts with a file do not add up: of several in a row the last one counts.
- After two restores that did not live for ten seconds nothing is opened by itself: one of the
  files may end the program. What was open is held, and offered until it is opened or let go.
- Who does not want sessions gets none, and what was kept is forgotten at the next plain start.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import make_folder
from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.json_file import read_object, write_object

__all__ = [
    "LIVED_MS",
    "MAX_TRIES",
    "MAX_WINDOWS",
    "OpenWindow",
    "Session",
    "SessionFile",
    "begin_session",
]

MAX_WINDOWS = 50
MAX_TRIES = 2
LIVED_MS = 10_000
_MAX_TEXT = 8_192


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """One window. ``notes_path`` is None where the notes had no file: the journal has those.

    ``geometry`` is a text the window made of it. A column is None where the window was too narrow
    to say whether it is wanted.
    """

    notes_path: Path | None = None
    geometry: str = ""
    outline: bool | None = None
    panel: bool | None = None
    tab: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """``active`` is a place in ``windows``; ``tries`` counts restores that have not lived yet.

    ``waiting`` is opened by the next plain start too, ``held`` only where the user asks for it.
    """

    windows: tuple[OpenWindow, ...] = ()
    active: int = 0
    waiting: tuple[OpenWindow, ...] = ()
    held: tuple[OpenWindow, ...] = ()
    tries: int = 0


@dataclass(frozen=True, slots=True)
class SessionFile:
    """Where the session is kept. One that cannot be read counts as empty."""

    path: Path
    ops: FileOps = REAL

    def read(self) -> Session:
        """What was kept; entries that make no sense are left out."""
        try:
            raw = read_object(self.path, ops=self.ops) or {}
        except (OSError, ValueError):
            return Session()
        windows = _windows(raw.get("windows"))
        active, tries = raw.get("active"), raw.get("tries")
        return Session(
            windows=windows,
            active=active if type(active) is int and 0 <= active < len(windows) else 0,
            waiting=_windows(raw.get("waiting")),
            held=_windows(raw.get("held")),
            tries=tries if type(tries) is int and 0 <= tries <= MAX_TRIES else 0,
        )

    def write(self, session: Session) -> bool:
        """Keep a session. False when it was let go because the disk would not take it."""
        raw: dict[str, object] = {
            "windows": [_entry(one) for one in session.windows[:MAX_WINDOWS]],
            "active": session.active,
            "waiting": [_entry(one) for one in session.waiting[:MAX_WINDOWS]],
            "held": [_entry(one) for one in session.held[:MAX_WINDOWS]],
            "tries": session.tries,
        }
        try:
            make_folder(self.path.parent, self.ops, private=True)
            self._make_private()
            write_object(self.path, raw, ops=self.ops)
        except FileTrouble:
            return False
        return True

    def _make_private(self) -> None:
        """A new file is made for this user alone; writing it keeps its mode."""
        with suppress(OSError):
            self.ops.close(self.ops.open_new(self.path, 0o600))


def begin_session(kept: Session, *, wanted: bool, has_file: bool) -> Session:
    """What a start begins with; its ``windows`` are the ones to open. Pure.

    ``wanted``: sessions are restored at all. ``has_file``: a file was named, or the sample.
    """
    if has_file:
        return Session(waiting=kept.waiting or _named(kept.windows), held=kept.held)
    if not wanted:
        return Session()
    together = _named((*kept.waiting, *kept.windows))
    if kept.tries >= MAX_TRIES:
        return Session(held=_named((*together, *kept.held)))
    if not together:
        return Session(held=kept.held)
    front = kept.windows[kept.active] if kept.windows else together[-1]
    keys = [_key(one) for one in together]
    active = keys.index(_key(front)) if _key(front) in keys else len(keys) - 1
    return Session(together, active, (), kept.held, kept.tries + 1)


def _named(windows: Iterable[OpenWindow]) -> tuple[OpenWindow, ...]:
    """Those with a file, each file once and as it stood last."""
    found = {_key(one): one for one in windows if one.notes_path is not None}
    return tuple(found.values())[:MAX_WINDOWS]


def _key(one: OpenWindow) -> str:
    return os.path.normcase(one.notes_path) if one.notes_path is not None else ""


def _entry(one: OpenWindow) -> dict[str, object]:
    path = "" if one.notes_path is None else os.path.abspath(one.notes_path)  # noqa: PTH100
    columns = {"outline": one.outline, "panel": one.panel, "tab": one.tab}
    return {"notes": path, "geometry": one.geometry, **columns}


def _windows(found: object) -> tuple[OpenWindow, ...]:
    entries = found[:MAX_WINDOWS] if isinstance(found, list) else []
    return tuple(_window(entry) for entry in entries if isinstance(entry, dict))


def _window(entry: dict[str, object]) -> OpenWindow:
    texts = {name: _text(entry.get(name)) for name in ("notes", "geometry", "tab")}
    named = Path(texts["notes"]) if texts["notes"] else None
    window = OpenWindow(None, texts["geometry"], tab=texts["tab"])
    columns = {name: _flag(entry.get(name)) for name in ("outline", "panel")}
    window = replace(window, outline=columns["outline"], panel=columns["panel"])
    return replace(window, notes_path=named if named and named.is_absolute() else None)


def _text(value: object) -> str:
    good = isinstance(value, str) and len(value) <= _MAX_TEXT and "\0" not in value
    return value if good and isinstance(value, str) else ""


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
