"""What was left behind beside what stands in its file, and what may be done with it. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from notesapp.core.comparing import Difference, compare
from notesapp.errors import NotesError
from notesapp.storage.note_file import LoadedNotes, load_notes
from notesapp.storage.recovery import LeftOver

Lines = Sequence[str]


class Standing(Enum):
    """What became of the file. ``CHANGED``: somebody wrote it after the program had stopped."""

    UNTITLED = "untitled"
    KNOWN = "known"
    CHANGED = "changed"
    GONE = "gone"
    UNREADABLE = "unreadable"


class Choice(Enum):
    """What is to be opened; what is not stays among the versions."""

    RECOVERED = "recovered"
    DISK = "disk"
    BOTH = "both"
    LET_GO = "let go"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines the recovered text has otherwise, and has more and fewer, than the other."""

    changed: int = 0
    added: int = 0
    removed: int = 0

    @property
    def total(self) -> int:
        """How many lines differ."""
        return self.changed + self.added + self.removed


@dataclass(frozen=True, slots=True)
class Find:
    """One left-over. ``trouble`` is why its file cannot be read, in a sentence."""

    left: LeftOver
    standing: Standing
    disk: LoadedNotes | None = field(default=None, repr=False)
    trouble: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def name(self) -> str:
        """What the notes are called; empty for notes that never were called anything."""
        path = self.left.notes_path
        return self.left.name or (path.name if path is not None else "")

    @property
    def other_text(self) -> str:
        """The text the recovered one is compared with."""
        return self.disk.text if self.disk is not None else ""

    @property
    def newer_by_s(self) -> float | None:
        """How much later than the file it was kept; below 0 where the file is newer."""
        return self.left.kept_at_s - self.disk.mtime_ns / 1e9 if self.disk is not None else None

    @property
    def lines_more(self) -> int:
        """How many lines with words it has more than the other text; below 0 for fewer."""
        return _line_count(lines_of(self.left.text)) - _line_count(lines_of(self.other_text))

    @property
    def counts(self) -> Counts:
        """How much differs."""
        return counted(self.differences, lines_of(self.other_text), lines_of(self.left.text))

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What may be chosen; the first is the best."""
        if not self.left.text and self.left.kept_aside is not None:
            return (Choice.LET_GO,)
        if self.standing is Standing.CHANGED:
            return (Choice.RECOVERED, Choice.DISK, Choice.BOTH)
        if self.standing is Standing.KNOWN:
            return (Choice.RECOVERED, Choice.DISK)
        return (Choice.RECOVERED, Choice.LET_GO)

    @property
    def is_nothing(self) -> bool:
        """Whether nobody would miss it: it is empty, or the file holds the very same."""
        if self.disk is not None:
            return self.left.text == self.disk.text
        return not self.left.text.strip()

    @property
    def is_trifle(self) -> bool:
        """Whether only blanks at the ends of lines and of the text differ from the file."""
        return self.disk is not None and _words(self.left.text) == _words(self.disk.text)


def find_of(left: LeftOver) -> Find:
    """Look at the file of a left-over. Waits for the disk; raises nothing of it."""
    path = left.notes_path
    if path is None:
        return _compared(left, Standing.UNTITLED)
    try:
        disk = load_notes(path)
    except NotesError as trouble:
        gone = not _exists(path)
        return _compared(left, Standing.GONE if gone else Standing.UNREADABLE, None, str(trouble))
    known = not left.saved_digest or disk.digest == left.saved_digest
    newer = not left.saved_digest and disk.mtime_ns / 1e9 > left.kept_at_s
    return _compared(left, Standing.KNOWN if known and not newer else Standing.CHANGED, disk)


def counted(differences: Iterable[Difference], old: Lines, new: Lines) -> Counts:
    """Lines that gave way to others, and those without a counterpart.

    Empty lines only count where nothing else differs: people see lines with words.
    """
    changed = added = removed = 0
    for difference in differences:
        was, now = old[slice(*difference.old)], new[slice(*difference.new)]
        before, after = _line_count(was), _line_count(now)
        if before == after == 0:
            before, after = len(was), len(now)
        changed += min(before, after)
        added += max(0, after - before)
        removed += max(0, before - after)
    return Counts(changed, added, removed)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text; none where it is empty."""
    return tuple(text.removesuffix("\n").split("\n")) if text else ()


def _compared(
    left: LeftOver, standing: Standing, disk: LoadedNotes | None = None, trouble: str = ""
) -> Find:
    old = disk.text if disk is not None else ""
    return Find(left, standing, disk, trouble, compare(lines_of(old), lines_of(left.text)))


def _line_count(lines: Lines) -> int:
    return sum(bool(line.strip()) for line in lines)


def _words(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().split("\n")]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return True
