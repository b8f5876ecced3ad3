"""Chapters made ready for a destination: in order, within the audio, with clean titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from notesapp.core.chapters import INTRO_TITLE, Chapter
from notesapp.formats.base import Carries, Loss, Snapshot
from notesapp.formats.hygiene import clean_title, clean_url, web_url


def ready_chapters(snapshot: Snapshot) -> tuple[Chapter, ...]:
    """Ordered by time, exact repeats left out, nothing past the end of the audio, titles clean.

    An end stays only where it lies behind the start, not behind the next chapter's start, and
    within the audio.
    """
    chapters: list[Chapter] = []
    seen: set[tuple[int, str]] = set()
    for chapter in sorted(snapshot.chapters, key=lambda c: c.start_ms):
        title = clean_title(chapter.title) or f"Chapter {len(chapters) + 1}"
        if (chapter.start_ms, title) in seen or _past_end(chapter, snapshot.audio.duration_ms):
            continue
        seen.add((chapter.start_ms, title))
        chapters.append(replace(chapter, title=title))
    duration_ms = snapshot.audio.duration_ms
    return tuple(_with_end(chapters, place, duration_ms) for place in range(len(chapters)))


def _past_end(chapter: Chapter, duration_ms: int | None) -> bool:
    return duration_ms is not None and 0 < duration_ms <= chapter.start_ms


def _with_end(chapters: list[Chapter], place: int, duration_ms: int | None) -> Chapter:
    chapter = chapters[place]
    if chapter.end_ms is None:
        return chapter
    last_ms = chapters[place + 1].start_ms if place + 1 < len(chapters) else duration_ms
    fits = not last_ms or chapter.end_ms <= last_ms
    return chapter if chapter.start_ms < chapter.end_ms and fits else replace(chapter, end_ms=None)


def with_ends(chapters: Sequence[Chapter], duration_ms: int | None) -> tuple[Chapter, ...]:
    """Every chapter with an end: its own, the next one's start, or the end of the audio.

    Of chapters with one start each ends at the next later start. Where the length is not known
    the last one ends a second after its start.
    """
    ended: list[Chapter] = []
    start_ms, after = -1, None
    for chapter in reversed(chapters):
        if chapter.start_ms != start_ms:
            after = start_ms if ended else duration_ms
            start_ms = chapter.start_ms
        end = after if after and after > start_ms else start_ms + 1000
        ended.append(replace(chapter, end_ms=chapter.end_ms or end))
    return tuple(reversed(ended))


def from_zero(chapters: Sequence[Chapter], title: str = INTRO_TITLE) -> tuple[Chapter, ...]:
    """With an intro at 0 where chapters exist and none starts there."""
    if not chapters or chapters[0].start_ms == 0:
        return tuple(chapters)
    return (Chapter(0, title, kind="intro"), *chapters)


def carried_chapters(snapshot: Snapshot, carries: Carries) -> tuple[Chapter, ...]:
    """The ready chapters without silent ones and with an intro, as the format asks for it."""
    kept = [c for c in ready_chapters(snapshot) if c.toc or carries.silent]
    return from_zero(kept) if carries.first_at_zero else tuple(kept)


def chapter_losses(snapshot: Snapshot, carries: Carries) -> tuple[Loss, ...]:
    """``list_losses``, and what the chapters hold that a format does not carry."""
    ready = ready_chapters(snapshot)
    kept = [c for c in ready if c.toc or carries.silent]
    counts = (
        ("Silent chapters are left out.", len(ready) - len(kept)),
        ("Ends before the next chapter are left out.", 0 if carries.end == "yes" else _gaps(kept)),
        (f"Times are cut to {_STEPS.get(carries.step)}.", _cut(kept, carries.step)),
        *_address_losses(kept, carries),
    )
    found = [Loss(message, count) for message, count in counts if count]
    if carries.first_at_zero and kept and kept[0].start_ms > 0:
        found.append(Loss(f"A chapter “{INTRO_TITLE}” is added at 0:00."))
    return (*list_losses(snapshot), *found)


_STEPS = {"s": "whole seconds", "1/75 s": "a 75th of a second", "frame": "whole frames"}


def _gaps(chapters: Sequence[Chapter]) -> int:
    """How many ends lie before the next chapter, or before the end of the audio."""
    after = [*[c.start_ms for c in chapters[1:]], None]
    pairs = zip(chapters, after, strict=True)
    return sum(c.end_ms is not None and c.end_ms != start_ms for c, start_ms in pairs)


def _cut(chapters: Sequence[Chapter], step: str) -> int:
    if step == "ms":
        return 0
    parts = {"s": 1, "1/75 s": 75}.get(step, 1)
    return sum(c.start_ms * parts % 1000 > 0 for c in chapters)


def _address_losses(chapters: Sequence[Chapter], carries: Carries) -> list[tuple[str, int]]:
    links = sum(bool(c.url) and bool(clean_url(c.url)) for c in chapters)
    odd_links = sum(bool(c.url) for c in chapters) - links
    pictures = sum(bool(web_url(c.image)) for c in chapters)
    odd_pictures = sum(bool(c.image) for c in chapters) - pictures
    found: list[tuple[str, int]] = []
    if carries.picture == "address":
        found.append(("Pictures without a web address are left out.", odd_pictures))
    elif not carries.picture:
        found.append(("Pictures of chapters are left out.", pictures + odd_pictures))
    if carries.url:
        found.append(("Links that are no web address are left out.", odd_links))
    else:
        found.append(("Links of chapters are left out.", links + odd_links))
    return found


def list_losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What every list of chapters loses: those past the end, and all where there are none."""
    if not snapshot.chapters:
        return (Loss("There are no chapters: no question or topic has a stamp."),)
    past = sum(_past_end(c, snapshot.audio.duration_ms) for c in snapshot.chapters)
    if past:
        return (Loss("Chapters that start after the end of the audio are left out.", past),)
    return ()
