"""Every command of the program, once: menus, shortcuts and the key list are made from this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from notesapp.commands.context import Context, Need
from notesapp.core.model import SegmentKind

MENUS = ("File", "Edit", "Segment", "Playback", "View", "Publish", "Help")


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    ``id`` is ``noun.verb``. ``keys`` are portable key sequences, the first is shown. ``section``
    numbers the groups of a menu. ``wording`` names the object as it is now. ``choices`` make a
    submenu whose entry is passed to the handler; ``option`` is the setting they choose. A command
    in FILLED has a submenu that its owner fills when it opens.
    ``text_keys`` count only while the caret is in the notes.
    """

    id: str
    title: str
    menu: str
    section: int
    keys: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    checkable: bool = False
    wording: Callable[[Context], str] | None = None
    choices: tuple[tuple[str, str], ...] = ()
    option: str = ""
    tip: str = ""
    text_keys: tuple[str, ...] = ()


FILLED = ("file.open_recent", "playback.output")

_NAMES = {
    SegmentKind.QUESTION: "question",
    SegmentKind.ANSWER: "answer",
    SegmentKind.TOPIC: "topic",
}


def _next_title(context: Context) -> str:
    return f"Next {_NAMES[context.following]}, stamped"


def _plain_next_title(context: Context) -> str:
    return f"Next {_NAMES[context.following]}, no stamp"


def _stamp_title(context: Context) -> str:
    name = _NAMES.get(context.segment or SegmentKind.TOPIC, "segment")
    if context.segment is None:
        return "Stamp here"
    return f"Restamp this {name}" if context.stamped else f"Stamp this {name}"


def _loop_title(context: Context) -> str:
    if context.looping:
        return "Loop"
    return f"Loop this {_NAMES.get(context.segment or SegmentKind.TOPIC, 'segment')}"


def _play_title(context: Context) -> str:
    return "Pause" if context.playing else "Play"


N, A = Need.NOTES, Need.AUDIO

