"""All readers of chapter files, in the order in which they are asked."""

from __future__ import annotations

from notesapp.formats import (
    audacity,
    audition,
    csv_list,
    cue,
    edl,
    ffmetadata,
    json_chapters,
    matroska_xml,
    mp4chaps,
    ogm,
    podlove,
    podlove_json,
    premiere,
    reaper,
    rss_reading,
    srt,
    webvtt,
)
from notesapp.formats.reading import ChapterReader

READERS: tuple[ChapterReader, ...] = (
    podlove_json.READER,
    json_chapters.READER,
    podlove.READER,
    matroska_xml.READER,
    rss_reading.READER,
    webvtt.READER,
    ffmetadata.READER,
    ogm.READER,
    cue.READER,
    edl.READER,
    reaper.READER,
    audition.READER,
    premiere.READER,
    csv_list.READER,
    audacity.READER,
    srt.READER,
    mp4chaps.READER,
)


def reader_of(text: str) -> ChapterReader | None:
    """The first reader that recognises the text; None for show notes and anything else."""
    return next((reader for reader in READERS if reader.recognises(text)), None)
