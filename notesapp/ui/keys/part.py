"""The sheet of keys as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.keys.keys_actions import KeysActions


def _make(desk: Desk) -> KeysActions:
    from notesapp.ui.keys.keys_actions import KeysActions

    return KeysActions(desk)


PART = Feature("keys", {"help.keys": "open"}, _make)
