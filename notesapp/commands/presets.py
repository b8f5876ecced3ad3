"""Keys of other programs, for hands that know them.

A preset names what the other program has a key for. A command whose only key it takes gets another;
the rest keep their own. Sources: oTranscribe's are in its repository, in
``src/js/app/settings/defaults.json`` ("mod" is Ctrl). Those of Express Scribe and f4 are
as their users know them; their manuals could not be read here, so they are to be checked against
the programs. Only what this program can do too is here. Express Scribe
stops with F4 and plays with F9: here both play and pause.
"""

from __future__ import annotations

from dataclasses import dataclass

from notesapp.commands.keys import (
    TEXT,
    Binding,
    Overrides,
    holder_of,
    normal_all,
    settled,
    warning_of,
    with_keys,
)

_MEDIA = ("Media Play", "Toggle Media Play/Pause")
_PLAY_IN_TEXT = "playback.toggle" + TEXT


@dataclass(frozen=True, slots=True)
class Preset:
    """A named set of keys by slot."""

    key: str
    title: str
    keys: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a slot has now, and what it would have."""

    before: Binding
    after: Binding


PRESETS: tuple[Preset, ...] = (
    Preset("own", "Show Notes", ()),
    Preset(
        "otranscribe",
        "oTranscribe",
        (
            (_PLAY_IN_TEXT, ("Esc",)),
            ("playback.back", ("F1", "Ctrl+1")),
            ("playback.forward", ("F2", "Ctrl+2")),
            ("playback.slower", ("F3", "Ctrl+3")),
            ("playback.faster", ("F4", "Ctrl+4")),
            ("playback.toggle", _MEDIA),
            ("playback.go_to", ("Ctrl+K",)),
        ),
    ),
    Preset(
        "express_scribe",
        "Express Scribe",
        (
            ("playback.toggle", ("F9", "F4", *_MEDIA)),
            ("playback.back", ("F7",)),
            ("playback.forward", ("F8",)),
            ("playback.slower", ("F2",)),
            ("playback.faster", ("F3",)),
            ("playback.my_speed", ("F10",)),
        ),
    ),
    Preset(
        "f4",
        "f4",
        (
            ("playback.toggle", ("F4", *_MEDIA)),
            ("playback.back", ("F3",)),
            ("playback.forward", ("F5",)),
            ("segment.stamp", ("F8", "Ctrl+J")),
        ),
    ),
)


def preset(key: str) -> Preset:
    """The preset of a name. Raises KeyError where there is none."""
    for entry in PRESETS:
        if entry.key == key:
            return entry
    raise KeyError(key)


def overrides_of(entry: Preset) -> Overrides:
    """The settings that give these keys; a command left without any gets another near the old."""
    found: Overrides = {}
    for slot, keys in entry.keys:
        found = with_keys(found, slot, keys)
    for binding in settled(found)[0]:
        if binding.usual and not binding.keys:
            spare = _spare(binding.usual[0], found)
            if spare:
                found = with_keys(found, binding.slot, (spare,))
    return found


def _spare(key: str, overrides: Overrides) -> str:
    """A free key that reminds of another: the function key with Ctrl held, or another digit."""
    head, _, last = key.rpartition("+")
    if last.isdigit() and head:
        tries = [f"{head}+{digit}" for digit in "56789"]
    elif last[1:].isdigit():
        tries = [f"{held}+{last}" for held in ("Ctrl", "Ctrl+Shift", "Alt", "Alt+Shift")]
    else:
        tries = ["Ctrl+U", "Ctrl+Shift+M"]
    free = (t for t in tries if not warning_of(t) and holder_of(t, overrides) is None)
    return next(free, "")


def changes(entry: Preset, overrides: Overrides) -> tuple[Change, ...]:
    """What choosing a preset would change, in the order of the table; the user's own keys go."""
    before, _ = settled(overrides)
    after, _ = settled(overrides_of(entry))
    pairs = zip(before, after, strict=True)
    return tuple(
        Change(old, new) for old, new in pairs if normal_all(old.keys) != normal_all(new.keys)
    )


def preset_in_force(overrides: Overrides) -> str:
    """The key of the preset that the settings are, or nothing where they are of one's own."""
    now = [normal_all(binding.keys) for binding in settled(overrides)[0]]
    for entry in PRESETS:
        if [normal_all(binding.keys) for binding in settled(overrides_of(entry))[0]] == now:
            return entry.key
    return ""