COMMANDS: tuple[Command, ...] = (
    Command("file.new", "New notes", "File", 0, ("Ctrl+N",)),
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
    Command("file.import_notes", "Import notes…", "File", 2, tip="Reads other people’s notes."),
    Command("file.keep_audio", "Write the audio’s name into the notes", "File", 2, (), (N, A)),
    Command("file.close", "Close window", "File", 3, ("Ctrl+W",)),
    Command("file.quit", "Quit", "File", 3, ("Ctrl+Q",)),
    Command("edit.undo", "Undo", "Edit", 0, ("Ctrl+Z",), (Need.UNDO,)),
    Command("edit.redo", "Redo", "Edit", 0, ("Ctrl+Shift+Z", "Ctrl+Y"), (Need.REDO,)),
    Command("edit.cut", "Cut", "Edit", 1, ("Ctrl+X",), (N,)),
    Command("edit.copy", "Copy", "Edit", 1, ("Ctrl+C",), (N,)),
    Command("edit.paste", "Paste", "Edit", 1, ("Ctrl+V",), (N,)),
    Command("edit.select_all", "Select all", "Edit", 1, ("Ctrl+A",), (N,)),
    Command(
        "segment.next",
        "Next segment, stamped",
        "Segment",
        0,
        ("Ctrl+Return", "Ctrl+Enter"),
        (N,),
        wording=_next_title,
        tip="Starts the next question or answer, already stamped.",
    ),
    Command(
        "segment.next_plain",
        "Next segment, no stamp",
        "Segment",
        0,
        ("Alt+Return",),
        (N,),
        wording=_plain_next_title,
    ),
    Command(
        "segment.stamp",
        "Stamp this segment",
        "Segment",
        0,
        ("Ctrl+J", "F8"),
        (N, A),
        wording=_stamp_title,
        tip="Puts the moment that is sounding into the question or answer you are in.",
    ),
    Command("segment.remove_stamp", "Remove its stamp", "Segment", 0, (), (N, Need.STAMP)),
    Command(
        "segment.play", "Play from its stamp", "Segment", 1, ("Ctrl+Shift+L",), (A, Need.STAMP)
    ),
    Command(
        "segment.hear",
        "Hear it from just before",
        "Segment",
        1,
        ("Ctrl+L",),
        (A, Need.STAMP),
        tip="Plays from just before the stamp, so you can check it.",
    ),
    Command(
        "segment.play_only",
        "Play only this segment",
        "Segment",
        1,
        ("Shift+F4",),
        (A, Need.STAMP),
        tip="Plays from its stamp to the next one, then pauses.",
    ),
    Command("segment.previous", "Previous segment", "Segment", 2, ("Alt+Up",), (N,)),
    Command("segment.following", "Following segment", "Segment", 2, ("Alt+Down",), (N,)),
    Command(
        "playback.toggle",
        "Play",
        "Playback",
        0,
        ("F4", "Media Play", "Toggle Media Play/Pause"),
        (A,),
        wording=_play_title,
        text_keys=("Esc",),
    ),
    Command("playback.back", "Back", "Playback", 0, ("Ctrl+R",), (A,)),
    Command("playback.forward", "Forward", "Playback", 0, ("Ctrl+Shift+R",), (A,)),
    Command("playback.go_to", "Go to time…", "Playback", 0, ("Ctrl+Shift+J",), (A,)),
    Command(
        "playback.loop",
        "Loop this segment",
        "Playback",
        1,
        ("F5",),
        (A,),
        checkable=True,
        wording=_loop_title,
        tip="Plays the segment, or what is marked, again and again.",
    ),
    Command("playback.mark_start", "Start the loop here", "Playback", 1, ("Shift+F5",), (A,)),
    Command("playback.mark_end", "End the loop here", "Playback", 1, ("Ctrl+Shift+F5",), (A,)),
    Command("playback.my_speed", "1× or my speed", "Playback", 2, ("Ctrl+T",), (A,)),
    Command("playback.slower", "Slower", "Playback", 2, ("Ctrl+[",), (A,)),
    Command("playback.faster", "Faster", "Playback", 2, ("Ctrl+]",), (A,)),
    Command("playback.speed", "Other speed…", "Playback", 2, ("Ctrl+Shift+T",), (A,)),
    Command("playback.mute", "Mute", "Playback", 3, ("Ctrl+M",)),
    Command(
        "playback.boost",
        "Louder for quiet voices",
        "Playback",
        3,
        choices=(("0", "Off"), ("6", "+6 dB"), ("12", "+12 dB")),
        option="player.boost_db",
    ),
    Command("playback.output", "Sound output", "Playback", 4, option="player.output"),
    Command(
        "playback.delay",
        "Tune the output delay…",
        "Playback",
        4,
        (),
        (A,),
        tip="Finds out by tapping along how late the sound is heard.",
    ),
    Command(
        "playback.engine",
        "Audio engine",
        "Playback",
        4,
        choices=(("auto", "Automatic"), ("vlc", "VLC"), ("qt", "Qt")),
        option="player.engine",
    ),
    Command("playback.settings", "Playback settings…", "Playback", 5),
    Command("view.outline", "Outline", "View", 0, ("F9",), (N,), checkable=True),
    Command("view.panel", "Side panel", "View", 0, ("F10",), (N,), checkable=True),
    Command("view.details", "Details", "View", 1, ("Ctrl+1",), (N,)),
    Command("view.problems", "Problems", "View", 1, ("Ctrl+2",), (N,)),
    Command("view.preview", "Preview", "View", 1, ("Ctrl+3",), (N,)),
    Command("view.show_source", "Show source", "View", 2, (), (N,), checkable=True),
    Command("view.larger", "Larger text", "View", 3, ("Ctrl++", "Ctrl+="), (N,)),
    Command("view.smaller", "Smaller text", "View", 3, ("Ctrl+-",), (N,)),
    Command("view.normal", "Normal text size", "View", 3, ("Ctrl+0",), (N,)),
    Command("view.waveform", "Waveform", "View", 4, ("F12",), (N, A), checkable=True),
    Command("view.zoom_in", "Zoom into the audio", "View", 4, ("Alt++", "Alt+="), (N, A)),
    Command("view.zoom_out", "Zoom out of the audio", "View", 4, ("Alt+-",), (N, A)),
    Command("view.zoom_whole", "Show the whole episode", "View", 4, ("Alt+0",), (N, A)),
    Command("view.earlier", "Back in the waveform", "View", 4, ("Alt+PgUp",), (N, A)),
    Command("view.later", "Forward in the waveform", "View", 4, ("Alt+PgDown",), (N, A)),
    Command(
        "view.follow",
        "Follow playback",
        "View",
        4,
        ("Shift+F12",),
        (N, A),
        checkable=True,
        tip="Turns the waveform’s page as the audio plays.",
    ),
    Command(
        "view.gain",
        "Raise quiet sound",
        "View",
        4,
        needs=(N, A),
        choices=(("0", "As recorded"), ("6", "6 dB"), ("12", "12 dB"), ("18", "18 dB")),
        option="look.waveform_gain_db",
    ),
    Command(
        "view.theme",
        "Theme",
        "View",
        5,
        choices=(("system", "Like the system"), ("light", "Light"), ("dark", "Dark")),
        option="look.theme",
    ),
    Command("view.next_region", "Next region", "View", 6, ("F6",), (N,)),
    Command("view.previous_region", "Previous region", "View", 6, ("Shift+F6",), (N,)),
    Command("publish.publish", "Publish…", "Publish", 0, ("Ctrl+P",), (N,)),
    Command("publish.copy", "Copy the description", "Publish", 0, ("Ctrl+Shift+C",), (N,)),
    Command("help.keys", "Keys", "Help", 0, ("F1",)),
    Command("help.about", "About Show Notes", "Help", 0),
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
