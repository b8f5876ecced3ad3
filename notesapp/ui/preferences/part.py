"""The preferences as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.preferences.preferences_actions import PreferencesActions


def _make(desk: Desk) -> PreferencesActions:
    from notesapp.ui.preferences.preferences_actions import PreferencesActions

    return PreferencesActions(desk)


PART = Feature("preferences", {"edit.preferences": "open"}, _make)
