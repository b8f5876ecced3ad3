"""Settings of the text."""

from __future__ import annotations

from notesapp.commands.option import Option

EDITOR: tuple[Option, ...] = (
    Option(
        "editor.autosave",
        bool,
        True,
        "Save as you type",
        "Notes are saved by themselves shortly after each pause.",
    ),
    Option(
        "editor.autosave_delay_ms",
        int,
        1500,
        "Save after a pause of",
        "How long to wait after the last key before notes are saved.",
        limits=(200, 60_000),
        unit="ms",
    ),
    Option(
        "editor.text_size_px",
        int,
        15,
        "Text size",
        "The size of the letters in the notes.",
        limits=(11, 28),
        unit="px",
    ),
    Option(
        "editor.measure_px",
        int,
        624,
        "Line width",
        "How wide the column of text becomes at most.",
        limits=(480, 880),
        unit="px",
    ),
    Option(
        "editor.show_source",
        bool,
        False,
        "Show source",
        "Shows the header and the chapter details as the text they are in the file.",
    ),
    Option(
        "editor.font",
        str,
        "inter",
        "Font",
        "Inter comes with the program. System is the font of your desktop.",
        allowed=("inter", "system"),
    ),
    Option(
        "editor.continue_lists",
        bool,
        True,
        "Go on with lists",
        "Enter in a list begins the next item. Shift+Enter breaks the line only.",
    ),
    Option(
        "editor.smart_quotes",
        bool,
        False,
        "Typographic characters",
        "Sets curly quotes, dashes and dots as you type, by the language of the notes. "
        "Undo takes the last one back.",
    ),
    Option(
        "editor.offer_names",
        bool,
        True,
        "Offer names",
        "Shows the rest of a name in grey at the end of a line. Only Tab or the right arrow "
        "takes it.",
    ),
    Option(
        "editor.paste_quotes",
        str,
        "keep",
        "Quotes in pasted text",
        "Keep leaves them as they are. Straight sets those of the keyboard.",
        allowed=("keep", "straight"),
    ),
)
