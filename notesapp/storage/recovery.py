"""What programs that are gone left unsaved: their journals, for the next start to offer."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import new_temp, remove_file, sweep_leftovers
from notesapp.storage.fsops import REAL, FileOps, read_all
from notesapp.storage.journal import Journal
from notesapp.storage.journal_format import Head, JournalState, print_of, read_journal
from notesapp.storage.journal_text import Change, Replay, Step, without_halves
from notesapp.storage.json_file import read_object
from notesapp.storage.processes import process_mark

__all__ = ["Change", "LeftOver", "RecoveryStore", "Step", "new_document_id"]

MAX_ASIDE = 5
ASIDE_DAYS = 90
_MAX_BYTES = 1 << 31
_LET_GO_S = 1.0
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Notes that a program which is gone left unsaved. ``kept_at_s`` is seconds since 1970.

    ``text`` is what would have been saved: halves of UTF-16 pairs that stand alone are left out.
    ``notes_path`` is None for notes that never had a file, which were called ``name``. ``caret``
    counts UTF-16 units. ``steps`` are the undo steps that lead from ``base`` to the text, the
    oldest first. ``saved_digest`` is the SHA-256 of the file as it was read or written last.
    What could not be read of a damaged journal lies in ``kept_aside``; where nothing of it could
    be read, the text is empty and there is no path.
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
    """A folder of journals, shared by all running programs of one user."""

    folder: Path
    ops: FileOps = REAL
    pid: int = 0
    """The process new journals belong to; 0 means this one."""
    mark_of: Callable[[int], str | None] = process_mark

    def journal(self, doc_id: str) -> Journal:
        """The journal of a document, not made yet. Raises FileTrouble for what is no name."""
        return Journal(self._file(doc_id), self.ops)

    def head(self, doc_id: str, notes_path: Path | None = None, name: str = "") -> Head:
        """The head of a journal of this process."""
        owner = self.pid or os.getpid()
        return Head(doc_id, owner, self.mark_of(owner), notes_path=notes_path, name=name)

    def keep(self, doc_id: str, text: str, notes_path: Path | None = None) -> None:
        """Keep a text once, in place of what was kept under this name. Raises FileTrouble."""
        journal = self.journal(doc_id)
        try:
            journal.rewrite(self.head(doc_id, notes_path), Replay(text), waits=True)
        finally:
            journal.close()

    def drop(self, doc_id: str) -> None:
        """Remove what was left, once its text is safe or not wanted. Fine when there is none.

        A damaged journal of which there is no copy is put aside instead. Raises FileTrouble.
        """
        path = self._file(doc_id)
        if self._needs_care(path):
            self._put_aside(path)
        remove_file(path, ops=self.ops)
        remove_file(self._old_file(doc_id), ops=self.ops)

    def list_left_over(self) -> tuple[LeftOver, ...]:
        """What programs that are gone left behind, newest first. Never raises.

        Journals of running programs, this one too, are not among them. Each stays until it is
        dropped; those whose text stands in its file, and those with no text, are removed at once.
        Remains of killed writes are swept on the way.
        """
        sweep_leftovers(self.folder, ops=self.ops)
        self._sweep_aside()
        try:
            names = self.ops.list_names(self.folder)
        except (OSError, ValueError):
            return ()
        found = [self._left_over(name) for name in names]
        kept = [item for item in found if item is not None]
        return tuple(sorted(kept, key=lambda item: item.kept_at_s, reverse=True))

    def _file(self, doc_id: str) -> Path:
        if not _ID.fullmatch(doc_id):
            raise FileTrouble("These notes cannot be kept for recovery. Save them.", repr(doc_id))
        return self.folder / f"{doc_id}.journal"

    def _old_file(self, doc_id: str) -> Path:
        return self.folder / f"{doc_id}.json"

    def _left_over(self, name: str) -> LeftOver | None:
        doc_id, _, kind = name.rpartition(".")
        if not _ID.fullmatch(doc_id):
            return None
        if kind == "json":
            return self._old_copy(doc_id)
        return self._of_journal(doc_id) if kind == "journal" else None

    def _of_journal(self, doc_id: str) -> LeftOver | None:
        path = self._file(doc_id)
        try:
            is_locked, kept_at_s = self._looked_at(path)
            if is_locked and not self._is_let_go(path):
                return None
            state = read_journal(read_all(path, _MAX_BYTES, self.ops))
        except (OSError, ValueError, MemoryError):
            return None
        if state.is_foreign or self._alive(state.head):
            return None
        text = state.replay.units.text() if state.replay is not None else ""
        if not state.is_damaged and _is_safe(state, text):
            with contextlib.suppress(FileTrouble):
                remove_file(path, ops=self.ops)
            return None
        aside = self._copied_aside(path) if state.is_damaged else None
        if state.replay is None:
            return LeftOver(doc_id, "", None, kept_at_s, kept_aside=aside)
        return _offered(doc_id, state, state.replay, kept_at_s, aside)

    def _is_let_go(self, path: Path) -> bool:
        """Whether a lock goes within a moment, because the program that had it is gone.

        What a program started in the moment of its death holds its locks until it runs. A home
        on a network may be another machine's, whose programs are not in this process table.
        """
        if self._alive(read_journal(read_all(path, _MAX_BYTES, self.ops)).head):
            return False
        until = time.monotonic() + _LET_GO_S
        while time.monotonic() < until:
            time.sleep(0.01)
            if not self._looked_at(path)[0]:
                return True
        return False

    def _looked_at(self, path: Path) -> tuple[bool, float]:
        """Whether another holds the lock of a file, and when it was written last."""
        fd = self.ops.open_read(path)
        try:
            found = self.ops.fstat(fd)
            if not stat.S_ISREG(found.st_mode):
                raise ValueError("not an ordinary file")
            return self.ops.lock(fd) is False, found.st_mtime
        finally:
            with contextlib.suppress(OSError):
                self.ops.close(fd)

    def _alive(self, head: Head) -> bool:
        """Whether its program runs, as far as the process table knows.

        A program that could lock its journal and does not hold it any more is gone, whatever has
        its number now: on systems that tell no more of a process than that it runs.
        """
        mark = self.mark_of(head.pid)
        return mark is not None and mark == head.mark and not (head.locked and mark == "running")

    def _old_copy(self, doc_id: str) -> LeftOver | None:
        """A copy as versions before the journal kept it: the whole text, now and then."""
        try:
            entry = read_object(self._old_file(doc_id), ops=self.ops)
        except (OSError, ValueError):
            return None
        if entry is None:
            return None
        pid, mark = entry.get("pid"), entry.get("mark")
        text, path, kept = entry.get("text"), entry.get("notes_path"), entry.get("kept_at_s")
        owner = Head(pid=pid if isinstance(pid, int) else 0, mark=str(mark))
        if not isinstance(text, str) or self._alive(owner):
            return None
        return LeftOver(
            doc_id=doc_id,
            text=text,
            notes_path=Path(path) if isinstance(path, str) else None,
            kept_at_s=kept if isinstance(kept, float) else 0.0,
        )

    def _aside(self, path: Path) -> Path:
        return path.with_suffix(".damaged")

    def _needs_care(self, path: Path) -> bool:
        """Whether a journal is damaged and lies nowhere else."""
        try:
            if self._aside(path).exists():
                return False
            state = read_journal(read_all(path, _MAX_BYTES, self.ops))
        except (OSError, ValueError, MemoryError):
            return False
        return state.is_damaged

    def _copied_aside(self, path: Path) -> Path | None:
        """A copy for this user alone, which stays when the journal is dropped."""
        temp, aside = new_temp(path), self._aside(path)
        try:
            fd = self.ops.open_new(temp, 0o600)
            try:
                self.ops.lock(fd)
                self._fill(fd, read_all(path, _MAX_BYTES, self.ops))
                self.ops.replace(temp, aside)
            finally:
                self.ops.close(fd)
        except (OSError, MemoryError):
            with contextlib.suppress(OSError):
                self.ops.unlink(temp)
            return None
        return aside

    def _fill(self, fd: int, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            taken = self.ops.write(fd, rest)
            if taken <= 0:
                raise OSError(errno.ENOSPC, "nothing was taken")
            rest = rest[taken:]
        self.ops.fsync(fd)

    def _put_aside(self, path: Path) -> None:
        with contextlib.suppress(OSError):
            self.ops.replace(path, self._aside(path))

    def _sweep_aside(self) -> None:
        """Remove damaged journals that are old, or older than some others."""
        try:
            names = [n for n in self.ops.list_names(self.folder) if n.endswith(".damaged")]
            ages = sorted((self.ops.lstat(self.folder / n).st_mtime, n) for n in names)
        except (OSError, ValueError):
            return
        oldest = time.time() - ASIDE_DAYS * 86400
        for number, (changed_s, name) in enumerate(reversed(ages)):
            if number >= MAX_ASIDE or changed_s < oldest:
                with contextlib.suppress(FileTrouble):
                    remove_file(self.folder / name, ops=self.ops)


def _is_safe(state: JournalState, text: str) -> bool:
    """Whether there is nothing to offer: the text stands in its file, or there is none."""
    if state.replay is None:
        return True  # the file ends within its first text, before any change was acknowledged
    if state.head.saved:
        return state.head.saved == print_of(text)
    return state.head.notes_path is None and not text.strip()


def _offered(
    doc_id: str, state: JournalState, replay: Replay, kept_at_s: float, aside: Path | None
) -> LeftOver:
    text = replay.units.text()
    base: str | None
    base, steps = replay.steps()
    steps = tuple(step for step in steps if any(one.removed or one.added for one in step))
    if not steps or Replay(base, steps).units.text() != text:
        base, steps = None, ()
    head = state.head
    return LeftOver(
        doc_id=doc_id,
        text=without_halves(text),
        notes_path=head.notes_path,
        kept_at_s=kept_at_s,
        name=head.name,
        audio_path=head.audio_path,
        caret=head.caret,
        base=base,
        steps=steps,
        saved_digest=head.digest,
        kept_aside=aside,
    )
