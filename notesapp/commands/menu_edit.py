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
    Command(
        "edit.paste_plain",
        "Paste as plain text",
        "Edit",
        1,
        ("Ctrl+Shift+V",),
        (N,),
        tip="Pastes the words alone, without links and lists.",
    ),
    Command("edit.select_all", "Select all", "Edit", 1, ("Ctrl+A",), (N,)),
    Command(
        "edit.link",
        "Link…",
        "Edit",
        2,
        ("Ctrl+K",),
        (N,),
        tip="Makes a link of the selected words, or changes the one under the caret.",
    ),
    Command("edit.line_up", "Move line up", "Edit", 2, ("Alt+Shift+Up",), (N,), group="Lines"),
    Command(
        "edit.line_down", "Move line down", "Edit", 2, ("Alt+Shift+Down",), (N,), group="Lines"
    ),
    Command(
        "edit.mark",
        "Mark as to check",
        "Edit",
        2,
        ("Ctrl+F2",),
        (N,),
        tip="Sets TK behind the word, or takes it away. Problems lists what still has one.",
    ),
    Command("edit.next_mark", "Next to check", "Edit", 2, ("F2",), (N,)),
    Command(
        "edit.snippet",
        "Insert snippet…",
        "Edit",
        2,
        ("Ctrl+Shift+I",),
        (N,),
        tip="Text of your own with the time, the title or the guest filled in; people with links.",
    ),
    Command(
        "edit.rename",
        "Rename everywhere…",
        "Edit",
        2,
        (),
        (N,),
        tip="A person or speaker in Details, labels and text, as one step.",
    ),
    Command(
        "edit.next_misspelling",
        "Next misspelt word",
        "Edit",
        2,
        ("Shift+F7",),
        (N,),
        group="Spelling",
    ),
    Command(
        "edit.correct",
        "Correct this word…",
        "Edit",
        2,
        ("Ctrl+F7",),
        (N,),
        tip="What the word at the caret may be meant as; or keep it as one of your own.",
        group="Spelling",
    ),
    Command("edit.find", "Find…", "Edit", 3, ("Ctrl+F",), (N,)),
    Command("edit.find_next", "Find next", "Edit", 3, ("F3",), (N,)),
    Command("edit.find_previous", "Find previous", "Edit", 3, ("Shift+F3",), (N,)),
    Command("edit.replace", "Replace…", "Edit", 3, ("Ctrl+H",), (N,)),
    Command("edit.find_everywhere", "Find in notes…", "Edit", 3, ("Ctrl+Shift+F",)),
    Command("edit.go_to_line", "Go to line…", "Edit", 3, ("Ctrl+G",), (N,)),
    Command("edit.snippets", "Edit snippets…", "Edit", 9),
    Command("edit.preferences", "Preferences…", "Edit", 9, ("Ctrl+,",)),
)
