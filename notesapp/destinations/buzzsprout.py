"""Buzzsprout’s description goes on to the platforms, so it is as theirs."""

from __future__ import annotations

from notesapp.core.destinations import BUZZSPROUT
from notesapp.destinations.base import Clip, Outlet, Shown
from notesapp.destinations.gathering import options_of
from notesapp.destinations.markup import FEED
from notesapp.destinations.sending import Wishes, clip_of
from notesapp.destinations.showing import Look, show
from notesapp.formats.base import Snapshot

WISHES = Wishes(BUZZSPROUT, options_of("first", "no"), FEED, chapters_read=True)
LOOK = Look(FEED, addresses=True)


def clip(snapshot: Snapshot) -> Clip:
    """What is put into its field."""
    return clip_of(snapshot, WISHES)


def shown(given: Clip, snapshot: Snapshot) -> Shown:
    """What its listeners see."""
    return show(given, snapshot, WISHES, LOOK)


OUTLET = Outlet(
    BUZZSPROUT,
    "The episode’s description, in the elements that every app shows.",
    clip,
    shown,
    WISHES.options,
)
