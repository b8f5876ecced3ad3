"""Settings of the problem list."""

from __future__ import annotations

from notesapp.commands.option import Option
from notesapp.core.destinations import CHECKED

PROBLEMS: tuple[Option, ...] = (
    Option(
        "publish.problems_of",
        str,
        "all",
        "Problems of",
        "Whose problems the panel lists: one destination’s, those of the notes, or all.",
        allowed=("all", *(entry.key for entry in CHECKED), "notes"),
    ),
)
