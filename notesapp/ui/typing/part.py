"""Help while typing, as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.typing.typing_actions import TypingActions


def _make(desk: Desk) -> TypingActions:
    from notesapp.ui.typing.typing_actions import TypingActions

    return TypingActions(desk)


PART = Feature(
    "typing",
    {
        "edit.paste_plain": "paste_plain",
        "edit.link": "link",
        "edit.line_up": "line_up",
        "edit.line_down": "line_down",
        "edit.mark": "mark",
        "edit.next_mark": "next_mark",
    },
    _make,
    eager=True,
)
