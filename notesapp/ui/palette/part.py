"""The palette as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.palette.palette_actions import PaletteActions


def _make(desk: Desk) -> PaletteActions:
    from notesapp.ui.palette.palette_actions import PaletteActions

    return PaletteActions(desk)


PART = Feature("palette", {"help.palette": "open"}, _make)
