"""Counting as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.counting.status_counts import StatusCounts
    from notesapp.ui.episode.desk import Desk


def _make(desk: Desk) -> StatusCounts:
    from notesapp.ui.counting.status_counts import StatusCounts

    made = StatusCounts(desk.window, desk.jobs, desk.settings)
    desk.document.notes_changed.connect(made.take)
    if desk.session.is_open:
        made.take(desk.document.notes)
    return made


PART = Feature("counting", {}, _make, eager=True)
