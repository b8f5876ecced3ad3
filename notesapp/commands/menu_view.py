"""Commands on what is seen."""

from __future__ import annotations

from notesapp.commands.command import Command
from notesapp.commands.context import Need

N, A = Need.NOTES, Need.AUDIO
AGAIN = "Open already, it takes the keyboard; Esc brings it back to the text."


VIEW: tuple[Command, ...] = (
    Command("view.outline", "Outline", "View", 0, ("F9",), (N,), checkable=True),
    Command("view.panel", "Side panel", "View", 0, ("F10",), (N,), checkable=True),
    Command(
        "view.focus",
        "Focus mode",
        "View",
        0,
        ("F11",),
        (N,),
        checkable=True,
        tip="Only the text, the play button and the time.",
    ),
    Command("view.details", "Details", "View", 1, ("Ctrl+1",), (N,), tip=AGAIN),
    Command("view.problems", "Problems", "View", 1, ("Ctrl+2",), (N,), tip=AGAIN),
    Command("view.preview", "Preview", "View", 1, ("Ctrl+3",), (N,), tip=AGAIN),
    Command("view.show_source", "Show source", "View", 2, (), (N,), checkable=True),
    Command("view.larger", "Larger text", "View", 3, ("Ctrl++", "Ctrl+="), (N,), group="Text size"),
    Command("view.smaller", "Smaller text", "View", 3, ("Ctrl+-",), (N,), group="Text size"),
    Command("view.normal", "Normal text size", "View", 3, ("Ctrl+0",), (N,), group="Text size"),
    Command(
        "view.line_width",
        "Line width",
        "View",
        3,
        needs=(N,),
        choices=(("520", "Narrow"), ("624", "Normal"), ("780", "Wide")),
    ),
    Command("view.waveform", "Waveform", "View", 4, ("F12",), (N, A), checkable=True),
    Command(
        "view.zoom_in",
        "Zoom into the audio",
        "View",
        4,
        ("Alt++", "Alt+="),
        (N, A),
        group="Waveform page",
    ),
    Command(
        "view.zoom_out",
        "Zoom out of the audio",
        "View",
        4,
        ("Alt+-",),
        (N, A),
        group="Waveform page",
    ),
    Command(
        "view.zoom_whole",
        "Show the whole episode",
        "View",
        4,
        ("Alt+0",),
        (N, A),
        group="Waveform page",
    ),
    Command(
        "view.earlier",
        "Back in the waveform",
        "View",
        4,
        ("Alt+PgUp",),
        (N, A),
        group="Waveform page",
    ),
    Command(
        "view.later",
        "Forward in the waveform",
        "View",
        4,
        ("Alt+PgDown",),
        (N, A),
        group="Waveform page",
    ),
    Command(
        "view.follow",
        "Follow playback",
        "View",
        4,
        ("Shift+F12",),
        (N, A),
        checkable=True,
        tip="Turns the waveform’s page as the audio plays.",
        group="Waveform page",
    ),
    Command(
        "view.gain",
        "Raise quiet sound",
        "View",
        4,
        needs=(N, A),
        choices=(("0", "As recorded"), ("6", "6 dB"), ("12", "12 dB"), ("18", "18 dB")),
        option="look.waveform_gain_db",
        group="Waveform page",
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
)
