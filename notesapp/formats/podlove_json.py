"""Podlove's chapters as a JSON array, as its web player takes them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from notesapp.core.chapters import Chapter
from notesapp.errors import FileTrouble
from notesapp.formats.base import Carries, Format, Loss, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses
from notesapp.formats.hygiene import clean_url, web_url
from notesapp.formats.json_reading import begins_with, parse_json, read_rows
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.reading_rows import Found
from notesapp.formats.times import clock

CARRIES = Carries(url=True, picture="address")


def write(snapshot: Snapshot) -> str:
    """The array; every chapter has all four keys, empty where there is nothing."""
    chapters = [_row(chapter) for chapter in carried_chapters(snapshot, CARRIES)]
    return json.dumps(chapters, ensure_ascii=False, indent=2) + "\n"


def _row(chapter: Chapter) -> dict[str, str]:
    return {
        "start": clock(chapter.start_ms),
        "title": chapter.title,
        "href": clean_url(chapter.url),
        "image": web_url(chapter.image),
    }


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """Ends, silent chapters, and what has no web address."""
    return carried_losses(snapshot, CARRIES)


def recognises(text: str) -> bool:
    """An array of objects with ``start``, bare or as ``chapters`` of a player's settings."""
    if '"start"' not in text or '"startTime"' in text:
        return False
    return begins_with(text, "[") or (begins_with(text, "{") and '"chapters"' in text)


def read(text: str, options: Mapping[str, str]) -> ChapterReading:
    """The chapters of the array. Raises FileTrouble where there is none."""
    document = parse_json(text)
    if isinstance(document, dict):
        document = document.get("chapters")
    if not isinstance(document, list):
        raise FileTrouble("This JSON file has no list of chapters.")
    found = Found()
    read_rows(document, text, found)
    return found.reading("psc-json", text)


FORMAT = Format(
    key="psc-json",
    title="Podlove chapters as JSON",
    suffix=".psc.json",
    mime="application/json",
    summary="The list of chapters that the Podlove web player takes.",
    write=write,
    losses=losses,
    carries=CARRIES,
    more=True,
)

READER = ChapterReader("psc-json", "Podlove chapters as JSON", recognises, read)
