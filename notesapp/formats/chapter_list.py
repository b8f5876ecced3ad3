"""Chapters made ready for a destination: in order, within the audio, with clean titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from notesapp.core.chapters import INTRO_TITLE, Chapter
from notesapp.formats.base import Loss, Snapshot
from notesapp.formats.hygiene import clean_title


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
    last_ms = chapters[place + 1].start_ms if place + 1 < len(chapters) else duration_ms or None
    fits = last_ms is None or chapter.end_ms <= last_ms
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


def list_losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What every list of chapters loses: those past the end, and all where there are none."""
    if not snapshot.chapters:
        return (Loss("There are no chapters: no question or topic has a stamp."),)
    past = sum(_past_end(c, snapshot.audio.duration_ms) for c in snapshot.chapters)
    if past:
        return (Loss("Chapters that start after the end of the audio are left out.", past),)
    return ()
