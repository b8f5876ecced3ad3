"""Rows of the Segment menu that arrange questions and answers: kind, order, labels."""

from __future__ import annotations

from collections.abc import Callable

from notesapp.commands.command import Command
from notesapp.commands.context import KIND_NAMES, Context, Need

N, S = Need.NOTES, Need.SEGMENT

_NUMBERED = ("first", "second", "third", "fourth", "fifth", "sixth")
_LABEL_NEEDS = ((), (), (Need.LABEL_3,), (Need.LABEL_4,), (Need.LABEL_5,), (Need.LABEL_6,))


def _named(words: str) -> Callable[[Context], str]:
    """Words with {} where the segment under the caret is named."""

    def wording(context: Context) -> str:
        kind = context.segment
        return words.format("segment" if kind is None else KIND_NAMES[kind])

    return wording


def _change_title(context: Context) -> str:
    return f"Change to {context.changed or 'answer'}"


def _label_row(place: int) -> Command:
    def wording(context: Context) -> str:
        if place >= len(context.labels):
            return f"Label as the {_NUMBERED[place]} one"
        return f"Label as “{context.labels[place]}”"

    return Command(
        f"segment.label_{place + 1}",
        f"Label as the {_NUMBERED[place]} one",
        "Segment",
        4,
        (f"Alt+{place + 1}",),
        (N, *_LABEL_NEEDS[place]),
        wording=wording,
        tip="Labels the question, answer or paragraph you are in.",
        group="Labels",
    )


ARRANGING: tuple[Command, ...] = (
    Command(
        "segment.change_kind",
        "Change between question and answer",
        "Segment",
        3,
        ("Ctrl+Shift+K",),
        (N,),
        wording=_change_title,
    ),
    Command(
        "segment.split",
        "Split at the caret",
        "Segment",
        3,
        ("Ctrl+Shift+B",),
        (N, S),
        wording=_named("Split this {} at the caret"),
        tip="The words behind the caret become a segment of the same kind, without a stamp.",
    ),
    Command(
        "segment.join",
        "Join with the one before",
        "Segment",
        3,
        ("Ctrl+Shift+G",),
        (N, S),
        wording=_named("Join this {} with the one before"),
        tip="Puts its words behind those of the segment before, whose stamp stays.",
    ),
    Command(
        "segment.swap",
        "Swap words with the next",
        "Segment",
        3,
        ("Ctrl+Shift+X",),
        (N, S),
        tip="The words of this segment and the next change places; labels and stamps stay.",
    ),
    Command(
        "segment.move_up",
        "Move up",
        "Segment",
        3,
        ("Ctrl+Shift+Up",),
        (N,),
        wording=_named("Move this {} up"),
        group="Move",
    ),
    Command(
        "segment.move_down",
        "Move down",
        "Segment",
        3,
        ("Ctrl+Shift+Down",),
        (N,),
        wording=_named("Move this {} down"),
        group="Move",
    ),
    Command(
        "segment.move_pair_up",
        "Move the pair up",
        "Segment",
        3,
        ("Ctrl+Shift+PgUp",),
        (N,),
        tip="Moves a question with its answers.",
        group="Move",
    ),
    Command(
        "segment.move_pair_down",
        "Move the pair down",
        "Segment",
        3,
        ("Ctrl+Shift+PgDown",),
        (N,),
        tip="Moves a question with its answers.",
        group="Move",
    ),
    Command(
        "segment.remove",
        "Remove this segment",
        "Segment",
        3,
        (),
        (N, S),
        wording=_named("Remove this {}"),
        tip="Takes its words and its stamp out of the notes.",
    ),
    *(_label_row(place) for place in range(len(_NUMBERED))),
)
