"""Commands on problems: what is checked, the next one, and doing something about it."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import Need

N = Need.NOTES


PROBLEMS: tuple[Command, ...] = (
    Command(
        "check.all",
        "Check for publishing",
        "Publish",
        1,
        ("Ctrl+Shift+F7",),
        (N,),
        tip="Lists everything there is to say, also what a draft cannot have yet.",
    ),
    Command("check.next", "Next problem", "Publish", 1, ("Shift+F9",), (N,)),
    Command("check.previous", "Previous problem", "Publish", 1, ("Ctrl+Shift+F9",), (N,)),
    Command(
        "check.fix",
        "Fix the problem here",
        "Publish",
        1,
        ("Shift+F2",),
        (N,),
        tip="Of the line the caret is in, or of the row chosen in Problems; the worst first.",
    ),
    Command(
        "check.fix_all",
        "Fix all safe…",
        "Publish",
        1,
        ("Ctrl+Shift+F2",),
        (N,),
        tip="Shows first what would change. No word is taken away or made up.",
    ),
    Command(
        "check.silence",
        "Silence this check",
        "Publish",
        1,
        (),
        (N,),
        tip="The one of this line, in these notes. Problems shows what is silenced.",
    ),
)
