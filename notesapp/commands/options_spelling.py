"""Settings of spelling."""

from __future__ import annotations

from notesapp.commands.option import Option

SPELLING: tuple[Option, ...] = (
    Option(
        "editor.spelling",
        bool,
        True,
        "Mark misspelt words",
        "Where a dictionary of the notes’ language is found. The language is in Details.",
    ),
)
