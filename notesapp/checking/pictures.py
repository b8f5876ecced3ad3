"""Checks of pictures: the words for those who do not see them, and where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.links import links_of
from notesapp.checking.subject import Subject
from notesapp.core.model import Notes
from notesapp.core.problems import Severity
from notesapp.core.web_links import LinkKind

_NO_WORDS = re.compile(
    r"(?:image|img|picture|photo|screenshot|bild|foto)?[ _-]?\d*|\S+\.(?:jpe?g|png|gif|webp|svg)",
    re.IGNORECASE,
)
_FILE = re.compile(r"(?:[^\x00-\x1f<>:\"|?*]{1,200}[/\\])?[^\x00-\x1f<>:\"|?*/\\]{1,200}\.\w{2,4}")
_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def _no_words(subject: Subject) -> Iterator[Finding]:
    for link in links_of(subject.notes):
        if link.kind is LinkKind.IMAGE and _NO_WORDS.fullmatch(link.words.strip()):
            yield Finding(
                link.line + 1,
                "This picture has no words for those who do not see it. "
                "Write between its brackets what it shows.",
            )


def _no_picture(subject: Subject) -> Iterator[Finding]:
    for line, value in _named(subject.notes):
        if not _ADDRESS.match(value) and not _is_file(value):
            yield Finding(
                line + 1,
                f"“{_short(value)}” is neither an address nor a file of a picture. "
                "Name a file beside the notes, or write the address.",
            )


def _named(notes: Notes) -> Iterator[tuple[int, str]]:
    """The pictures of the header and of the segments, with their lines."""
    value = notes.header.text("image").strip()
    if value and "image" in notes.header.places:
        yield notes.header.places["image"][0], value
    for segment in notes.segments:
        value = segment.attribute("image").strip()
        if value and segment.attribute_line is not None:
            yield segment.attribute_line, value


def _is_file(value: str) -> bool:
    return "://" not in value and _FILE.fullmatch(value) is not None


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


CHECKS: tuple[Check, ...] = (
    Check(
        *("picture-no-words", Severity.ADVICE, "", "Picture without words", _no_words),
        explanation="Who does not see a picture, or reads where pictures are not shown, gets its "
        "words instead (W3C, Web Content Accessibility Guidelines 1.1.1).",
        source="w3.org/TR/WCAG22/#non-text-content",
        read_on="2026-09",
        draft=False,
    ),
    Check(
        *("picture-unknown", Severity.ADVICE, "", "Picture that is none", _no_picture),
        explanation="A picture is named by a web address or by a file beside the notes. "
        "Anything else is left out of what is published.",
    ),
)

FIXES: tuple[Fix, ...] = ()
