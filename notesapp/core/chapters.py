"""Which segments become chapters, and what they are called (rulings 7 and 8)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notesapp.core.model import Notes, Segment, SegmentKind
from notesapp.core.timecode import TIME_PATTERN

MAX_TITLE = 100
INTRO_TITLE = "Intro"
POLICIES = ("questions", "answers", "all", "marked")

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)|[。！？]")
_LINKED_TIME = re.compile(rf"[\[(（【]{TIME_PATTERN}[\])）】](?:;(?=\s|$))?")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|vs|Mr|Mrs|Ms|Dr|St|Prof|etc|e\.g|i\.e|No|Nr|bzw|ca)\.$"
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter. ``end_ms`` only where a range was written; ``line`` is 1-based, 0 for the intro.

    ``toc`` False is a silent chapter: kept where the format has one, else left out.
    """

    start_ms: int
    title: str
    end_ms: int | None = None
    url: str = ""
    image: str = ""
    toc: bool = True
    kind: str = "question"
    line: int = 0


def chapters_of(notes: Notes) -> tuple[Chapter, ...]:
    """The chapters of the notes, in order of time; of two with one start and title, the first.

    An intro is added at 0:00 where chapters exist and none starts there, unless the header says
    ``intro: no``.
    """
    policy = notes.header.text("chapters") or "questions"
    chosen = [s for s in notes.segments if s.stamp is not None and _counts(s, policy)]
    found = sorted((_chapter(s) for s in chosen), key=lambda c: c.start_ms)
    unique: list[Chapter] = []
    for chapter in found:
        if not any((c.start_ms, c.title) == (chapter.start_ms, chapter.title) for c in unique[-4:]):
            unique.append(chapter)
    intro = notes.header.text("intro")
    wanted = intro.strip().casefold() not in ("no", "none", "false")
    if unique and unique[0].start_ms > 0 and wanted:
        unique.insert(0, Chapter(0, intro.strip() or INTRO_TITLE, kind="intro"))
    return tuple(unique)


def chapter_of(segment: Segment, policy: str) -> Chapter | None:
    """The chapter a segment makes under a policy (empty for the usual one); None where none."""
    counts = segment.stamp is not None and _counts(segment, policy or "questions")
    return _chapter(segment) if counts else None


def _counts(segment: Segment, policy: str) -> bool:
    if segment.attribute("chapter"):
        return True
    if policy == "marked":
        return False
    if policy == "answers":
        return segment.kind is not SegmentKind.QUESTION
    if policy == "all":
        return True
    return segment.kind is not SegmentKind.ANSWER


def _chapter(segment: Segment) -> Chapter:
    return Chapter(
        start_ms=segment.start_ms or 0,
        title=chapter_title(segment),
        end_ms=segment.end_ms,
        url=segment.attribute("url"),
        image=segment.attribute("image"),
        toc=segment.attribute("toc").casefold() not in ("no", "false"),
        kind=str(segment.kind),
        line=segment.first_line + 1,
    )


def chapter_title(segment: Segment) -> str:
    """The ``chapter`` attribute, else the first sentence cut at a word boundary."""
    given = " ".join(segment.attribute("chapter").split())
    if given:
        return given
    fallback = {"question": "Question", "answer": "Answer"}.get(str(segment.kind), "Chapter")
    text = " ".join(_LINKED_TIME.sub("", segment.text).split())
    return shorten(first_sentence(text)) or f"{fallback} {segment.pair or segment.index + 1}"


def first_sentence(text: str) -> str:
    """Up to the first sentence end that is not an abbreviation; a full stop is dropped."""
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text, max(0, match.end() - 8), match.end()):
            text = text[: match.end()]
            break
    ends = text.endswith(".") and not text.endswith("..")
    if ends and not _ABBREVIATION.search(text, max(0, len(text) - 8)):
        text = text[:-1]
    return text.strip()


def shorten(text: str, limit: int = MAX_TITLE) -> str:
    """Cut at a word boundary so that the result has at most ``limit`` characters."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if " " in cut and text[limit - 1] != " ":
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:-–—(") + "…"
