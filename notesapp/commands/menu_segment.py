"""Commands on questions and answers."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import KIND_NAMES, Context, Need
from notesapp.core.model import SegmentKind

N, A = Need.NOTES, Need.AUDIO


def _next_title(context: Context) -> str:
    return f"Next {KIND_NAMES[context.following]}, stamped"


def _plain_next_title(context: Context) -> str:
    return f"Next {KIND_NAMES[context.following]}, no stamp"


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
        tip="Starts the next question or answer, already stamped.",
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
    Command("segment.remove_stamp", "Remove its stamp", "Segment", 0, (), (N, Need.STAMP)),
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
)
