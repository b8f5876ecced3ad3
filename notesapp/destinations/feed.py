"""Feed readers show HTML; times behind a space or a bracket jump."""

from __future__ import annotations

from notesapp.core.destinations import FEED
from notesapp.destinations import markup
from notesapp.destinations.base import Clip, Outlet, Shown
from notesapp.destinations.gathering import options_of
from notesapp.destinations.reading import AFTER_SPACE
from notesapp.destinations.sending import Wishes, clip_of
from notesapp.destinations.showing import Look, show
from notesapp.formats.base import Snapshot

WISHES = Wishes(FEED, options_of("first", "yes"), markup.FEED, brackets="()", chapters_read=True)
LOOK = Look(markup.SEMANTIC, AFTER_SPACE, addresses=True)


def clip(snapshot: Snapshot) -> Clip:
    """What is put into its field."""
    return clip_of(snapshot, WISHES)


def shown(given: Clip, snapshot: Snapshot) -> Shown:
    """What its listeners see."""
    return show(given, snapshot, WISHES, LOOK)


OUTLET = Outlet(
    FEED,
    "The HTML of a feed’s description, chapters in it.",
    clip,
    shown,
    WISHES.options,
)
