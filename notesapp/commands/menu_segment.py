"""Commands on questions and answers."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import KIND_NAMES, Context, Need
from notesapp.commands.segment_rows import ARRANGING
from notesapp.core.model import SegmentKind

N, A = Need.NOTES, Need.AUDIO


def _next_title(context: Context) -> str:
    if context.waiting:
        return f"Next {KIND_NAMES[context.following]}, waiting"
    return f"Next {KIND_NAMES[context.following]}, stamped"


def _plain_next_title(context: Context) -> str:
    return f"Next {KIND_NAMES[context.following]}, no stamp"


def _ahead_title(context: Context) -> str:
    if context.waiting:
        return "Mark one more ahead, stay here"
    return f"Mark the next {KIND_NAMES[context.following]}, stay here"


def _same_title(context: Context) -> str:
    return f"Another {KIND_NAMES[context.same]}, stamped"


def _stamp_title(context: Context) -> str:
    name = KIND_NAMES.get(context.segment or SegmentKind.TOPIC, "segment")
    if context.segment is None:
        return "Stamp here"
    return f"Restamp this {name}" if context.stamped else f"Stamp this {name}"


SEGMENT: tuple[Command, ...] = (
    Command(
        "segment.next",
        "Next segment, stamped",
        "Segment",
        0,
        ("Ctrl+Return", "Ctrl+Enter"),
        (N,),
        wording=_next_title,
        tip="Starts the next question or answer, already stamped. One marked ahead is taken first.",
    ),
    Command(
        "segment.ahead",
        "Mark the next segment, stay here",
        "Segment",
        0,
        ("Ctrl+Shift+Return",),
        (N, A),
        wording=_ahead_title,
        tip="Stamps the next question or answer while you go on typing here.",
    ),
    Command(
        "segment.same",
        "Another of the same kind, stamped",
        "Segment",
        0,
        ("F7",),
        (N,),
        wording=_same_title,
        tip="Starts another segment of this kind: a follow-up question, one more answer.",
    ),
    Command(
        "segment.next_plain",
        "Next segment, no stamp",
        "Segment",
        0,
        ("Alt+Return",),
        (N,),
        wording=_plain_next_title,
    ),
    Command(
        "segment.stamp",
        "Stamp this segment",
        "Segment",
        0,
        ("Ctrl+J", "F8"),
        (N, A),
        wording=_stamp_title,
        tip="Puts the moment that is sounding into the question or answer you are in.",
    ),
    Command(
        "segment.remove_stamp",
        "Remove its stamp",
        "Segment",
        0,
        ("Ctrl+Shift+F8",),
        (N, Need.STAMP),
    ),
    Command(
        "segment.play", "Play from its stamp", "Segment", 1, ("Ctrl+Shift+L",), (A, Need.STAMP)
    ),
    Command(
        "segment.hear",
        "Hear it from just before",
        "Segment",
        1,
        ("Ctrl+L",),
        (A, Need.STAMP),
        tip="Plays from just before the stamp, so you can check it.",
    ),
    Command(
        "segment.play_only",
        "Play only this segment",
        "Segment",
        1,
        ("Shift+F4",),
        (A, Need.STAMP),
        tip="Plays from its stamp to the next one, then pauses.",
    ),
    Command("segment.previous", "Previous segment", "Segment", 2, ("Alt+Up",), (N,)),
    Command("segment.following", "Following segment", "Segment", 2, ("Alt+Down",), (N,)),
    *ARRANGING,
)
