"""All formats, in the order they are shown. A new format is a module and one row here."""

from __future__ import annotations

from notesapp.errors import UsageError
from notesapp.formats import (
    audacity,
    audition,
    csv_list,
    cue,
    description,
    edl,
    feed_html,
    ffmetadata,
    html_embed,
    html_page,
    json_chapters,
    markdown,
    matroska_xml,
    mp4chaps,
    ogm,
    podlove,
    podlove_json,
    reaper,
    rss_item,
    srt,
    text,
    webvtt,
)
from notesapp.formats.base import Format

FORMATS: tuple[Format, ...] = (
    markdown.FORMAT,
    html_page.FORMAT,
    text.FORMAT,
    description.FORMAT,
    json_chapters.FORMAT,
    feed_html.FORMAT,
    html_embed.FORMAT,
    rss_item.FORMAT,
    podlove.FORMAT,
    podlove_json.FORMAT,
    mp4chaps.FORMAT,
    ogm.FORMAT,
    matroska_xml.FORMAT,
    webvtt.FORMAT,
    srt.FORMAT,
    ffmetadata.FORMAT,
    cue.FORMAT,
    audacity.FORMAT,
    reaper.FORMAT,
    audition.FORMAT,
    edl.FORMAT,
    csv_list.FORMAT,
)


def format_of(key: str) -> Format:
    """The format with a key. Raises UsageError, which names the known keys."""
    for entry in FORMATS:
        if entry.key == key:
            return entry
    known = ", ".join(entry.key for entry in FORMATS)
    raise UsageError(f"There is no format “{key}”. Choose from: {known}.")
