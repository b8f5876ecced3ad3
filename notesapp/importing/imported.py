"""What an import found, in one shape for everything that can be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from notesapp.core.chapters import Chapter
from notesapp.formats.base import Option
from notesapp.formats.reading import Remark


class Verdict(StrEnum):
    """What a line of the source was understood as."""

    CHAPTER = "chapter"
    QUESTION = "question"
    ANSWER = "answer"
    TITLE = "title"
    SECTION = "section"
    HEADING = "heading"
    TEXT = "text"
    BLANK = "blank"
    CODE = "code"
    RULE = "rule"
    HEADER = "header"
    ATTRIBUTES = "attributes"
    JOINED = "joined"
    ALMOST_A_TIME = "looks-like-a-time"
    TRANSCRIPT = "transcript"
    KEPT = "kept"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the source. ``number`` is 1-based; 0 where a chapter has no line to stand in.

    ``becomes`` are lines of the notes. ``start_ms`` is the first time that was understood.
    ``remark`` is a sentence for whoever looks at this line, mostly empty.
    """

    number: int
    text: str
    verdict: Verdict
    becomes: tuple[str, ...] = ()
    start_ms: int | None = None
    remark: str = ""

    @property
    def needs_a_look(self) -> bool:
        """Whether a person should check what was made of it."""
        return bool(self.remark) or self.verdict in (Verdict.ALMOST_A_TIME, Verdict.KEPT)


@dataclass(frozen=True, slots=True)
class ImportedAnything:
    """What was made of a source.

    ``key`` and ``title`` name what it was recognised as, ``name`` is the source's own name.
    ``notes_text`` are whole notes; ``added_text`` is what goes into notes that are there already,
    without a header; it is empty where that cannot be done. ``remarks`` with line 0 are about all
    of it. ``options`` are what the source does not say and a person may. ``transcript``: its times
    make no chapters.
    """

    name: str
    key: str
    title: str
    lines: tuple[SourceLine, ...]
    chapters: tuple[Chapter, ...]
    notes_text: str
    added_text: str
    remarks: tuple[Remark, ...] = ()
    encoding: str = ""
    options: tuple[Option, ...] = ()
    transcript: bool = False
    from_audio: bool = False
    episode_title: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to import."""
        return not self.notes_text.strip()
