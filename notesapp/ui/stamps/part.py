"""Stamps as a part of the window: it watches what becomes of them, so it is there early."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.stamps.stamp_actions import StampActions


def _make(desk: Desk) -> StampActions:
    from notesapp.ui.stamps.stamp_actions import StampActions

    return StampActions(desk)


PART = Feature(
    "stamps",
    {
        "segment.earlier": "earlier",
        "segment.later": "later",
        "segment.earlier_fine": "earlier_fine",
        "segment.later_fine": "later_fine",
        "segment.previous_stamp": "previous_stamp",
        "segment.next_stamp": "next_stamp",
        "segment.last_stamp": "last_stamp",
        "segment.copy_stamp": "copy_stamp",
        "segment.shift": "shift",
        "segment.convert": "convert",
        "segment.title": "title",
    },
    _make,
    eager=True,
)
