"""Settings of exports and keys."""

from __future__ import annotations

from notesapp.commands.option import Option

FILES: tuple[Option, ...] = (
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
        "keys.overrides",
        dict,
        {},
        "Own keys",
        "Keys you chose for commands, in place of the usual ones. An empty list means no key.",
    ),
)
