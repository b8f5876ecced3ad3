"""Commands on stamps that are there; they stand in the menu of segments."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import Need

N, A, S = Need.NOTES, Need.AUDIO, Need.STAMP


def _row(
    name: str, title: str, section: int, key: str, needs: tuple[Need, ...], tip: str = ""
) -> Command:
    return Command(f"segment.{name}", title, "Segment", section, (key,), needs, tip=tip)


STAMPS: tuple[Command, ...] = (
    _row("earlier", "1 s earlier", 3, "Ctrl+E", (N, S), "Moves its stamp back by a second."),
    _row("later", "1 s later", 3, "Ctrl+D", (N, S), "Moves its stamp on by a second."),
    _row("earlier_fine", "0.1 s earlier", 3, "Ctrl+Shift+E", (N, S)),
    _row("later_fine", "0.1 s later", 3, "Ctrl+Shift+D", (N, S)),
    _row("previous_stamp", "Previous stamp", 4, "Ctrl+PgUp", (N,), "Links in the text count too."),
    _row("next_stamp", "Next stamp", 4, "Ctrl+PgDown", (N,), "Links in the text count too."),
    _row("last_stamp", "Last stamp made", 4, "Shift+F8", (N,), "Goes where you stamped last."),
    _row(
        "copy_stamp",
        "Copy this moment as a stamp",
        4,
        "Ctrl+F8",
        (A,),
        "Puts the moment that is sounding into the clipboard.",
    ),
    _row(
        "title",
        "Chapter title",
        5,
        "Ctrl+Shift+H",
        (N, Need.SEGMENT),
        "Edits the chapter of this segment: title, link and picture.",
    ),
    _row(
        "shift",
        "Shift stamps…",
        5,
        "Ctrl+Shift+A",
        (N,),
        "Where something was cut from the audio or put into it.",
    ),
    _row("convert", "Stamp style…", 5, "Ctrl+Shift+Y", (N,), "How these notes write stamps."),
)
