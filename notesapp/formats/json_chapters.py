"""Podcasting 2.0 JSON chapters, version 1.2.0 (podcast namespace project, 2021-04-15)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from notesapp.core.chapters import Chapter
from notesapp.errors import FileTrouble
from notesapp.formats.base import Carries, Format, Loss, Snapshot
from notesapp.formats.carried import NO_ADDRESS, UNADDRESSED
from notesapp.formats.chapter_list import list_losses, ready_chapters
from notesapp.formats.hygiene import clean_title, clean_url, web_url
from notesapp.formats.json_reading import begins_with, parse_json, read_rows
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.reading_rows import Found

CARRIES = Carries(end="yes", url=True, picture="address", silent="yes")
_TOLD = ("author", "description")


def write(snapshot: Snapshot) -> str:
    """The chapter file; times are seconds, as whole numbers where they are whole."""
    notes = snapshot.notes
    found = {
        "version": "1.2.0",
        "title": clean_title(notes.title),
        "podcastName": clean_title(notes.header.text("podcast")),
        "fileName": clean_title(snapshot.audio.name),
    }
    document: dict[str, Any] = {key: value for key, value in found.items() if value}
    document["chapters"] = [_chapter(chapter) for chapter in ready_chapters(snapshot)]
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _chapter(chapter: Chapter) -> dict[str, Any]:
    row: dict[str, Any] = {"startTime": seconds(chapter.start_ms), "title": chapter.title}
    if chapter.end_ms is not None:
        row["endTime"] = seconds(chapter.end_ms)
    if url := clean_url(chapter.url):
        row["url"] = url
    if image := web_url(chapter.image):
        row["img"] = image
    if not chapter.toc:
        row["toc"] = False
    return row


def seconds(ms: int) -> int | float:
    """Seconds with at most three decimals; a whole number where it is one."""
    return ms // 1000 if ms % 1000 == 0 else ms / 1000


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """Pictures without an address, and addresses that cannot be published."""
    chapters = ready_chapters(snapshot)
    pictures = sum(bool(c.image) and not web_url(c.image) for c in chapters)
    addresses = sum(bool(c.url) and not clean_url(c.url) for c in chapters)
    found = list(list_losses(snapshot))
    if pictures:
        found.append(Loss(UNADDRESSED, pictures))
    if addresses:
        found.append(Loss(NO_ADDRESS, addresses))
    return tuple(found)


def recognises(text: str) -> bool:
    """An object with chapters, or the bare array of them."""
    if begins_with(text, "["):
        return '"startTime"' in text
    return begins_with(text, "{") and '"chapters"' in text


def read(text: str, options: Mapping[str, str]) -> ChapterReading:
    """The chapters; times in quotes and as a clock shows them are read with a remark."""
    document = parse_json(text)
    if isinstance(document, list):
        document = {"chapters": document}
    if not isinstance(document, dict) or not isinstance(document.get("chapters"), list):
        raise FileTrouble("This JSON file has no list of “chapters”.")
    found = Found()
    read_rows(document["chapters"], text, found)
    for name in _TOLD:
        found.keep(0, _words(document, name))
    if document.get("waypoints"):
        found.remark(0, "The route between the chapters' places is left out.")
    return found.reading(
        "json",
        text,
        title=_words(document, "title"),
        podcast=_words(document, "podcastName"),
        audio=_words(document, "fileName"),
    )


def _words(document: Mapping[str, Any], name: str) -> str:
    value = document.get(name)
    return value if isinstance(value, str) else ""


FORMAT = Format(
    key="json",
    title="JSON chapters",
    suffix=".chapters.json",
    mime="application/json+chapters",
    summary="Podcasting 2.0 chapters for feeds and apps.",
    write=write,
    losses=losses,
    carries=CARRIES,
)

READER = ChapterReader("json", "JSON chapters", recognises, read)
