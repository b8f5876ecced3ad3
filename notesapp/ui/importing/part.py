"""Importing as a part of the window: it looks for chapters in audio, so it is there early."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.importing.import_actions import ImportActions


def _make(desk: Desk) -> ImportActions:
    from notesapp.ui.importing.import_actions import ImportActions

    return ImportActions(desk)


PART = Feature(
    "import",
    {"file.import_notes": "import_notes", "file.import_clipboard": "import_clipboard"},
    _make,
    eager=True,
)
