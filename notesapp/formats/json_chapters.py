"""Podcasting 2.0 JSON chapters, version 1.2.0 (podcast namespace project, 2021-04-15)."""

from __future__ import annotations

import json
from typing import Any

from notesapp.core.chapters import Chapter
from notesapp.formats.base import Format, Loss, Snapshot
from notesapp.formats.chapter_list import list_losses, ready_chapters
from notesapp.formats.hygiene import clean_title, clean_url, web_url


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
        found.append(Loss("Pictures without a web address are left out.", pictures))
    if addresses:
        found.append(Loss("Links that are no web address are left out.", addresses))
    return tuple(found)


FORMAT = Format(
    key="json",
    title="JSON chapters",
    suffix=".chapters.json",
    mime="application/json+chapters",
    summary="Podcasting 2.0 chapters for feeds and apps.",
    write=write,
    losses=losses,
)
