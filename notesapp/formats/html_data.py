"""What a page says to machines: schema.org PodcastEpisode as JSON-LD, safe inside a script."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from notesapp.core.chapters import Chapter
from notesapp.core.model import Notes
from notesapp.formats.base import Snapshot
from notesapp.formats.hygiene import clean_title, web_url
from notesapp.formats.json_chapters import seconds

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def episode_data(
    snapshot: Snapshot, chapters: tuple[Chapter, ...], audio_href: str, about: str
) -> str:
    """The JSON-LD text; ``<`` and ``&`` are escaped, so it cannot end its script element."""
    notes, header = snapshot.notes, snapshot.notes.header
    page = web_url(header.text("link"))
    podcast = clean_title(header.text("podcast"))
    rows: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": clean_title(notes.title) or snapshot.base,
        "episodeNumber": notes.number,
        "partOfSeries": {"@type": "PodcastSeries", "name": podcast} if podcast else None,
        "partOfSeason": _season(notes.season),
        "datePublished": published_on(header.text("date")),
        "inLanguage": page_language(notes),
        "url": page,
        "image": web_url(header.text("image")),
        "description": about,
        "actor": [{"@type": "Person", "name": name} for name in guests_of(snapshot)],
        "timeRequired": _duration(snapshot.audio.duration_ms),
        "associatedMedia": _media(snapshot, audio_href),
        "hasPart": _clips(chapters, snapshot.audio.duration_ms, page),
    }
    filled = {key: value for key, value in rows.items() if value not in (None, "", [])}
    text = json.dumps(filled, ensure_ascii=False, indent=2, allow_nan=False)
    return re.sub("[<>&\u2028\u2029]", lambda match: _UNSAFE[match[0]], text)


def _season(number: int | None) -> dict[str, Any] | None:
    return None if number is None else {"@type": "PodcastSeason", "seasonNumber": number}


def _media(snapshot: Snapshot, href: str) -> dict[str, Any] | None:
    if not href:
        return None
    rows: dict[str, Any] = {
        "@type": "AudioObject",
        "contentUrl": href,
        "encodingFormat": snapshot.audio.mime,
        "contentSize": str(snapshot.audio.size_bytes or ""),
        "duration": _duration(snapshot.audio.duration_ms),
    }
    return {key: value for key, value in rows.items() if value}


def _clips(
    chapters: tuple[Chapter, ...], duration_ms: int | None, page: str
) -> list[dict[str, Any]]:
    clips = []
    for place, chapter in enumerate(chapters):
        after = chapters[place + 1].start_ms if place + 1 < len(chapters) else duration_ms
        end_ms = chapter.end_ms or after
        clip: dict[str, Any] = {
            "@type": "Clip",
            "name": chapter.title,
            "startOffset": seconds(chapter.start_ms),
        }
        if end_ms is not None and end_ms > chapter.start_ms:
            clip["endOffset"] = seconds(end_ms)
        if page:
            clip["url"] = f"{page.partition('#')[0]}#t={chapter.start_ms // 1000}"
        clips.append(clip)
    return clips


def _duration(ms: int | None) -> str:
    """ISO 8601, whole seconds: ``PT1H2M3S``; empty where unknown."""
    if not ms or ms < 0:
        return ""
    minutes, rest = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"PT{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}{rest}S"


def published_on(text: str) -> str:
    """An ISO date out of the header's ``date``; empty where it is none."""
    match = re.match(r"\d{4}-\d{2}-\d{2}(?=$|[T ])", text.strip())
    if match is None:
        return ""
    try:
        return date.fromisoformat(match[0]).isoformat()
    except ValueError:
        return ""


def page_language(notes: Notes) -> str:
    """The header's language tag with its region, else what the notes are in; always a tag."""
    for text in (notes.header.text("language").strip(), notes.language):
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", text):
            return text
    return "en"


def guests_of(snapshot: Snapshot) -> list[str]:
    """The guests' names, clean."""
    names = (clean_title(name) for name in snapshot.notes.header.items("guests"))
    return [name for name in names if name]
