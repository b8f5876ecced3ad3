"""Commands that publish."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import Need

N, A = Need.NOTES, Need.AUDIO


PUBLISH: tuple[Command, ...] = (
    Command("publish.publish", "Publish…", "Publish", 0, ("Ctrl+P",), (N,)),
    Command("publish.embed", "Put chapters into the audio…", "Publish", 0, (), (N, A)),
    Command("publish.copy", "Copy the description", "Publish", 0, ("Ctrl+Shift+C",), (N,)),
)
