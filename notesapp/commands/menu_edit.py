"""Commands on the text."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import Need

N, A = Need.NOTES, Need.AUDIO


EDIT: tuple[Command, ...] = (
    Command("edit.undo", "Undo", "Edit", 0, ("Ctrl+Z",), (Need.UNDO,)),
    Command("edit.redo", "Redo", "Edit", 0, ("Ctrl+Shift+Z", "Ctrl+Y"), (Need.REDO,)),
    Command("edit.cut", "Cut", "Edit", 1, ("Ctrl+X",), (N,)),
    Command("edit.copy", "Copy", "Edit", 1, ("Ctrl+C",), (N,)),
    Command("edit.paste", "Paste", "Edit", 1, ("Ctrl+V",), (N,)),
    Command("edit.select_all", "Select all", "Edit", 1, ("Ctrl+A",), (N,)),
    Command("edit.find", "Find…", "Edit", 3, ("Ctrl+F",), (N,)),
    Command("edit.find_next", "Find next", "Edit", 3, ("F3",), (N,)),
    Command("edit.find_previous", "Find previous", "Edit", 3, ("Shift+F3",), (N,)),
    Command("edit.replace", "Replace…", "Edit", 3, ("Ctrl+H",), (N,)),
    Command("edit.find_everywhere", "Find in notes…", "Edit", 3, ("Ctrl+Shift+F",)),
    Command("edit.go_to_line", "Go to line…", "Edit", 3, ("Ctrl+G",), (N,)),
    Command("edit.preferences", "Preferences…", "Edit", 9, ("Ctrl+,",)),
)
