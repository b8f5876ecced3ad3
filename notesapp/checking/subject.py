"""What the checks look at: the notes and what is known around them, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from notesapp.core.chapters import Chapter, chapters_of
from notesapp.core.model import Notes
from notesapp.formats.base import AudioInfo, Snapshot
from notesapp.formats.description import listed_chapters


@dataclass(frozen=True, slots=True)
class AudioTags:
    """What the tags of the audio file are like, as far as chapters suffer from them.

    ``kind`` is a container's key, empty where none fits; ``id3_version`` as "2.4", empty without.
    """

    kind: str = ""
    id3_version: str = ""
    chapters: int = 0


@dataclass(frozen=True, slots=True)
class Subject:
    """One state of the notes, and what surrounds them. Unknown things are None or empty.

    ``sizes`` holds, by a destination's key, how large its publication is in that destination's
    unit; it is measured elsewhere, because rendering takes long. ``previous`` are the notes of the
    episode before. While ``writing``, the notes are a draft. ``listed`` are the chapters as the
    description publishes them; None until somebody asks ``with_listed``.
    """

    notes: Notes
    chapters: tuple[Chapter, ...]
    duration_ms: int | None = None
    sizes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    previous: Notes | None = None
    tags: AudioTags | None = None
    writing: bool = False
    listed: tuple[Chapter, ...] | None = None

    def of(self, notes: Notes) -> Subject:
        """The same surroundings with other notes; sizes are of the old ones and so unknown."""
        none: Mapping[str, int] = MappingProxyType({})
        return replace(self, notes=notes, chapters=chapters_of(notes), sizes=none, listed=None)

    def with_listed(self) -> Subject:
        """The same with ``listed`` filled in, so that every check judges what is published."""
        if self.listed is not None:
            return self
        audio = AudioInfo(duration_ms=self.duration_ms)
        return replace(self, listed=listed_chapters(Snapshot(self.notes, self.chapters, audio)))


def subject_of(notes: Notes, duration_ms: int | None = None) -> Subject:
    """Notes with nothing known around them but the audio's length."""
    return Subject(notes, chapters_of(notes), duration_ms)
