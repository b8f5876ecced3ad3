"""Settings of what controls the player from outside."""

from __future__ import annotations

from notesapp.commands.option import Option

REMOTE: tuple[Option, ...] = (
    Option(
        "remote.pedal_mode",
        str,
        "hold",
        "Foot pedal",
        "Hold plays while the pedal is down. Tap plays and pauses.",
        allowed=("hold", "tap"),
    ),
    Option(
        "remote.pedal_play",
        str,
        "",
        "The pedal’s key",
        "The key your pedal sends, as F9. It means nothing else in the notes then.",
    ),
    Option(
        "remote.pedal_back",
        str,
        "",
        "The left pedal’s key",
        "Jumps back. Empty where you have one pedal.",
    ),
    Option(
        "remote.pedal_forward",
        str,
        "",
        "The right pedal’s key",
        "Jumps forward. Empty where you have one pedal.",
    ),
)
