"""Finding the audio of notes, also when it was moved or renamed.

All of this may wait for a slow disk: call it beside the window. Names that notes carry are
someone else's words. One that leads to the network is only followed where the program itself
remembers it, because looking would tell a stranger's server who is there.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from notesapp.storage.fsops import REAL, FileOps

__all__ = [
    "AudioFound",
    "Root",
    "WantedAudio",
    "leads_away",
    "name_in",
    "search_audio",
    "search_roots",
    "standing_audio",
]

SEARCH_S = 1.0
MAX_FOLDERS = 500
MAX_ENTRIES = 20_000
_BELOW_NOTES = 3


@dataclass(frozen=True, slots=True)
class WantedAudio:
    """What is looked for. Without a digest only the name counts."""

    name: str
    size_bytes: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class AudioFound:
    """``path`` can be used. ``other`` has the name, but other sound or a rival: ask first."""

    path: Path | None = None
    other: Path | None = None


@dataclass(frozen=True, slots=True)
class Root:
    """Where to look and how many levels of folders below."""

    folder: Path
    depth: int


def leads_away(name: str) -> bool:
    """Whether a name in notes is an address or a place on the network."""
    return "://" in name or name.startswith(("//", "\\\\", "\\/", "/\\"))


def name_in(written: str) -> str:
    """The file's name in what notes or another system wrote as its place."""
    return re.split(r"[\\/]", written.rstrip("\\/"))[-1]


def standing_audio(
    notes_path: Path | None,
    written: str,
    remembered: str,
    suffixes: Sequence[str],
    *,
    ops: FileOps = REAL,
) -> Path | None:
    """The audio where it is said to be: by the notes, by memory, else beside them by their name.

    A folder of that name is given too, so that whoever opens it can say so.
    """
    candidates = []
    if written and notes_path is not None and not leads_away(written):
        candidates.append(notes_path.parent / written)
    if remembered:
        candidates.append(Path(remembered))
    if notes_path is not None and not written:
        candidates += [notes_path.with_suffix(suffix) for suffix in suffixes]
    return next((path for path in candidates if _is_there(path, ops)), None)


def search_roots(notes_path: Path | None, remembered: str, others: Sequence[str]) -> list[Root]:
    """Where to look, nearest first: beside the notes and below, beside their folder and in its
    neighbours, then where this and other audio was last.
    """
    roots = []
    if notes_path is not None:
        own = notes_path.parent
        roots = [Root(own, _BELOW_NOTES), Root(own.parent, 1)]
    used = [Path(path).parent for path in (remembered, *others) if path]
    return roots + [Root(folder, 1) for folder in dict.fromkeys(used)]


def search_audio(
    wanted: WantedAudio,
    roots: Sequence[Root],
    suffixes: Sequence[str],
    digest_of: Callable[[Path], str],
    is_wanted: Callable[[], bool] = lambda: True,
    *,
    ops: FileOps = REAL,
    now: Callable[[], float] = monotonic,
) -> AudioFound:
    """Look by name first, then for the same sound under another name. About a second at most.

    ``digest_of`` gives an empty text for what cannot be read. Never raises.
    """
    until = now() + SEARCH_S

    def is_on() -> bool:
        return is_wanted() and now() < until

    key = _key(wanted.name)
    named: list[Path] = []
    rest: list[Path] = []
    for path in _audio_below(roots, tuple(s.lower() for s in suffixes), key, is_on, ops):
        if _key(path.name) != key:
            rest.append(path)
        elif wanted.digest and digest_of(path) == wanted.digest:
            return AudioFound(path)
        elif _size(path, ops) is not None:
            named.append(path)
    if not wanted.digest:
        return _by_name_alone(named, ops)
    same = _by_sound(wanted, rest, digest_of, is_on, ops)
    return AudioFound(same) if same is not None else AudioFound(other=next(iter(named), None))


def _by_name_alone(named: list[Path], ops: FileOps) -> AudioFound:
    """One is taken, and copies of one size are one; of several unlike ones, none."""
    if not named:
        return AudioFound()
    if len({_size(path, ops) for path in named}) == 1:
        return AudioFound(named[0])
    return AudioFound(other=named[0])


def _by_sound(
    wanted: WantedAudio,
    paths: list[Path],
    digest_of: Callable[[Path], str],
    is_on: Callable[[], bool],
    ops: FileOps,
) -> Path | None:
    """Files of the very size first; then the others, whose tags may have been rewritten."""
    sized: list[tuple[int, int, Path]] = []
    for path in paths:
        if not is_on():
            return None
        size = _size(path, ops)
        if size is not None:
            sized.append((abs(size - wanted.size_bytes), len(sized), path))
    for _, _, path in sorted(sized):
        if not is_on():
            return None
        if digest_of(path) == wanted.digest:
            return path
    return None


def _audio_below(
    roots: Sequence[Root],
    suffixes: tuple[str, ...],
    key: str,
    is_on: Callable[[], bool],
    ops: FileOps,
) -> Iterator[Path]:
    """Files that may be the one, near ones first; each folder once, also where links lead round."""
    seen: set[tuple[int, int]] = set()
    entries = MAX_ENTRIES
    for root in roots:
        waiting = deque([(root.folder, root.depth)])
        while waiting:
            folder, depth = waiting.popleft()
            if not is_on() or len(seen) >= MAX_FOLDERS or entries <= 0:
                return
            try:
                found = ops.stat(folder)
                if (found.st_dev, found.st_ino) in seen:
                    continue
                listed = ops.list_entries(folder, entries)
            except (OSError, ValueError):
                continue
            seen.add((found.st_dev, found.st_ino))
            entries -= len(listed)
            for entry in listed:
                if entry.is_folder:
                    if depth > 0 and not entry.name.startswith("."):
                        waiting.append((folder / entry.name, depth - 1))
                elif entry.name.lower().endswith(suffixes) or _key(entry.name) == key:
                    yield folder / entry.name


def _key(name: str) -> str:
    """Names as people see them: case and the way accents are stored make no difference."""
    return unicodedata.normalize("NFC", name).casefold()


def _size(path: Path, ops: FileOps) -> int | None:
    """None for what is no ordinary file or is not to be seen."""
    try:
        found = ops.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _is_there(path: Path, ops: FileOps) -> bool:
    try:
        mode = ops.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)
