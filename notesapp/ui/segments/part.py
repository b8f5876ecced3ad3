"""Arranging segments as a part of the window; the outline asks for it, so it is there early."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.segments.segment_moves import SegmentMoves


def _make(desk: Desk) -> SegmentMoves:
    from notesapp.ui.segments.segment_moves import SegmentMoves

    return SegmentMoves(desk)


_METHODS = (
    *("change_kind", "split", "join", "swap", "remove"),
    *("move_up", "move_down", "move_pair_up", "move_pair_down"),
    *(f"label_{number}" for number in range(1, 7)),
)

PART = Feature("segments", {f"segment.{name}": name for name in _METHODS}, _make, eager=True)
