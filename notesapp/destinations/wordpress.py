"""WordPress makes blocks of what is pasted: paragraphs, headings, lists and quotes."""

from __future__ import annotations

from notesapp.core.destinations import WORDPRESS
from notesapp.destinations.base import Clip, Outlet, Shown
from notesapp.destinations.gathering import options_of
from notesapp.destinations.markup import SEMANTIC
from notesapp.destinations.sending import Wishes, send
from notesapp.destinations.showing import Look, show
from notesapp.formats.base import Snapshot

WISHES = Wishes(WORDPRESS, options_of("first", "yes"), SEMANTIC)
LOOK = Look(SEMANTIC)


def clip(snapshot: Snapshot) -> Clip:
    """What is put into its field."""
    return send(snapshot, WISHES).clip


def shown(given: Clip, snapshot: Snapshot) -> Shown:
    """What its listeners see."""
    return show(given, snapshot, WISHES, LOOK)


OUTLET = Outlet(
    WORDPRESS,
    "Headings, paragraphs, lists and quotes, as WordPress makes blocks of.",
    clip,
    shown,
    WISHES.options,
)
