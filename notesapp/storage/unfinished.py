"""Where a killed run may have left something half written beside somebody's files.

Copies of audio and new versions of notes are written in folders where nobody would look for
leftovers. Before that is begun the name or the folder is kept here; the next start removes what
was left, and forgets.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import remove_file
from notesapp.storage.fsops import REAL, FileOps, stat_or_none
from notesapp.storage.json_file import read_object, write_object
from notesapp.storage.staging import is_temp_name
from notesapp.storage.sweeping import STALE_AFTER_S, remove_unlocked, sweep_leftovers

__all__ = ["Unfinished"]

_FORGET_AFTER_S = 90 * 24 * 3600
_FOLDER = "folder-"
_MOST_FOLDERS = 1000


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The names, one small file each in a folder of the program's state."""

    folder: Path
    ops: FileOps = REAL

    @contextmanager
    def kept(self, temp: Path) -> Iterator[None]:
        """Keep a name while it is written to. Without a state to keep it in, nothing is kept."""
        note = self.folder / f"{temp.name.removeprefix('.').removesuffix('.part')}.json"
        with suppress(FileTrouble):
            write_object(note, {"path": str(temp)}, ops=self.ops)
        try:
            yield
        finally:
            with suppress(FileTrouble):
                remove_file(note, self.ops)

    def expect(self, *targets: Path) -> None:
        """These files are about to be written: the next start looks for leftovers beside them.

        Costs next to nothing once a folder is known. Never raises.
        """
        with suppress(OSError, ValueError):  # names that cannot be are refused by who writes
            for folder in {_folder_of(target) for target in targets}:
                self._know(folder)

    def sweep(self, own: Iterable[Path] = (), *, now_s: float | None = None) -> int:
        """Remove what was left and forget it; return how many files were removed.

        ``own`` are folders of the program, which are looked through with the folders in them.
        What a running process writes at this moment stays, and so does what cannot be reached
        now, as on a disk that is not there. Never raises for trouble with files.
        """
        now_s = time.time() if now_s is None else now_s
        removed = sum(
            sweep_leftovers(folder, now_s=now_s, ops=self.ops)
            for top in (self.folder.parent, *own)
            for folder in (top, *_folders_in(top, self.ops))
        )
        try:
            names = self.ops.list_names(self.folder)
        except (OSError, ValueError):
            return removed
        notes = [self.folder / name for name in names if name.endswith(".json")]
        return removed + sum(self._sweep_note(note, now_s) for note in notes)

    def sweep_within(self, longest_s: float, own: tuple[Path, ...] = ()) -> None:
        """As ``sweep``, and no longer: a folder on a network may take its time."""
        sweeping = threading.Thread(target=self.sweep, args=(own,), name="sweep", daemon=True)
        sweeping.start()
        sweeping.join(longest_s)

    def _know(self, folder: Path) -> None:
        name = hashlib.blake2b(os.fsencode(folder), digest_size=8).hexdigest()
        note = self.folder / f"{_FOLDER}{name}.json"
        try:
            self.ops.touch(note)  # a start meanwhile shall not forget it
        except (OSError, ValueError):
            with suppress(FileTrouble):
                write_object(note, {"folder": str(folder)}, ops=self.ops)

    def _sweep_note(self, note: Path, now_s: float) -> int:
        if note.name.startswith(_FOLDER):
            return self._sweep_folder(note, now_s)
        return self._sweep_one(note, now_s)

    def _sweep_folder(self, note: Path, now_s: float) -> int:
        """Sweep a folder; it is forgotten once nobody has written there for a while."""
        removed = 0
        try:
            age_s = now_s - self.ops.lstat(note).st_mtime
            kept = (read_object(note, ops=self.ops) or {}).get("folder")
            folder = Path(kept) if isinstance(kept, str) else None
            if folder is None or not folder.is_absolute():
                self.ops.unlink(note)
                return 0
            removed = sweep_leftovers(folder, now_s=now_s, ops=self.ops)
            is_there = stat_or_none(folder, self.ops) is not None
            if age_s > (STALE_AFTER_S if is_there else _FORGET_AFTER_S):
                self.ops.unlink(note)
        except ValueError:
            with suppress(OSError):
                self.ops.unlink(note)
        except OSError:
            pass
        return removed

    def _sweep_one(self, note: Path, now_s: float) -> bool:
        try:
            age_s = now_s - self.ops.lstat(note).st_mtime
            kept = (read_object(note, ops=self.ops) or {}).get("path")
            temp = Path(kept) if isinstance(kept, str) else None
            if temp is None or not temp.is_absolute() or not is_temp_name(temp.name):
                self.ops.unlink(note)
                return False
            removed = remove_unlocked(temp, now_s, self.ops)
            is_gone = removed or _is_gone(temp, self.ops)
            # Another process may have noted the name and not made the file yet.
            if removed or age_s > (STALE_AFTER_S if is_gone else _FORGET_AFTER_S):
                self.ops.unlink(note)
        except ValueError:
            with suppress(OSError):
                self.ops.unlink(note)
            return False
        except OSError:
            return False
        return removed


def _folder_of(target: Path) -> Path:
    """Where a file is really written: a link is followed."""
    return Path(os.path.realpath(target)).parent


def _folders_in(folder: Path, ops: FileOps) -> tuple[Path, ...]:
    try:
        found = ops.list_entries(folder, _MOST_FOLDERS)
    except (OSError, ValueError):
        return ()
    return tuple(folder / one.name for one in found if one.is_folder)


def _is_gone(temp: Path, ops: FileOps) -> bool:
    return stat_or_none(temp.parent, ops) is not None and stat_or_none(temp, ops) is None
