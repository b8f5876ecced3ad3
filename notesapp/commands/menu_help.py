"""Commands that explain."""

from __future__ import annotations

from notesapp.commands.command import Command

HELP: tuple[Command, ...] = (
    Command(
        "help.palette",
        "Do anything…",
        "Help",
        0,
        ("Ctrl+Shift+P",),
        tip="Finds every command by some of its letters, and goes to a line, a question or a time.",
    ),
    Command("help.keys", "Keys", "Help", 0, ("F1",)),
    Command("help.about", "About Show Notes", "Help", 0),
)
