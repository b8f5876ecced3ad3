"""Earlier versions as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.versions.version_actions import VersionActions


def _make(desk: Desk) -> VersionActions:
    from notesapp.ui.versions.version_actions import VersionActions

    return VersionActions(desk)


PART = Feature("versions", {"file.versions": "show"}, _make)
