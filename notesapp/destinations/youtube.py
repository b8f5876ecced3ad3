"""YouTube takes plain text alone, without angle brackets; its times and addresses are links."""

from __future__ import annotations

from notesapp.core.destinations import YOUTUBE
from notesapp.destinations.base import Clip, Outlet, Shown
from notesapp.destinations.gathering import options_of
from notesapp.destinations.markup import FEED
from notesapp.destinations.reading import ANYWHERE
from notesapp.destinations.sending import Wishes, clip_of
from notesapp.destinations.showing import Look, show
from notesapp.formats.base import Snapshot

WISHES = Wishes(YOUTUBE, options_of("first", "no"), angles=False, chapters_read=True)
LOOK = Look(FEED, ANYWHERE, addresses=True, chapters=True, listed=True)


def clip(snapshot: Snapshot) -> Clip:
    """What is put into its field."""
    return clip_of(snapshot, WISHES)


def shown(given: Clip, snapshot: Snapshot) -> Shown:
    """What its listeners see."""
    return show(given, snapshot, WISHES, LOOK)


OUTLET = Outlet(
    YOUTUBE,
    "The description, as plain text.",
    clip,
    shown,
    WISHES.options,
)
