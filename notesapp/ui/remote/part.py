"""Media keys and pedals as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.remote.remote_actions import RemoteActions


def _make(desk: Desk) -> RemoteActions:
    from notesapp.ui.remote.remote_actions import RemoteActions

    return RemoteActions(desk)


PART = Feature("remote", {"playback.stop": "stop", "help.works": "show_works"}, _make, eager=True)
