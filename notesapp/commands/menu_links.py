"""The command of the links."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import Need

LINKS: tuple[Command, ...] = (
    Command(
        "links.show",
        "Links…",
        "Publish",
        2,
        (),
        (Need.NOTES,),
        tip="Every link of the notes: which have no address, and on request which are dead.",
    ),
)
