"""Which key runs which command: the table's keys with the user's own, and where they clash.

Keys are portable key sequences of one chord, such as ``Ctrl+Shift+J``. What the user chose is the
setting ``keys.overrides``: a command's id maps to its keys, the id with ``TEXT`` behind it to those
that count only while the caret is in the notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from notesapp.commands.table import COMMANDS, FILLED, Command

TEXT = "@text"

Overrides = dict[str, list[str]]

_MODIFIERS = ("Meta", "Ctrl", "Alt", "Shift", "Num")
_SAME = {"return": "Enter", "esc": "Esc", "escape": "Esc", "del": "Delete", "ins": "Insert"}


@dataclass(frozen=True, slots=True)
class Binding:
    """The keys of one slot: a command's, or those it has only in the notes."""

    slot: str
    command: Command
    keys: tuple[str, ...]
    usual: tuple[str, ...]

    @property
    def is_text(self) -> bool:
        """Whether the keys count only in the notes."""
        return self.slot.endswith(TEXT)

    @property
    def is_changed(self) -> bool:
        """Whether the user chose other keys than the table's."""
        return normal_all(self.keys) != normal_all(self.usual)


@dataclass(frozen=True, slots=True)
class Clash:
    """One key that two slots want; it runs the ``winner``."""

    key: str
    winner: Binding
    loser: Binding


def normal(key: str) -> str:
    """A key in one spelling: modifiers in Qt's order, both Enters the same. For comparing only."""
    parts, last = _split(key)
    named = {part.lower(): part for part in parts}
    order = [name for name in _MODIFIERS if name.lower() in named]
    last = _SAME.get(last.lower(), last if len(last) > 1 else last.upper())
    return "+".join([*order, last])


