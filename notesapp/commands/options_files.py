"""Settings of exports and keys."""

from __future__ import annotations

from notesapp.commands.option import Option
from notesapp.core.destinations import DESTINATIONS

OUTLETS = tuple(entry.key for entry in DESTINATIONS if entry.key != "audio")
FILES: tuple[Option, ...] = (
    Option(
        "session.restore",
        bool,
        True,
        "Open what was open",
        "A start without a file opens the notes that were open when the program ended.",
    ),
    Option(
        "publish.folder",
        str,
        "",
        "Folder for exports",
        "Where exports go. Empty means beside the notes.",
    ),
    Option(
        "publish.more",
        bool,
        False,
        "More formats",
        "Whether Publish shows the formats that few people need.",
    ),
    Option(
        "publish.destination",
        str,
        "apple",
        "Destination",
        "Whom the preview shows the notes for, and whom Copy copies them for.",
        allowed=OUTLETS,
    ),
    Option(
        "publish.set",
        dict,
        {},
        "What destinations are given",
        "Options of destinations for notes of no show, each as OPTION=VALUE.",
    ),
    Option(
        "keys.overrides",
        dict,
        {},
        "Own keys",
        "Keys you chose for commands, in place of the usual ones. An empty list means no key.",
    ),
)
