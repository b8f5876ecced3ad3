"""Commands that explain."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import Need

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
    Command("help.manual", "Manual", "Help", 0, ("Shift+F1",)),
    Command(
        "help.four_keys",
        "Show the four keys",
        "Help",
        0,
        (),
        (Need.NOTES,),
        tip="Shows the four keys of the work under the text, until each was used.",
    ),
    Command(
        "help.first_steps",
        "First steps…",
        "Help",
        0,
        tip="Your audio, your show, who speaks, your headphones.",
    ),
    Command(
        "help.works",
        "What works here…",
        "Help",
        0,
        tip="Media keys, pedals, sound and the rest, as found on this system.",
    ),
    Command("help.about", "About Show Notes", "Help", 0),
)