def normal_all(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Keys in one spelling, each once."""
    return tuple(dict.fromkeys(normal(key) for key in keys))


def is_media(key: str) -> bool:
    """Whether it is a key of players and headsets, which nobody types."""
    return "Media" in key


def usual_bindings() -> tuple[Binding, ...]:
    """Every slot with the keys it comes with."""
    return bindings({})


def bindings(overrides: Overrides) -> tuple[Binding, ...]:
    """Every slot with the keys the settings ask for, clashes and all.

    Slots that cannot have keys (submenus) are left out. Ignored in the settings are unknown names,
    and keys that write: nobody could type them any more.
    """
    return tuple(_slots(overrides))


def settled(overrides: Overrides) -> tuple[tuple[Binding, ...], tuple[Clash, ...]]:
    """Every slot with the keys it gets, no key twice, and what clashed.

    A key that the user chose wins over one that a command comes with, else the earlier in the
    table.
    """
    wanted = bindings(overrides)
    order = sorted(wanted, key=lambda binding: not binding.is_changed)
    owner: dict[str, Binding] = {}
    clashes = []
    for binding in order:
        for key in binding.keys:
            first = owner.setdefault(normal(key), binding)
            if first.slot != binding.slot:
                clashes.append(Clash(key, first, binding))
    lost = {(clash.loser.slot, clash.key) for clash in clashes}
    given = tuple(
        Binding(b.slot, b.command, tuple(k for k in b.keys if (b.slot, k) not in lost), b.usual)
        for b in wanted
    )
    return given, tuple(clashes)


def clash_sentence(clash: Clash) -> str:
    """What a clash in the settings means for the user."""
    return (
        f"“{normal(clash.key)}” is set for “{clash.winner.command.title}” and for"
        f" “{clash.loser.command.title}”. It runs the first. Choose in the preferences, Keys."
    )


def holder_of(key: str, overrides: Overrides, besides: str = "") -> Binding | None:
    """The slot that a key belongs to now, other than ``besides``; None where it is free."""
    wanted = normal(key)
    given, _ = settled(overrides)
    return next((b for b in given if b.slot != besides and wanted in normal_all(b.keys)), None)


def with_keys(overrides: Overrides, slot: str, keys: tuple[str, ...]) -> Overrides:
    """The settings with other keys for a slot; what others held of them is taken away.

    The table's own keys are stored as no choice at all.
    """
    taken = set(normal_all(keys))
    found = {name: list(chosen) for name, chosen in overrides.items()}
    for binding in bindings(overrides):
        if binding.slot != slot and taken & set(normal_all(binding.keys)):
            left = tuple(key for key in binding.keys if normal(key) not in taken)
            _put(found, binding, left)
    own = next(b for b in usual_bindings() if b.slot == slot)
    _put(found, own, keys)
    return found


def without_keys(overrides: Overrides, slot: str) -> Overrides:
    """The settings with the usual keys for a slot, taken back from whoever held them."""
    usual = next(b.usual for b in usual_bindings() if b.slot == slot)
    return with_keys(overrides, slot, usual)


def warning_of(key: str) -> str:
    """What else usually takes a key, as a sentence; empty for one that is ours to have."""
    chord = normal(key)
    for known, sentence in _TAKEN:
        if chord == known:
            return sentence
    parts, last = _split(chord)
    held = set(parts)
    if "Num" in held or last in ("Insert", "CapsLock", "NumLock"):
        return "Screen readers take this key for themselves."
    if "Meta" in held:
        return "Most desktops take keys with the Windows or Command key."
    if {"Ctrl", "Alt"} <= held:
        return "Desktops take such keys, and on many keyboards Ctrl+Alt types a character."
    if held == {"Alt"} and len(last) == 1 and last.isalpha():
        return "Alt and a letter opens a menu."
    return ""


def types_text(key: str) -> bool:
    """Whether a key writes or moves in the text by itself, so that it cannot run a command."""
    parts, last = _split(normal(key))
    if set(parts) - {"Shift"}:
        return False
    return len(last) == 1 or last in _WRITING


_WRITING = (
    *("Space", "Tab", "Backtab", "Enter", "Backspace", "Delete", "Left", "Right", "Up", "Down"),
    *("Home", "End", "PgUp", "PgDown"),
)

_TAKEN = (
    ("Ctrl+Space", "Input methods switch with this key."),
    ("Shift+Space", "Input methods switch with this key."),
    ("Ctrl+Shift+U", "On Linux this key starts a character by its number."),
    ("Ctrl+;", "On Linux input methods open the clipboard with this key."),
    ("Ctrl+.", "On Linux this key opens the choice of emoji."),
    ("Alt+F4", "Desktops close the window with this key."),
    ("Alt+Tab", "Desktops switch windows with this key."),
    ("Alt+Space", "Desktops open the window’s own menu with this key."),
    ("Alt+F1", "Some desktops open their menu with this key."),
    ("Alt+F2", "Some desktops run a command with this key."),
    ("Print", "Desktops take a picture of the screen with this key."),
    ("Ctrl+Esc", "Some desktops open their menu with this key."),
    ("Shift+F10", "This key opens the menu of what is marked."),
)


def _slots(overrides: Overrides) -> Iterator[Binding]:
    for entry in COMMANDS:
        if entry.choices or entry.id in FILLED:
            continue
        yield _binding(entry.id, entry, entry.keys, overrides)
        if entry.text_keys:
            yield _binding(entry.id + TEXT, entry, entry.text_keys, overrides)


def _binding(slot: str, entry: Command, usual: tuple[str, ...], overrides: Overrides) -> Binding:
    own = overrides.get(slot, list(usual))
    keys = tuple(key for key in own if key and not types_text(key))
    return Binding(slot, entry, keys if keys or not own else usual, usual)


def _put(overrides: Overrides, binding: Binding, keys: tuple[str, ...]) -> None:
    if normal_all(keys) == normal_all(binding.usual):
        overrides.pop(binding.slot, None)
    else:
        overrides[binding.slot] = list(keys)


def _split(key: str) -> tuple[list[str], str]:
    """The modifiers and the last key; ``Ctrl++`` is Ctrl and +."""
    head, plus, last = key.rpartition("+")
    if plus and not last:
        head, last = head.removesuffix("+"), "+"
    return [part for part in head.split("+") if part], last
