"""Chapters into the audio alone, as work beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from notesapp.errors import Cancelled
from notesapp.formats.base import Snapshot
from notesapp.storage.unfinished import Unfinished
from notesapp.ui.publish.long_work import PER_MILLE, Moved

if TYPE_CHECKING:
    from notesapp.containers.embedding import Plan, Report


@dataclass(frozen=True, slots=True)
class EmbedWish:
    """Where the file with the chapters goes; without a target the audio itself is replaced."""

    target: Path | None = None
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What goes in, and into which file; pictures are read from one folder alone."""

    snapshot: Snapshot
    audio: Path
    pictures_in: Path | None


@dataclass(frozen=True, slots=True)
class Embedded:
    """What was written, and how large the audio was before."""

    report: Report
    before_bytes: int


@dataclass(frozen=True, slots=True)
class Embedding:
    """The work of writing one file."""

    source: Source
    wish: EmbedWish
    unfinished: Unfinished

    def run(self, moved: Moved, stopped: Callable[[], bool]) -> Embedded:
        """Write it. Raises NotesError; then nothing was changed."""
        from notesapp.containers.embedding import embed  # so that it is loaded on the worker

        before = self._size()
        plan = planned(self.source)
        if stopped():
            raise Cancelled("Stopped. Nothing was changed.")
        report = embed(
            plan,
            self.wish.target,
            replace=self.wish.replace,
            progress=lambda done, of: moved(done * PER_MILLE // of if of > 0 else 0),
            cancelled=stopped,
            unfinished=self.unfinished,
        )
        return Embedded(report, before)

    def _size(self) -> int:
        try:
            return self.source.audio.stat().st_size
        except OSError:
            return 0


def planned(source: Source) -> Plan:
    """What will be written. Raises NotesError where the file cannot take these chapters."""
    from notesapp.containers.embedding import plan_embedding  # so that it is loaded on the worker

    return plan_embedding(source.snapshot, source.audio, source.pictures_in)
