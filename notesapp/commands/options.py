"""Every setting of the program, as one table.

The preferences page, the settings file and ``--set`` on the command line are made from it. Adding
a setting is adding a row.
"""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass

from notesapp.errors import UsageError

__all__ = ["OPTIONS", "Option", "Value", "default", "option", "parse_text", "validate"]

Value = bool | int | float | str | dict[str, list[str]] | dict[str, int]

_EXACT = 2**53
_YES = {"yes": True, "true": True, "on": True, "1": True}
_NO = {"no": False, "false": False, "off": False, "0": False}


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """One setting. ``limits`` are inclusive and in ``unit``; ``since`` is a program version.

    ``type`` is bool, int, float, str, or dict: names that map to lists of texts, and with
    ``limits`` names that map to whole numbers.
    """

    key: str
    type: type
    default: Value
    title: str
    help: str
    allowed: tuple[str, ...] = ()
    limits: tuple[float, float] | None = None
    unit: str = ""
    since: str = "0.1.0"


OPTIONS: tuple[Option, ...] = (
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
        "player.engine",
        str,
        "auto",
        "Audio engine",
        "Automatic takes VLC where it is installed, else Qt.",
        allowed=("auto", "vlc", "qt"),
    ),
    Option(
        "player.back_ms",
        int,
        3000,
        "Jump back by",
        "How far one jump back goes.",
        limits=(100, 120_000),
        unit="ms",
    ),
    Option(
        "player.forward_ms",
        int,
        10_000,
        "Jump forward by",
        "How far one jump forward goes.",
        limits=(100, 120_000),
        unit="ms",
    ),
    Option(
        "player.hear_before_ms",
        int,
        1000,
        "Hear from before the stamp",
        "How much sound before a stamp is played when you check it.",
        limits=(0, 10_000),
        unit="ms",
    ),
    Option(
        "player.my_speed",
        float,
        1.5,
        "My speed",
        "The speed that one key switches to and back from.",
        limits=(0.5, 3.0),
        unit="×",
    ),
    Option(
        "player.rewind_on_resume_ms",
        int,
        2000,
        "Rewind when playing again",
        "Playing after a pause starts this much earlier. Stamps do not move.",
        limits=(0, 30_000),
        unit="ms",
    ),
    Option(
        "player.volume",
        int,
        80,
        "Volume",
        "How loud the audio plays.",
        limits=(0, 100),
        unit="%",
    ),
    Option(
        "player.boost_db",
        int,
        0,
        "Louder for quiet voices",
        "Raises what is quiet more than what is loud.",
        limits=(0, 12),
        unit="dB",
    ),
    Option(
        "player.output",
        str,
        "",
        "Sound output",
        "The device that plays. Without a choice it is that of your desktop.",
    ),
    Option(
        "player.output_delays",
        dict,
        {},
        "Output delay",
        "How much later the sound reaches your ears than it is played. Bluetooth adds 100 to 300.",
        limits=(0, 2000),
        unit="ms each",
    ),
    Option(
        "player.keep_warm_s",
        int,
        15,
        "Keep the sound ready for",
        "How long the output keeps running after a pause, so that no first word is swallowed.",
        limits=(0, 300),
        unit="s",
    ),
    Option(
        "stamp.reaction_ms",
        int,
        0,
        "Reaction time",
        "Stamps are set this much earlier than the key, for the time it takes to press it.",
        limits=(0, 2000),
        unit="ms",
    ),
    Option(
        "look.theme",
        str,
        "system",
        "Theme",
        "System follows your desktop.",
        allowed=("system", "light", "dark"),
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
    Option(
        "publish.folder",
        str,
        "",
        "Folder for exports",
        "Where exports go. Empty means beside the notes.",
    ),
    Option(
        "keys.overrides",
        dict,
        {},
        "Own keys",
        "Keys you chose for commands, in place of the usual ones. An empty list means no key.",
    ),
)


def option(key: str) -> Option:
    """The row of one setting. Raises UsageError for an unknown key, with the nearest known one."""
    for row in OPTIONS:
        if row.key == key:
            return row
    near = difflib.get_close_matches(key, [row.key for row in OPTIONS], n=1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    raise UsageError(f"There is no setting “{key}”.{hint}")


def default(key: str) -> Value:
    """What holds when the user chose nothing. Raises UsageError for an unknown key."""
    value = option(key).default
    return value.copy() if isinstance(value, dict) else value


def validate(key: str, value: object) -> Value:
    """The value as the program uses it: a whole number becomes a float where one is wanted.

    Raises UsageError with a sentence that says what is allowed.
    """
    row = option(key)
    if row.type is float and type(value) is int and abs(value) < _EXACT:
        value = float(value)
    if isinstance(value, dict) and row.type is dict:
        return _lists(row, value) if row.limits is None else _numbers(row, value)
    if type(value) is not row.type or not isinstance(value, (bool, int, float, str)):
        raise _outside(row)
    if row.allowed and value not in row.allowed:
        raise _outside(row)
    if row.limits is not None and not isinstance(value, str):
        low, high = row.limits
        if not low <= value <= high:
            raise _outside(row)
    return value


def parse_text(key: str, text: str) -> Value:
    """The value that a person wrote as text. Raises UsageError as ``validate``.

    Yes and no in the usual words, numbers with a point, lists as JSON.
    """
    row = option(key)
    word = text.strip()
    if row.type is str:
        return validate(key, word if row.allowed else text)
    if row.type is bool:
        return validate(key, {**_YES, **_NO}.get(word.lower()))
    try:
        value = json.loads(word) if row.type is dict else row.type(word)
    except (ValueError, RecursionError):
        raise _outside(row) from None
    return validate(key, value)


def _lists(row: Option, value: dict[object, object]) -> dict[str, list[str]]:
    good: dict[str, list[str]] = {}
    for name, items in value.items():
        if not isinstance(name, str) or not isinstance(items, (list, tuple)):
            raise _outside(row)
        texts = [item for item in items if isinstance(item, str)]
        if len(texts) != len(items):
            raise _outside(row)
        good[name] = texts
    return good


def _numbers(row: Option, value: dict[object, object]) -> dict[str, int]:
    low, high = row.limits or (0, 0)
    good: dict[str, int] = {}
    for name, number in value.items():
        if not isinstance(name, str) or type(number) is not int or not low <= number <= high:
            raise _outside(row)
        good[name] = number
    return good


def _outside(row: Option) -> UsageError:
    return UsageError(f"The setting “{row.key}” takes {_wanted(row)}.")


def _wanted(row: Option) -> str:
    if row.allowed:
        *first, last = row.allowed
        return f"{', '.join(first)} or {last}"
    if row.limits is not None:
        low, high = row.limits
        if row.type is dict:
            return f"names with whole numbers from {low:g} to {high:g}"
        kind = "a whole number" if row.type is int else "a number"
        return f"{kind} from {low:g} to {high:g}"
    words = {bool: "yes or no", str: "text", dict: "names with lists of keys"}
    return words[row.type]
