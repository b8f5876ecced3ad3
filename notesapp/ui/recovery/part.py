"""Recovery as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.recovery.recovery_actions import RecoveryActions


def _make(desk: Desk) -> RecoveryActions:
    from notesapp.ui.recovery.recovery_actions import RecoveryActions

    return RecoveryActions(desk)


PART = Feature("recovery", {"file.recover": "show"}, _make)
