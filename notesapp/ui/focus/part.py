"""Focus mode as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.focus.focus_mode import FocusMode


def _make(desk: Desk) -> FocusMode:
    from notesapp.ui.focus.focus_mode import FocusMode

    return FocusMode(desk.window, desk.actions, desk.messages)


PART = Feature("focus", {"view.focus": "set_on"}, _make)
