"""What an audio file's tags are like, as far as chapters suffer from them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from notesapp.audio.open_source import open_file
from notesapp.containers import mp3
from notesapp.containers.id3_tag import read_tags
from notesapp.containers.registry import container_of
from notesapp.errors import NotesError

__all__ = ["TagFacts", "tag_facts"]


@dataclass(frozen=True, slots=True)
class TagFacts:
    """``kind`` is a container's key, empty for a file that chapters cannot be read from.

    ``id3_version`` is as "2.4", empty without such a tag; ``chapters`` are those inside.
    """

    kind: str = ""
    id3_version: str = ""
    chapters: int = 0


def tag_facts(path: Path) -> TagFacts | None:
    """Look into a file; None where it cannot be read. Reads the disk. Never raises."""
    try:
        with open_file(path) as file:
            container = container_of(file)
            if container is None:
                return TagFacts()
            tags = read_tags(file) if container.key == mp3.KEY else ()
            version = f"2.{tags[0].version}" if tags else ""
            return TagFacts(container.key, version, len(container.read(file).chapters))
    except (NotesError, OSError, ValueError, EOFError):
        return None
