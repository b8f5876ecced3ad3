"""Every command of the program, once: menus, shortcuts and the key list are made from this."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import Context
from notesapp.commands.menu_edit import EDIT
from notesapp.commands.menu_file import FILE
from notesapp.commands.menu_help import HELP
from notesapp.commands.menu_links import LINKS
from notesapp.commands.menu_playback import PLAYBACK
from notesapp.commands.menu_problems import PROBLEMS
from notesapp.commands.menu_publish import PUBLISH
from notesapp.commands.menu_segment import SEGMENT
from notesapp.commands.menu_stamps import STAMPS
from notesapp.commands.menu_view import VIEW

__all__ = ["COMMANDS", "FILLED", "MENUS", "Command", "command", "key_list", "keys_of", "title_of"]

MENUS = ("File", "Edit", "Segment", "Playback", "View", "Publish", "Help")

FILLED = ("file.open_recent", "playback.output")

COMMANDS: tuple[Command, ...] = (
    *FILE,
    *EDIT,
    *SEGMENT,
    *STAMPS,
    *PLAYBACK,
    *VIEW,
    *PUBLISH,
    *PROBLEMS,
    *LINKS,
    *HELP,
)


def command(command_id: str) -> Command:
    """The command of an id. Raises KeyError where there is none."""
    for entry in COMMANDS:
        if entry.id == command_id:
            return entry
    raise KeyError(command_id)


def title_of(entry: Command, context: Context) -> str:
    """What a command is called now."""
    return entry.wording(context) if entry.wording is not None else entry.title


def keys_of(entry: Command, overrides: dict[str, list[str]]) -> tuple[str, ...]:
    """A command's keys, the user's own where they set some."""
    own = overrides.get(entry.id)
    return entry.keys if own is None else tuple(own)


def key_list(overrides: dict[str, list[str]]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Menu, title and keys of every command that has keys, for the key list and the docs."""
    rows = ((c.menu, c.title, keys_of(c, overrides) + c.text_keys) for c in COMMANDS)
    return tuple(row for row in rows if row[2])
