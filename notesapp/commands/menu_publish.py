"""Commands that publish."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import Need

N = Need.NOTES


PUBLISH: tuple[Command, ...] = (
    Command("publish.publish", "Publish…", "Publish", 0, ("Ctrl+P",), (N,)),
    Command("publish.copy", "Copy the description", "Publish", 0, ("Ctrl+Shift+C",), (N,)),
)
