"""Chapters into an audio file, with the sound proven unchanged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from notesapp.containers.base import Container, Wanted
from notesapp.formats.base import Loss, Snapshot
from notesapp.formats.reading import ChapterReading

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be written into which file; ``losses`` are said before anything is written."""

    source: Path
    container: Container
    wanted: Wanted
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was written, read back from the finished file."""

    path: Path
    reading: ChapterReading
    size_bytes: int
    losses: tuple[Loss, ...]


def plan_embedding(snapshot: Snapshot, audio: Path, pictures_in: Path | None = None) -> Plan:
    """Say what will be written. ``pictures_in`` is the only folder that pictures are read from.

    Raises NotesError with one sentence where the file cannot take these chapters.
    """
    raise NotImplementedError


def embed(
    plan: Plan,
    target: Path | None = None,
    *,
    replace: bool = False,
    progress: Progress = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Write the file with its chapters, and read it back.

    Without ``target`` the source is replaced by the proven copy; another file that exists is
    only replaced with ``replace``. ``progress`` gets bytes done and all bytes. Raises NotesError;
    the source and the target are then what they were. Cancelled is one of them.
    """
    raise NotImplementedError
