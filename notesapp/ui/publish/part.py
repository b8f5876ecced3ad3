"""Publishing as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.publish.publish_actions import PublishActions


def _make(desk: Desk) -> PublishActions:
    from notesapp.storage.show_store import ShowStore
    from notesapp.ui.publish.publish_actions import PublishActions

    return PublishActions(desk, ShowStore(desk.data / "shows"))


PART = Feature(
    "publish",
    {
        "publish.publish": "publish",
        "publish.again": "publish_again",
        "publish.embed": "embed",
    },
    _make,
)
