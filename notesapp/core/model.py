"""The parsed notes: immutable records derived from the text and thrown away at will.

Lines and columns are 0-based and count code points; a last line is inclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from notesapp.core.problems import Problem
from notesapp.core.timecode import StampStyle


class NodeKind(StrEnum):
    """What a run of lines is. Every line belongs to exactly one node."""

    HEADER = "header"
    BLANK = "blank"
    TITLE = "title"
    HEADING = "heading"
    SECTION = "section"
    SEGMENT = "segment"
    TEXT = "text"
    CODE = "code"
    RULE = "rule"
    ATTRIBUTES = "attributes"


class SegmentKind(StrEnum):
    """What a segment is. A ``TOPIC`` has a stamp but no label."""

    QUESTION = "question"
    ANSWER = "answer"
    TOPIC = "topic"


class Form(StrEnum):
    """How a segment is laid out."""

    BLOCK = "block"
    HEADING = "heading"
    ITEM = "item"


class Place(StrEnum):
    """What a stamp is in its line."""

    START = "start"
    END = "end"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time in the text that can be clicked; columns include the brackets."""

    line: int
    start: int
    end: int
    start_ms: int
    end_ms: int | None
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Label:
    """The word that makes a line a question or an answer; columns include marks and colon."""

    line: int
    start: int
    end: int
    word: str
    source: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A question, an answer or a topic.

    ``first_line`` to ``last_line`` include the attribute line. ``text`` is plain: without label,
    stamp, list mark, emphasis and link targets. ``end_ms`` is set only where a range was written.
    ``pair`` counts questions from 1; an answer carries its question's number.
    """

    index: int
    kind: SegmentKind
    form: Form
    first_line: int
    last_line: int
    text: str
    label: Label | None = None
    stamp: Stamp | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    attribute_line: int | None = None
    pair: int | None = None

    @property
    def start_ms(self) -> int | None:
        """The position in the audio, or None while unstamped."""
        return None if self.stamp is None else self.stamp.start_ms

    @property
    def end_ms(self) -> int | None:
        """The end where a range was written."""
        return None if self.stamp is None else self.stamp.end_ms

    @property
    def body_last_line(self) -> int:
        """The last line that is not the attribute line."""
        if self.attribute_line is not None and self.attribute_line == self.last_line:
            return self.last_line - 1
        return self.last_line

    def attribute(self, key: str) -> str:
        """The value of an attribute, or an empty string."""
        return dict(self.attributes).get(key, "")


@dataclass(frozen=True, slots=True)
class Node:
    """A run of lines of one kind; ``segment`` is the index of the segment it is."""

    kind: NodeKind
    first_line: int
    last_line: int
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The front matter as it was read.

    ``last_line`` is -1 where there is no header. ``values`` holds text, whole numbers, or tuples
    of text; ``places`` the first and last line of each key. ``readable`` is False where the YAML
    could not be read; such a header is never rewritten.
    """

    last_line: int = -1
    values: Mapping[str, str | int | tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    readable: bool = True
    problems: tuple[Problem, ...] = ()

    @property
    def present(self) -> bool:
        """Whether the notes have a header at all."""
        return self.last_line >= 0

    def text(self, key: str) -> str:
        """A value as one line of text, lists joined with commas; empty where absent."""
        value = self.values.get(key, "")
        return ", ".join(value) if isinstance(value, tuple) else str(value)

    def items(self, key: str) -> tuple[str, ...]:
        """A value as a list; one text is a list of one."""
        value = self.values.get(key, ())
        return value if isinstance(value, tuple) else (str(value),)


@dataclass(frozen=True, slots=True)
class Notes:
    """The whole document. ``"\\n".join(lines)`` is the text again, always."""

    lines: tuple[str, ...]
    header: Header
    nodes: tuple[Node, ...]
    segments: tuple[Segment, ...]
    stamps: tuple[Stamp, ...]
    style: StampStyle
    title: str = ""
    number: int | None = None
    season: int | None = None
    title_line: int | None = None
    language: str = "en"
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """The text, byte for byte as it was parsed."""
        return "\n".join(self.lines)

    @property
    def pair_count(self) -> int:
        """How many questions have an answer."""
        answered = {s.pair for s in self.segments if s.kind is SegmentKind.ANSWER}
        return len(answered - {None})
