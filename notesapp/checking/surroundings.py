"""What is known around notes, put together for the checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from notesapp.checking.subject import AudioTags, Subject
from notesapp.containers.tag_facts import TagFacts
from notesapp.core.destinations import DESTINATIONS
from notesapp.core.model import Notes
from notesapp.destinations.registry import sizes_of
from notesapp.errors import NotesError
from notesapp.formats.base import AudioInfo, Snapshot

LIMITED = tuple(entry.key for entry in DESTINATIONS if entry.limit and entry.source)


def complete(
    subject: Subject,
    *,
    previous: Notes | None = None,
    tags: TagFacts | None = None,
    sizes: Mapping[str, int] | None = None,
) -> Subject:
    """The subject with what is given; what is None stays as it is."""
    known = None if tags is None else AudioTags(tags.kind, tags.id3_version, tags.chapters)
    return replace(
        subject,
        previous=previous or subject.previous,
        tags=known or subject.tags,
        sizes=subject.sizes if sizes is None else MappingProxyType(dict(sizes)),
    )


def measured(subject: Subject, audio: AudioInfo, base: str) -> dict[str, int]:
    """How large each limited destination's publication is. Renders the notes; never raises.

    Empty where they cannot be rendered, which the publication itself says.
    """
    try:
        return sizes_of(Snapshot(subject.notes, subject.chapters, audio, base), LIMITED)
    except NotesError:
        return {}
