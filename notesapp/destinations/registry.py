"""All outlets, in the order they are shown. A new one is a module and one row here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from notesapp.destinations import (
    apple,
    buzzsprout,
    document,
    feed,
    spotify,
    squarespace,
    web,
    wordpress,
    youtube,
)
from notesapp.destinations.base import Clip, Outlet, Shown
from notesapp.errors import UsageError
from notesapp.formats.base import Option, Snapshot
from notesapp.formats.publish import Settings, parse_settings

OUTLETS: tuple[Outlet, ...] = (
    apple.OUTLET,
    spotify.OUTLET,
    youtube.OUTLET,
    feed.OUTLET,
    web.OUTLET,
    wordpress.OUTLET,
    squarespace.OUTLET,
    buzzsprout.OUTLET,
    document.OUTLET,
)


def outlet_of(key: str) -> Outlet:
    """The outlet of a destination. Raises UsageError, which names the known keys."""
    for outlet in OUTLETS:
        if outlet.destination.key == key:
            return outlet
    known = ", ".join(outlet.destination.key for outlet in OUTLETS)
    raise UsageError(f"There is no destination “{key}”. Choose from: {known}.")


def with_options(snapshot: Snapshot, key: str, settings: Settings | None = None) -> Snapshot:
    """The snapshot with the options that were set for one outlet, and no others."""
    return replace(snapshot, preset="", options=dict((settings or {}).get(key, {})))


def clip_for(key: str, snapshot: Snapshot) -> Clip:
    """What a destination is given; the snapshot's options are the outlet's."""
    return outlet_of(key).clip(snapshot)


def shown_for(key: str, snapshot: Snapshot) -> Shown:
    """What a destination will show of what it is given."""
    outlet = outlet_of(key)
    return outlet.show(outlet.clip(snapshot), snapshot)


def sizes_of(
    snapshot: Snapshot, keys: Iterable[str], settings: Settings | None = None
) -> dict[str, int]:
    """How much of their rooms the clips take, in the destinations' units.

    Keys without an outlet are left out, as that of the chapters in the audio.
    """
    wanted = set(keys)
    found = [outlet for outlet in OUTLETS if outlet.destination.key in wanted]
    return {
        outlet.destination.key: outlet.clip(
            with_options(snapshot, outlet.destination.key, settings)
        ).size(outlet.destination)
        for outlet in found
    }


def settings_of(words: Iterable[str]) -> dict[str, dict[str, str]]:
    """Read ``KEY.OPTION=VALUE`` words of formats and of outlets. Raises UsageError."""
    return parse_settings(words, option_rows())


def option_rows() -> dict[str, tuple[Option, ...]]:
    """The options of every outlet, by its key."""
    return {outlet.destination.key: outlet.options for outlet in OUTLETS}
