"""What commands may ask about the window: one frozen snapshot, computed anew when facts change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from notesapp.core.edits.ahead import same_kind, waiting_below
from notesapp.core.edits.labels import other_label, show_labels
from notesapp.core.edits.segments import next_kind
from notesapp.core.model import Notes, Segment, SegmentKind
from notesapp.core.query import segment_at_line

KIND_NAMES = {
    SegmentKind.QUESTION: "question",
    SegmentKind.ANSWER: "answer",
    SegmentKind.TOPIC: "topic",
}


class Need(StrEnum):
    """What a command needs. The value says so to the user where it is missing."""

    NOTES = "Needs open notes"
    AUDIO = "Needs audio"
    SEGMENT = "Needs the caret in a question or an answer"
    STAMP = "Needs a segment with a stamp"
    UNDO = "Nothing to undo"
    REDO = "Nothing to redo"
    CHANGES = "Everything is saved"
    PATH = "Needs saved notes"
    LABEL_3 = "This show has no third label"
    LABEL_4 = "This show has no fourth label"
    LABEL_5 = "This show has no fifth label"
    LABEL_6 = "This show has no sixth label"


@dataclass(frozen=True, slots=True)
class Context:
    """The window's state as commands see it.

    ``following`` is what the next segment is, ``same`` what another of this kind would be.
    ``waiting`` tells whether the next one is there and waits for its words. ``labels`` are the
    show's, in order; ``changed`` is what changing the kind would make of this segment.
    """

    has: frozenset[Need] = frozenset()
    segment: SegmentKind | None = None
    stamped: bool = False
    following: SegmentKind = SegmentKind.QUESTION
    same: SegmentKind = SegmentKind.QUESTION
    waiting: bool = False
    labels: tuple[str, ...] = ()
    changed: str = ""
    playing: bool = False
    looping: bool = False

    def missing(self, needs: tuple[Need, ...]) -> Need | None:
        """The first need that is not met, or None."""
        return next((need for need in needs if need not in self.has), None)


def context_of(
    notes: Notes | None,
    line: int,
    *,
    audio: bool,
    playing: bool = False,
    looping: bool = False,
    undo: bool = False,
    redo: bool = False,
    changes: bool = False,
    path: bool = False,
) -> Context:
    """The context for notes with the caret at a line (0-based); None where no notes are open."""
    if notes is None:
        has = frozenset({Need.AUDIO}) if audio else frozenset[Need]()
        return Context(has, playing=playing, looping=looping)
    segment = segment_at_line(notes, line)
    waiting = waiting_below(notes, line, None)
    labels = tuple(label.word for label in show_labels(notes))
    facts = {
        Need.NOTES: True,
        Need.AUDIO: audio,
        Need.SEGMENT: segment is not None,
        Need.STAMP: segment is not None and segment.stamp is not None,
        Need.UNDO: undo,
        Need.REDO: redo,
        Need.CHANGES: changes,
        Need.PATH: path,
        Need.LABEL_3: len(labels) > 2,
        Need.LABEL_4: len(labels) > 3,
        Need.LABEL_5: len(labels) > 4,
        Need.LABEL_6: len(labels) > 5,
    }
    return Context(
        has=frozenset(need for need, met in facts.items() if met),
        segment=segment.kind if segment is not None else None,
        stamped=segment is not None and segment.stamp is not None,
        following=next_kind(notes, line) if waiting is None else waiting.kind,
        same=same_kind(notes, line),
        waiting=waiting is not None,
        labels=labels,
        changed=_changed(notes, segment),
        playing=playing,
        looping=looping,
    )


def _changed(notes: Notes, segment: Segment | None) -> str:
    """ "answer", or a speaker's name."""
    label = other_label(notes, segment)
    speakers = {name.strip().rstrip(":") for name in notes.header.items("speakers")}
    return f"“{label.word}”" if label.word in speakers else KIND_NAMES[label.kind]
