"""Commands that explain."""

from __future__ import annotations

from notesapp.commands.command import Command

HELP: tuple[Command, ...] = (
    Command("help.keys", "Keys", "Help", 0, ("F1",)),
    Command("help.about", "About Show Notes", "Help", 0),
)
