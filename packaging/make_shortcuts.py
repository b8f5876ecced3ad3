#!/usr/bin/env python3
"""Write docs/shortcuts.md from the table of commands.

    python packaging/make_shortcuts.py

Run it in the project's environment after a change of ``notesapp/commands/table.py``; a test
compares the page with the table.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from notesapp.commands.table import COMMANDS, MENUS, Command

PAGE = Path(__file__).resolve().parent.parent / "docs" / "shortcuts.md"
HEAD = """\
# Keys

Written by `packaging/make_shortcuts.py` from the table of commands; do not edit it here. In the
program, F1 shows the same list.

A key of your own takes the place of the ones below: in the settings file, `keys.overrides` names
commands and their keys, as in `{"segment.stamp": ["F8"]}`. An empty list means no key.
"""
FOOT = """
## In the notes

These are not commands; everything else works as in any text field.

| keys | does |
| --- | --- |
| Enter | starts a new line; in front of a stamp at a line's end it goes behind the stamp |
| End | goes before the stamp at the end, where words go on; End again goes behind it |
| Backspace, Delete | stop in front of lines that are out of sight |
| a click on a stamp | plays from there |
| Alt and a click on a stamp | puts the caret into the stamp |
| Ctrl and the wheel | changes the size of the text |
"""
NAMES = {"Return": "Enter", "Media Play": "the Play key", "Toggle Media Play/Pause": ""}


def shown(keys: str) -> str:
    """A key sequence as the page writes it; empty for what needs no word."""
    if keys in NAMES:
        return NAMES[keys]
    *modifiers, key = keys.replace("++", "+Plus").split("+")
    return "+".join([*modifiers, NAMES.get(key, key.replace("Plus", "+"))])


def row(entry: Command) -> str:
    """One line of a menu's table."""
    names = [shown(keys) for keys in entry.keys]
    names += [f"{shown(keys)} in the notes" for keys in entry.text_keys]
    keys = ", ".join(dict.fromkeys(name for name in names if name))
    return f"| {entry.title} | {keys} | `{entry.id}` |"


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for menu in MENUS:
        rows = [row(c) for c in COMMANDS if c.menu == menu and (c.keys or c.text_keys)]
        if rows:
            head = ["", f"## {menu}", "", "| command | keys | name in the settings |"]
            parts.append("\n".join([*head, "| --- | --- | --- |", *rows]) + "\n")
    return "".join([*parts, FOOT])


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
