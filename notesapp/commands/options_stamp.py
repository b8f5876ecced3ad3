"""Settings of stamping and of segments."""

from __future__ import annotations

from notesapp.commands.option import Option

STAMP: tuple[Option, ...] = (
    Option(
        "stamp.reaction_ms",
        int,
        0,
        "Reaction time",
        "Stamps are set this much earlier than the key, for the time it takes to press it.",
        limits=(0, 2000),
        unit="ms",
    ),
    Option(
        "stamp.hear_after_nudge",
        bool,
        False,
        "Hear a stamp after moving it",
        "Plays from just before a stamp when its keys moved it.",
    ),
)
