"""Squarespace’s text blocks take headings, paragraphs, lists and quotes."""

from __future__ import annotations

from notesapp.core.destinations import SQUARESPACE
from notesapp.destinations.base import Clip, Outlet, Shown
from notesapp.destinations.gathering import options_of
from notesapp.destinations.markup import SEMANTIC
from notesapp.destinations.sending import Wishes, clip_of
from notesapp.destinations.showing import Look, show
from notesapp.formats.base import Snapshot

WISHES = Wishes(SQUARESPACE, options_of("first", "yes"), SEMANTIC)
LOOK = Look(SEMANTIC)


def clip(snapshot: Snapshot) -> Clip:
    """What is put into its field."""
    return clip_of(snapshot, WISHES)


def shown(given: Clip, snapshot: Snapshot) -> Shown:
    """What its listeners see."""
    return show(given, snapshot, WISHES, LOOK)


OUTLET = Outlet(
    SQUARESPACE,
    "Headings, paragraphs, lists and quotes for a text block.",
    clip,
    shown,
    WISHES.options,
)
