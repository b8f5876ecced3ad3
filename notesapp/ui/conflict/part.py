"""Other programs on the same notes, as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.conflict.conflict_actions import ConflictActions
    from notesapp.ui.episode.desk import Desk


def _make(desk: Desk) -> ConflictActions:
    from notesapp.ui.conflict.conflict_actions import ConflictActions

    return ConflictActions(desk)


PART = Feature("conflict", {"file.compare": "compare"}, _make, eager=True)
