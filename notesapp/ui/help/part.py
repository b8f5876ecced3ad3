"""Help as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.help.help_actions import HelpActions
    from notesapp.ui.help.welcome import Welcome


def _make(desk: Desk) -> HelpActions:
    from notesapp.ui.help.help_actions import HelpActions

    return HelpActions(desk.window, desk.actions)


PART = Feature("help", {"help.manual": "manual", "help.about": "about"}, _make)


def _make_welcome(desk: Desk) -> Welcome:
    from notesapp.ui.help.welcome import Welcome

    return Welcome(desk)


WELCOME = Feature(
    "welcome",
    {"help.four_keys": "show_keys", "help.first_steps": "show_steps"},
    _make_welcome,
    eager=True,
)
