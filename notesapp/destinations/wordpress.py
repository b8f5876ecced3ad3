"""WordPress makes blocks of what is pasted: paragraphs, headings, lists and quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from notesapp.core.destinations import WORDPRESS
from notesapp.destinations.base import Clip, Outlet, Shown
from notesapp.destinations.gathering import options_of
from notesapp.destinations.markup import SEMANTIC
from notesapp.destinations.sending import Wishes, clip_of
from notesapp.destinations.showing import Look, show
from notesapp.destinations.tree import CODE, PARAGRAPH, Block, Run
from notesapp.formats.base import Snapshot

_ADDRESS = re.compile(r"(https?://)(\S+)", re.IGNORECASE)


def without_embeds(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Paragraphs that begin with an address show it without its scheme.

    WordPress makes an embed of such a paragraph, and of the words behind the address part of it.
    """
    return tuple(
        replace(block, runs=(*_shorter(block.runs[0]), *block.runs[1:]))
        if block.kind in (PARAGRAPH, CODE) and block.runs and _ADDRESS.match(block.text)
        else block
        for block in blocks
    )


def _shorter(run: Run) -> tuple[Run, ...]:
    found = _ADDRESS.match(run.text)
    if found is None:
        return (run,)
    words = replace(run, text=found[2], href=run.href or found[0])
    rest = replace(run, text=run.text[found.end() :])
    return (words, rest) if rest.text else (words,)


WISHES = Wishes(WORDPRESS, options_of("first", "yes"), SEMANTIC, change=without_embeds)
LOOK = Look(SEMANTIC)


def clip(snapshot: Snapshot) -> Clip:
    """What is pasted into a post."""
    return clip_of(snapshot, WISHES)


def shown(given: Clip, snapshot: Snapshot) -> Shown:
    """What its readers see."""
    return show(given, snapshot, WISHES, LOOK)


OUTLET = Outlet(
    WORDPRESS,
    "Headings, paragraphs, lists and quotes, as WordPress makes blocks of.",
    clip,
    shown,
    WISHES.options,
)
