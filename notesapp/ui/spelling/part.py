"""Spelling as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.spelling.spelling_actions import SpellingActions


def _make(desk: Desk) -> SpellingActions:
    from notesapp.ui.spelling.spelling_actions import SpellingActions

    return SpellingActions(desk)


PART = Feature(
    "spelling", {"edit.next_misspelling": "next", "edit.correct": "correct"}, _make, eager=True
)
