"""All readers of chapter files, in the order in which they are asked."""

from __future__ import annotations

from notesapp.formats import json_chapters, matroska_xml, podlove, podlove_json
from notesapp.formats.reading import ChapterReader

READERS: tuple[ChapterReader, ...] = (
    podlove_json.READER,
    json_chapters.READER,
    podlove.READER,
    matroska_xml.READER,
)


def reader_of(text: str) -> ChapterReader | None:
    """The first reader that recognises the text; None for show notes and anything else."""
    return next((reader for reader in READERS if reader.recognises(text)), None)
