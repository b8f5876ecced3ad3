"""Google Docs takes a whole document, with its title."""

from __future__ import annotations

from notesapp.core.destinations import DOCUMENT
from notesapp.destinations import markup
from notesapp.destinations.base import Clip, Outlet, Shown
from notesapp.destinations.gathering import options_of
from notesapp.destinations.sending import Wishes, clip_of
from notesapp.destinations.showing import Look, show
from notesapp.formats.base import Snapshot

WISHES = Wishes(DOCUMENT, options_of("first", "yes"), markup.DOCUMENT, title=True)
LOOK = Look(markup.DOCUMENT)


def clip(snapshot: Snapshot) -> Clip:
    """What is put into its field."""
    return clip_of(snapshot, WISHES)


def shown(given: Clip, snapshot: Snapshot) -> Shown:
    """What its listeners see."""
    return show(given, snapshot, WISHES, LOOK)


OUTLET = Outlet(
    DOCUMENT,
    "The whole notes as a document, with their title.",
    clip,
    shown,
    WISHES.options,
)
