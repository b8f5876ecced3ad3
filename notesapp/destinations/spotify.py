"""Spotify shows paragraphs, links and lists of one level; its chapters start at stamps."""

from __future__ import annotations

from notesapp.core.destinations import SPOTIFY
from notesapp.destinations.base import Clip, Outlet, Shown
from notesapp.destinations.gathering import options_of
from notesapp.destinations.markup import FEED, Dialect
from notesapp.destinations.sending import Wishes, clip_of
from notesapp.destinations.showing import Look, show
from notesapp.formats.base import Snapshot

WISHES = Wishes(SPOTIFY, options_of("first", "no"), FEED, chapters_read=True)
LOOK = Look(Dialect(nested=False), addresses=True, chapters=True)


def clip(snapshot: Snapshot) -> Clip:
    """What is put into its field."""
    return clip_of(snapshot, WISHES)


def shown(given: Clip, snapshot: Snapshot) -> Shown:
    """What its listeners see."""
    return show(given, snapshot, WISHES, LOOK)


OUTLET = Outlet(
    SPOTIFY,
    "The description, in the elements that Spotify takes.",
    clip,
    shown,
    WISHES.options,
)
