"""Copying for destinations as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.core.destinations import DESTINATIONS
from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.copying.copy_actions import CopyActions
    from notesapp.ui.episode.desk import Desk


def _make(desk: Desk) -> CopyActions:
    from notesapp.storage.show_store import ShowStore
    from notesapp.ui.copying.chosen import Chosen
    from notesapp.ui.copying.copy_actions import CopyActions

    shows = ShowStore(desk.data / "shows")
    return CopyActions(desk, Chosen(desk.document, desk.settings, shows, desk.window))


PART = Feature(
    "copying",
    {
        "publish.copy": "copy_chosen",
        "publish.destination": "choose",
        **{f"publish.copy_{d.key}": f"copy_{d.key}" for d in DESTINATIONS if d.key != "audio"},
    },
    _make,
    eager=True,
)
