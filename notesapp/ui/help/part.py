"""Help as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.help.help_actions import HelpActions


def _make(desk: Desk) -> HelpActions:
    from notesapp.ui.help.help_actions import HelpActions

    return HelpActions(desk.window, lambda: desk.settings.read().lists("keys.overrides"))


PART = Feature("help", {"help.keys": "keys", "help.about": "about"}, _make)
