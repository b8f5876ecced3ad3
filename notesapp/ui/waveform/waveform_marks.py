"""The stamps as the waveform shows them, and which of their flags have room. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from notesapp.core.model import Notes, Segment, SegmentKind
from notesapp.core.timecode import format_time

GAP_PX = 4
_TITLE_CHARS = 120


@dataclass(frozen=True, slots=True)
class Mark:
    """The stamp of one segment. ``title`` is its chapter title, or nothing."""

    index: int
    kind: SegmentKind
    start_ms: int
    title: str = ""
    written_fraction: bool = False

    @property
    def letter(self) -> str:
        """What a flag says when it has no room for a time."""
        return {SegmentKind.QUESTION: "Q", SegmentKind.ANSWER: "A"}.get(self.kind, "")


class Form(StrEnum):
    """How much of a flag is shown."""

    FULL = "full"
    LETTER = "letter"
    STEM = "stem"


@dataclass(frozen=True, slots=True)
class Flag:
    """A mark in place: ``x`` is its stem; ``title_px`` is the room for the chapter title.

    ``back_px``: how far left of its stem a flag starts that has no room at the right edge.
    """

    mark: Mark
    x: float
    form: Form
    title_px: int = 0
    back_px: float = 0.0


def marks_of(notes: Notes) -> tuple[Mark, ...]:
    """The stamped segments in order of time."""
    found = [_mark(notes, s) for s in notes.segments if s.stamp is not None]
    return tuple(sorted(found, key=lambda m: m.start_ms))


def _mark(notes: Notes, segment: Segment) -> Mark:
    title = " ".join(segment.attribute("chapter")[:_TITLE_CHARS].split())
    source = segment.stamp.source if segment.stamp is not None else ""
    fraction = notes.style.fraction or "." in source
    return Mark(segment.index, segment.kind, segment.start_ms or 0, title, fraction)


def flags_of(
    marks: Sequence[tuple[Mark, float]],
    full_px: Callable[[Mark], int],
    letter_px: int,
    right: float,
) -> list[Flag]:
    """Flags for marks and their places from left to right.

    Of two flags that would touch the later keeps its place; the earlier shrinks to its letter,
    then to its stem. ``right`` is where the view ends.
    """
    flags: list[Flag] = []
    limit = right
    for mark, x in reversed(marks):
        room = limit - x - GAP_PX
        full = full_px(mark)
        if room >= full:
            flags.append(Flag(mark, x, Form.FULL, max(0, int(room - full - GAP_PX))))
        elif room >= letter_px and mark.letter:
            flags.append(Flag(mark, x, Form.LETTER))
        else:
            flags.append(Flag(mark, x, Form.STEM))
        limit = x
    flags.reverse()
    return flags


def flag_text(mark: Mark) -> str:
    """What stands beside a flag's letter: the time in whole seconds."""
    return format_time(mark.start_ms)
