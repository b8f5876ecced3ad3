"""What players do with the titles of chapters, and better ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.platforms import listed
from notesapp.checking.subject import Subject
from notesapp.core.chapters import MAX_TITLE, Chapter, chapter_title
from notesapp.core.destinations import SPOTIFY, YOUTUBE, Destination
from notesapp.core.edits.attributes import set_attribute
from notesapp.core.edits.base import Edits
from notesapp.core.lines import plain
from notesapp.core.model import Notes, Segment
from notesapp.core.problems import Problem, Severity
from notesapp.core.query import segment_at_line
from notesapp.core.suggesting import suggest_title

SUGGEST, EMOJI, MARKS, LINK = "suggest-title", "remove-emoji", "remove-marks", "remove-link"

_PICTURE = re.compile(
    "(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b05-\u2b55\u231a\u231b\u23e9-\u23f3\u23f8-\u23fa]"
    "[\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*)+"
)
_TAG_NAMES = "b|i|u|em|strong|span|code|p|font|small|mark|sub|sup|a|h[1-6]|br|img|div|li|ul|hr"
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]{{0,500}})?/?>", re.IGNORECASE)
_TAG_PAIR = re.compile(
    r"<(b|i|u|em|strong|span|code|p|font|small|mark)(?:\s[^<>]{0,500})?>([^<>]*)</\1>",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[[^\[\]]*\]\([^()\s]*(?:\s\"[^\"]*\")?\)")
_MARKED = re.compile(r"[*_`<\[]")
_HELD = "\ue000"  # stands for & while marks are taken out, for entities are no marks
_ROUNDS = 8


def without_marks(title: str) -> str:
    """A title without Markdown and pairs of HTML tags; as it is where it has none of them."""
    if _HELD in title or _MARKED.search(title) is None:
        return title
    clean = title.replace("&", _HELD)
    for _ in range(_ROUNDS):
        before = clean
        clean = plain(_TAG_PAIR.sub(r"\2", clean))
        if clean == before:
            return clean.replace(_HELD, "&")
    return title


def without_emoji(title: str) -> str:
    """A title without pictures and the blanks around them."""
    return " ".join(_PICTURE.sub(" ", title).split())


def _segments(subject: Subject) -> Iterator[tuple[Chapter, Segment]]:
    """Every listed chapter with the segment it comes from."""
    at = {segment.first_line + 1: segment for segment in subject.notes.segments}
    for chapter in listed(subject):
        segment = at.get(chapter.line)
        if segment is not None:
            yield chapter, segment


def _own_line(segment: Segment) -> int:
    """Where a title of its own is written, else the segment's first line."""
    own = segment.attribute_line if segment.attribute("chapter").strip() else None
    return (segment.first_line if own is None else own) + 1


@lru_cache(maxsize=1 << 12)
def _suggested(segment: Segment) -> str:
    """The suggestion, which takes long and is wanted for several destinations."""
    return suggest_title(segment)


def _no_title(subject: Subject) -> Iterator[Finding]:
    for chapter, segment in _segments(subject):
        if not segment.text.strip() and not segment.attribute("chapter").strip():
            yield Finding(
                chapter.line,
                f"This chapter has no words, and is called “{chapter.title}”. Write some.",
            )


def _long_titles(subject: Subject, *, of: Destination) -> Iterator[Finding]:
    says = f"{of.name} advises under {of.short_title}"
    if of.longest_title:
        says = f"{of.name} shows about {of.short_title}"
    for chapter, segment in _segments(subject):
        if len(chapter.title) <= of.short_title:
            continue
        length = len(chapter_title(segment))
        cut = f"; it is cut at {MAX_TITLE}" if length > MAX_TITLE and of.longest_title else ""
        fix = "" if subject.writing or not _suggested(segment) else SUGGEST
        yield Finding(
            chapter.line,
            f"The chapter title has {length} characters; {says}{cut}. Write a short one.",
            fix,
        )


def _emoji(subject: Subject) -> Iterator[Finding]:
    for chapter, segment in _segments(subject):
        found = _PICTURE.search(chapter.title)
        if found is not None:
            own = segment.attribute("chapter").strip() and without_emoji(chapter.title)
            yield Finding(
                _own_line(segment),
                f"The chapter title has “{found[0]}” in it; Spotify advises none. Take it out.",
                EMOJI if own else "",
            )


