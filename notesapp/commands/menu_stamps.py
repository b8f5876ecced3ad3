"""Commands on stamps that are there; they stand in the menu of segments."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import Need

N, A, S = Need.NOTES, Need.AUDIO, Need.STAMP
_G = "Stamps"


def _row(
    name: str, title: str, key: str, needs: tuple[Need, ...], tip: str = "", group: str = ""
) -> Command:
    section = 3 if group else 4
    return Command(
        f"segment.{name}", title, "Segment", section, (key,), needs, tip=tip, group=group
    )


STAMPS: tuple[Command, ...] = (
    _row("earlier", "1 s earlier", "Ctrl+E", (N, S), "Moves its stamp back by a second.", _G),
    _row("later", "1 s later", "Ctrl+D", (N, S), "Moves its stamp on by a second.", _G),
    _row("earlier_fine", "0.1 s earlier", "Ctrl+Shift+E", (N, S), group=_G),
    _row("later_fine", "0.1 s later", "Ctrl+Shift+D", (N, S), group=_G),
    _row("previous_stamp", "Previous stamp", "Ctrl+PgUp", (N,), "Links in the text too.", _G),
    _row("next_stamp", "Next stamp", "Ctrl+PgDown", (N,), "Links in the text too.", _G),
    _row("last_stamp", "Last stamp made", "Shift+F8", (N,), "Goes where you stamped last.", _G),
    _row(
        "copy_stamp",
        "Copy this moment as a stamp",
        "Ctrl+F8",
        (A,),
        "Puts the moment that is sounding into the clipboard.",
        _G,
    ),
    _row(
        "title",
        "Chapter title",
        "Ctrl+Shift+H",
        (N, Need.SEGMENT),
        "Edits the chapter of this segment: title, link and picture.",
    ),
    _row(
        "shift",
        "Shift stamps…",
        "Ctrl+Shift+A",
        (N,),
        "Where something was cut from the audio or put into it.",
    ),
    _row("convert", "Stamp style…", "Ctrl+Shift+Y", (N,), "How these notes write stamps."),
)
