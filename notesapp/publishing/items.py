"""What can be published: files, blocks for the clipboard, and the audio with its chapters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from notesapp.core.destinations import DESTINATIONS, PLATFORMS, Destination
from notesapp.core.shows import Show
from notesapp.destinations.registry import option_rows
from notesapp.errors import UsageError
from notesapp.formats.publish import Settings, Target, parse_settings, parse_targets
from notesapp.formats.registry import FORMATS

AUDIO = "embed"
DESCRIPTION = "description"
USUAL = ("html", "markdown", "json", AUDIO, *(entry.key for entry in PLATFORMS))
_NO_BLOCKS = ("feed", "web", "audio")
_CHECKED_AS = {"html": "web", "feed-html": "feed", "rss-item": "feed", AUDIO: "audio"}


class Kind(StrEnum):
    """A file of a format, a block for the clipboard that is a file too, or the audio."""

    FILE = "file"
    BLOCK = "block"
    AUDIO = "audio"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to publish. ``key`` is a format's, as KEY or KEY:PRESET, a destination's or AUDIO.

    ``destination`` is whose rules it has to keep, empty where none is known.
    """

    key: str
    kind: Kind
    title: str
    destination: str = ""
    target: Target | None = None

    def names(self, base: str) -> tuple[str, ...]:
        """The names of its files, which depend on nothing else; the audio's is not known here.

        A block's second file is written only where the destination takes rich text.
        """
        base = base or "notes"
        if self.kind is Kind.BLOCK:
            return f"{base}.{self.key}.txt", f"{base}.{self.key}.html"
        if self.target is None:
            return ()
        preset = f".{self.target.preset}" if self.target.preset else ""
        return (f"{base}{preset}{self.target.format.suffix}",)


def block_destinations() -> tuple[Destination, ...]:
    """The destinations that people paste into."""
    return tuple(entry for entry in DESTINATIONS if entry.key not in _NO_BLOCKS)


_BLOCKS = {entry.key: entry for entry in block_destinations()}


def item_of(key: str) -> Item:
    """The item of a key. Raises UsageError, which names the known keys."""
    if key == AUDIO:
        return Item(AUDIO, Kind.AUDIO, "Chapters inside the audio", "audio")
    if key in _BLOCKS:
        return Item(key, Kind.BLOCK, _BLOCKS[key].name, key)
    try:
        target = parse_targets(key)[0]
    except UsageError as trouble:
        if ":" in key:
            raise
        known = ", ".join((*(entry.key for entry in FORMATS), *_BLOCKS, AUDIO))
        raise UsageError(f"There is nothing called “{key}”. Choose from: {known}.") from trouble
    destination = _CHECKED_AS.get(target.format.key, "")
    if target.format.key == DESCRIPTION and target.preset in _BLOCKS:
        destination = target.preset
    title = f"{target.format.title}, {target.preset}" if target.preset else target.format.title
    return Item(key, Kind.FILE, title, destination, target)


def parse_keys(text: str) -> tuple[str, ...]:
    """Read ``html,apple,embed``. Raises UsageError for what is not known."""
    keys = [word.strip() for word in text.split(",")]
    for key in keys:
        item_of(key)
    return tuple(dict.fromkeys(keys))


def chosen_set(ticked: tuple[str, ...] | None) -> tuple[str, ...]:
    """The keys that a show publishes; None is a show that never published: the usual set.

    Keys that nobody knows any more are left out; a platform's description is its block.
    """
    if ticked is None:
        return USUAL
    found: list[str] = []
    for key in ticked:
        for one in _today(key):
            try:
                item_of(one)
            except UsageError:
                continue
            found.append(one)
    return tuple(dict.fromkeys(found))


def set_of(show: Show | None) -> tuple[str, ...]:
    """What a show publishes; the usual set without one."""
    return chosen_set(show.publish if show is not None else None)


def _today(key: str) -> tuple[str, ...]:
    """What a remembered key is called now."""
    platforms = tuple(entry.key for entry in PLATFORMS)
    if key == DESCRIPTION:
        return platforms
    name, _, preset = key.partition(":")
    return (preset,) if name == DESCRIPTION and preset in platforms else (key,)


def settings_of(show: Show | None, words: Iterable[str] = ()) -> tuple[Settings, tuple[str, ...]]:
    """The options that hold: the show's, then ``words``, and the show's words nobody knows.

    Raises UsageError for a word of ``words`` that is not known.
    """
    settings: dict[str, dict[str, str]] = {}
    unknown: list[str] = []
    rows = option_rows()
    for word in show.settings if show is not None else ():
        try:
            _join(settings, parse_settings([word], rows))
        except UsageError:
            unknown.append(word)
    _join(settings, parse_settings(words, rows))
    return settings, tuple(unknown)


def _join(settings: dict[str, dict[str, str]], more: Settings) -> None:
    for key, options in more.items():
        settings.setdefault(key, {}).update(options)
