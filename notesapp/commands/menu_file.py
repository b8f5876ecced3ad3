"""Commands on files."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import Need

N, A = Need.NOTES, Need.AUDIO


FILE: tuple[Command, ...] = (
    Command("file.new", "New notes", "File", 0, ("Ctrl+N",)),
    Command("file.new_episode", "New episode…", "File", 0, ("Ctrl+Shift+N",)),
    Command("file.open_notes", "Open notes…", "File", 0, ("Ctrl+O",)),
    Command("file.open_audio", "Open audio…", "File", 0, ("Ctrl+Shift+O",)),
    Command("file.open_recent", "Open recent", "File", 0, option="recent"),
    Command("file.open_sample", "Try the sample episode", "File", 0),
    Command("file.save", "Save", "File", 1, ("Ctrl+S",), (N,)),
    Command("file.save_as", "Save as…", "File", 1, ("Ctrl+Shift+S",), (N,)),
    Command(
        "file.reload",
        "Take the version on disk",
        "File",
        1,
        (),
        (Need.PATH,),
        tip="Shows what another program wrote. Undo brings your text back.",
    ),
    Command(
        "file.compare",
        "Compare with the file…",
        "File",
        1,
        (),
        (Need.PATH,),
        tip="What another program wrote and what stands here, to choose from or to merge.",
    ),
    Command(
        "file.versions",
        "Earlier versions…",
        "File",
        1,
        (),
        (N,),
        tip="Looks at what these notes said before, and takes back all of it or some.",
    ),
    Command(
        "file.recover",
        "Recover notes…",
        "File",
        1,
        tip="Shows what was not saved when the program last stopped by itself.",
    ),
    Command(
        "file.import_notes",
        "Import…",
        "File",
        2,
        tip="Reads other people’s notes, web pages, chapter files, and chapters in audio.",
    ),
    Command(
        "file.import_clipboard",
        "Import from the clipboard…",
        "File",
        2,
        tip="Reads notes or chapters that were copied from anywhere.",
    ),
    Command("file.keep_audio", "Write the audio’s name into the notes", "File", 2, (), (N, A)),
    Command("file.print", "Print…", "File", 2, (), (N,)),
    Command("file.pdf", "Save as PDF…", "File", 2, (), (N,)),
    Command(
        "file.save_show",
        "Save as show template…",
        "File",
        2,
        (),
        (N,),
        tip="Keeps what recurs in these notes for the next episodes of the show.",
    ),
    Command(
        "file.people",
        "People of the show…",
        "File",
        2,
        (),
        (N,),
        tip="How they are spelled, who they are, where they are found.",
    ),
    Command("file.close", "Close window", "File", 3, ("Ctrl+W",)),
    Command("file.quit", "Quit", "File", 3, ("Ctrl+Q",)),
)
