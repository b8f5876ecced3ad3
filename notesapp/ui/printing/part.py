"""Printing as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.printing.print_actions import PrintActions


def _make(desk: Desk) -> PrintActions:
    from notesapp.ui.printing.print_actions import PrintActions

    return PrintActions(desk)


PART = Feature("printing", {"file.print": "print_notes", "file.pdf": "save_pdf"}, _make)
