"""The links as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.links.link_actions import LinkActions


def _make(desk: Desk) -> LinkActions:
    from notesapp.ui.links.link_actions import LinkActions

    return LinkActions(desk)


PART = Feature("links", {"links.show": "show"}, _make)
