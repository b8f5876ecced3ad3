"""Checks of chapters against the audio file they go into."""

from __future__ import annotations

from collections.abc import Iterator

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.containers.id3_frames import LINK_HEAD, MOST_LISTED
from notesapp.containers.registry import CONTAINERS
from notesapp.core.chapters import Chapter
from notesapp.core.destinations import AUDIO
from notesapp.core.problems import Severity
from notesapp.formats.hygiene import clean_title, clean_url

HIDING_TITLE = 51
_MOST_IN_FRAME = 127
_READ_ONLY = frozenset(entry.key for entry in CONTAINERS if entry.pieces is None)


def _of_newer_tag(subject: Subject) -> Iterator[Chapter]:
    """The chapters that would go into an ID3 tag of version 2.4."""
    tags = subject.tags
    if tags is not None and tags.kind == "mp3" and tags.id3_version == "2.4":
        yield from subject.chapters


def _long_titles(subject: Subject) -> Iterator[Finding]:
    for chapter in _of_newer_tag(subject):
        size = len(clean_title(chapter.title))
        if chapter.toc and size > HIDING_TITLE:
            yield Finding(
                chapter.line,
                f"This chapter's title has {size} characters, and the file's tag is of version 2.4:"
                f" Apple Podcasts may hide all chapters. Write {HIDING_TITLE} at most.",
            )


def _large_parts(subject: Subject) -> Iterator[Finding]:
    for chapter in _of_newer_tag(subject):
        title = len(clean_title(chapter.title).encode("utf-8", "replace")) + 1
        link = len(clean_url(chapter.url)) + len(LINK_HEAD) if chapter.url else 0
        what = "title" if title > _MOST_IN_FRAME else "link" if link > _MOST_IN_FRAME else ""
        if what:
            yield Finding(
                chapter.line,
                f"mpv and other programs built on FFmpeg will not show this chapter from a tag of "
                f"version 2.4. Shorten its {what}.",
            )


def _too_many(subject: Subject) -> Iterator[Finding]:
    if subject.tags is None or subject.tags.kind != "mp3":
        return
    count = sum(chapter.toc for chapter in subject.chapters)
    if count > MOST_LISTED:
        words = f"An MP3 lists at most {MOST_LISTED} chapters, and these are {count}."
        yield Finding(0, f"{words} Make some silent, or leave some out.")


def _no_place(subject: Subject) -> Iterator[Finding]:
    tags = subject.tags
    if tags is None or not subject.chapters or (tags.kind and tags.kind not in _READ_ONLY):
        return
    title = next((entry.title for entry in CONTAINERS if entry.key == tags.kind), "This audio")
    yield Finding(0, f"{title} cannot take chapters here. Export it as MP3 or M4A for them.")


CHECKS: tuple[Check, ...] = (
    Check(
        *("tag-long-title", Severity.ADVICE, AUDIO.key, "Title that hides chapters", _long_titles),
        explanation="In 2021 a podcast found that Apple Podcasts shows no chapters at all when an "
        "ID3 tag of version 2.4 has one title over 51 characters; version 2.3 had no such limit. "
        "This was one team's experiment and was not repeated here.",
        source="github.com/radio-t/radio-t-site, pull request 211",
        read_on="2026-09",
        draft=False,
    ),
    Check(
        *("tag-large-part", Severity.ADVICE, AUDIO.key, "Chapter FFmpeg drops", _large_parts),
        explanation="FFmpeg takes the sizes inside a chapter of version 2.4 for those of version "
        "2.3. The two differ from 128 bytes on, and the chapter is lost.",
        source="FFmpeg, libavformat/id3v2.c",
        read_on="2026-09",
        draft=False,
    ),
    Check(
        *("tag-too-many", Severity.RULE, AUDIO.key, "More chapters than an MP3 lists", _too_many),
        explanation="The table of contents in an ID3 tag counts its chapters in one byte. "
        "More are not written.",
        source="ID3v2 Chapter Frame Addendum 1.0, 3.2",
        read_on="2026-09",
        draft=False,
    ),
    Check(
        *("tag-no-place", Severity.NOTE, AUDIO.key, "Audio that takes no chapters", _no_place),
        explanation="Podcast apps read chapters from MP3 and MP4 files.",
        source="podcasters.apple.com/support/2482",
        read_on="2026-09",
        draft=False,
    ),
)

FIXES: tuple[Fix, ...] = ()
