"""The web page: its body, whose stamps jump into the audio where that has a public address."""

from __future__ import annotations

from notesapp.core.destinations import WEB
from notesapp.destinations.base import Clip, Outlet, Shown
from notesapp.destinations.gathering import options_of
from notesapp.destinations.markup import SEMANTIC
from notesapp.destinations.sending import Wishes, clip_of
from notesapp.destinations.showing import safe_body
from notesapp.formats.base import Snapshot
from notesapp.formats.html_body import Jumps, body_html

WISHES = Wishes(WEB, options_of("none", "yes"), SEMANTIC)


def clip(snapshot: Snapshot) -> Clip:
    """The notes as HTML for a page of one's own, without the page around them."""
    return clip_of(snapshot, WISHES)


def shown(given: Clip, snapshot: Snapshot) -> Shown:
    """The body of the page that is published as a file."""
    body = safe_body(body_html(snapshot.notes, Jumps("", "")))
    return Shown(body, given.size(WEB))


OUTLET = Outlet(
    WEB,
    "The notes as HTML for a web page.",
    clip,
    shown,
    WISHES.options,
)
