"""Settings of what is seen."""

from __future__ import annotations

from notesapp.commands.option import Option

LOOK: tuple[Option, ...] = (
    Option(
        "look.theme",
        str,
        "system",
        "Theme",
        "System follows your desktop.",
        allowed=("system", "light", "dark"),
    ),
    Option(
        "look.text_percent",
        int,
        100,
        "Size of all words",
        "How large the words of the window are, on top of what your desktop asks for.",
        limits=(100, 150),
        unit="%",
    ),
    Option(
        "look.motion",
        str,
        "system",
        "Motion",
        "System follows your desktop. With Reduced, nothing glides or fades.",
        allowed=("system", "reduced"),
    ),
    Option(
        "look.outline",
        bool,
        True,
        "Show the outline",
        "Lists questions and answers at the left, where there is room for it.",
    ),
    Option(
        "look.panel",
        bool,
        True,
        "Show the side panel",
        "Holds details, problems and the preview at the right, where there is room for it.",
    ),
    Option(
        "look.count",
        str,
        "words",
        "Count in the status line",
        "Counts the notes without their header, or what is selected.",
        allowed=("words", "characters"),
    ),
    Option(
        "look.waveform",
        bool,
        True,
        "Show the waveform",
        "Shows the audio around the moment that plays, below the overview.",
    ),
    Option(
        "look.waveform_px",
        int,
        120,
        "Height of the waveform",
        "How high the waveform is; drag its lower edge.",
        limits=(72, 240),
        unit="px",
    ),
    Option(
        "look.waveform_gain_db",
        int,
        0,
        "Raise quiet sound",
        "Draws quiet speech taller. What you hear stays as it is.",
        limits=(0, 18),
        unit="dB",
    ),
    Option(
        "look.follow",
        bool,
        True,
        "Follow playback",
        "Turns the waveform’s page as the audio plays.",
    ),
)