def _marks(subject: Subject) -> Iterator[Finding]:
    for _, segment in _segments(subject):
        title = chapter_title(segment)
        clean = without_marks(title)
        if clean == title and _TAG.search(title) is None:
            continue
        yield Finding(
            _own_line(segment),
            "The chapter title has marks of Markdown or HTML, and players show them. "
            "Write plain words.",
            _fix_of_marks(title, clean) if segment.attribute("chapter").strip() else "",
        )


def _fix_of_marks(title: str, clean: str) -> str:
    """An address is somebody's way, and __init__ a word: these are not taken out unasked."""
    if clean in (title, ""):
        return ""
    return LINK if _LINK.search(title) or "_" in title else MARKS


def _brackets(subject: Subject) -> Iterator[Finding]:
    for _, segment in _segments(subject):
        title = _TAG.sub("", chapter_title(segment))
        if "<" in title or ">" in title:
            yield Finding(
                _own_line(segment),
                "YouTube takes no < and > in titles; the description has ‹ and › for them. "
                "Write words instead.",
            )


def _retitled(notes: Notes, problem: Problem, *, change: Callable[[str], str]) -> Edits:
    segment = segment_at_line(notes, problem.line - 1)
    if segment is None or not segment.attribute("chapter").strip():
        return ()
    title = chapter_title(segment)
    clean = change(title)
    return set_attribute(notes, segment, "chapter", clean) if clean not in ("", title) else ()


def _plainly(title: str, *, key: str) -> str:
    clean = without_marks(title)
    return clean if _fix_of_marks(title, clean) == key else title


def _suggest(notes: Notes, problem: Problem) -> Edits:
    segment = segment_at_line(notes, problem.line - 1)
    title = _suggested(segment) if segment is not None else ""
    return set_attribute(notes, segment, "chapter", title) if segment and title else ()


def _long(of: Destination, explanation: str) -> Check:
    return Check(
        *("long-title", Severity.ADVICE, of.key, f"Chapter title over {of.short_title} characters"),
        partial(_long_titles, of=of),
        explanation=explanation,
        source=of.source,
        read_on=of.read_on,
        draft=False,
    )


CHECKS: tuple[Check, ...] = (
    Check(
        *("no-title", Severity.ADVICE, "", "Chapter without words"),
        _no_title,
        explanation="Players list the chapter under a number, which tells listeners nothing.",
        draft=False,
    ),
    _long(
        SPOTIFY,
        "Spotify advises chapter titles under 40 characters. Titles made of a question's first "
        "sentence are often longer.",
    ),
    _long(
        YOUTUBE,
        "YouTube's partners are told that about 70 characters of a title are shown, about 49 of "
        "them over the picture. A limit of 100 characters is often named and not verified.",
    ),
    Check(
        *("title-emoji", Severity.ADVICE, SPOTIFY.key, "Emoji in a chapter title"),
        _emoji,
        explanation="Spotify advises against emoji in chapter titles.",
        source=SPOTIFY.source,
        read_on=SPOTIFY.read_on,
        draft=False,
    ),
    Check(
        *("title-marks", Severity.ADVICE, "", "Markdown or HTML in a chapter title"),
        _marks,
        explanation="Titles of chapters are plain text everywhere: stars, backticks, tags and "
        "addresses are shown as they are. Spotify's help advises against HTML too.",
        draft=False,
    ),
    Check(
        *("title-brackets", Severity.ADVICE, YOUTUBE.key, "Angle brackets in a chapter title"),
        _brackets,
        explanation="YouTube's interface for programs takes no < and > in descriptions. "
        "Those from this program have ‹ and › in their place.",
        source="developers.google.com/youtube/v3/docs/videos",
        read_on="2026-11",
        draft=False,
    ),
)

FIXES: tuple[Fix, ...] = (
    Fix(SUGGEST, "Use the suggested title", _suggest),
    Fix(EMOJI, "Take out the emoji", partial(_retitled, change=without_emoji)),
    Fix(
        *(MARKS, "Take out the marks", partial(_retitled, change=partial(_plainly, key=MARKS))),
        safe=True,
    ),
    Fix(LINK, "Take out the marks", partial(_retitled, change=partial(_plainly, key=LINK))),
)
