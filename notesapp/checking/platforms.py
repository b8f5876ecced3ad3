"""What each platform wants of the list of chapters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.chapters import Chapter
from notesapp.core.destinations import PLATFORMS, SPOTIFY, YOUTUBE, Destination
from notesapp.core.problems import Severity


def listed(subject: Subject) -> list[Chapter]:
    """The chapters that players list."""
    return [chapter for chapter in subject.chapters if chapter.toc]


def _few_chapters(subject: Subject, *, of: Destination) -> Iterator[Finding]:
    chapters = listed(subject)
    if chapters and len(chapters) < of.least_chapters:
        yield Finding(
            chapters[0].line,
            f"{of.name} shows chapters only when there are three. Stamp more questions.",
            severity=Severity.NOTE if subject.writing else None,
        )


def _late_start(subject: Subject, *, of: Destination) -> Iterator[Finding]:
    chapters = listed(subject)
    if chapters and chapters[0].start_ms >= 1000:
        words = f"{of.name} wants a chapter at 0:00. Take “intro: no” out of the header."
        yield Finding(chapters[0].line, words)


def _short_chapters(subject: Subject) -> Iterator[Finding]:
    chapters = listed(subject)
    for place, chapter in enumerate(chapters):
        last = place + 1 == len(chapters)
        after = subject.duration_ms if last else chapters[place + 1].start_ms
        if after is not None and 0 <= after - chapter.start_ms < YOUTUBE.least_ms:
            yield Finding(
                chapter.line,
                f"“{chapter.title}” lasts less than 10 seconds: YouTube shows no chapters. "
                "Move a stamp, or leave one out.",
            )


def _long_titles(subject: Subject) -> Iterator[Finding]:
    for chapter in listed(subject):
        if len(chapter.title) > SPOTIFY.short_title:
            yield Finding(
                chapter.line,
                f"The chapter title has {len(chapter.title)} characters; Spotify advises 40. "
                "Write a short one.",
            )


def _few(of: Destination) -> Check:
    title = f"Fewer than three chapters for {of.name}"
    find = partial(_few_chapters, of=of)
    return Check(
        "few-chapters", Severity.RULE, of.key, title, find, source=of.source, read_on=of.read_on
    )


def _late(of: Destination) -> Check:
    title = f"No chapter at 0:00 for {of.name}"
    find = partial(_late_start, of=of)
    return Check(
        "late-start", Severity.RULE, of.key, title, find, source=of.source, read_on=of.read_on
    )


CHECKS: tuple[Check, ...] = (
    *map(_few, PLATFORMS),
    *map(_late, PLATFORMS),
    Check(
        *("short-chapter", Severity.RULE, "youtube", "Chapter shorter than 10 seconds"),
        _short_chapters,
        source=YOUTUBE.source,
        read_on=YOUTUBE.read_on,
    ),
    Check(
        *("long-title", Severity.ADVICE, "spotify", "Chapter title over 40 characters"),
        _long_titles,
        source=SPOTIFY.source,
        read_on=SPOTIFY.read_on,
    ),
)

FIXES: tuple[Fix, ...] = ()
