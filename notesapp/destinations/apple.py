"""Apple Podcasts shows paragraphs, lists and links; its chapters start at stamps."""

from __future__ import annotations

from notesapp.core.destinations import APPLE
from notesapp.destinations.base import Clip, Outlet, Shown
from notesapp.destinations.gathering import options_of
from notesapp.destinations.markup import FEED
from notesapp.destinations.sending import Wishes, clip_of
from notesapp.destinations.showing import Look, show
from notesapp.formats.base import Snapshot

WISHES = Wishes(APPLE, options_of("first", "no"), FEED, chapters_read=True)
LOOK = Look(FEED, addresses=True, chapters=True)


def clip(snapshot: Snapshot) -> Clip:
    """What is put into its field."""
    return clip_of(snapshot, WISHES)


def shown(given: Clip, snapshot: Snapshot) -> Shown:
    """What its listeners see."""
    return show(given, snapshot, WISHES, LOOK)


OUTLET = Outlet(
    APPLE,
    "The description, in the elements that Apple Podcasts shows.",
    clip,
    shown,
    WISHES.options,
)
