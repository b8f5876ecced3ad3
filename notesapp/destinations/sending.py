"""What a destination is given, made from the notes by its few wishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from notesapp.core.destinations import Destination
from notesapp.core.model import Notes
from notesapp.destinations.base import Clip
from notesapp.destinations.gathering import Gathered, gather
from notesapp.destinations.markup import Dialect, write_html
from notesapp.destinations.tree import HEADING, Block, Run
from notesapp.destinations.words import write_plain
from notesapp.formats.base import Option, Snapshot
from notesapp.formats.hygiene import clean_title
from notesapp.formats.inline_plain import plain_line
from notesapp.formats.source import shown_nodes
from notesapp.formats.text import full_title

_FAR_TOO_LONG = 4  # times the limit, in letters: not worth writing to measure it


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one destination wants its text. Without a ``dialect`` it takes plain text only.

    ``angles``: it takes < and >. ``title``: the text begins with the episode's title.
    ``brackets`` are those of the times in the text. ``chapters_read``: whoever shows it looks for
    chapters in it. ``change`` is the last word on the HTML.
    """

    destination: Destination
    options: tuple[Option, ...]
    dialect: Dialect | None = None
    angles: bool = True
    title: bool = False
    brackets: str = "[]"
    chapters_read: bool = False
    change: Callable[[tuple[Block, ...]], tuple[Block, ...]] = tuple


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent, and what it is made of. ``too_long``: the whole notes did not fit."""

    clip: Clip
    gathered: Gathered
    too_long: bool = False


def chosen_options(snapshot: Snapshot, options: tuple[Option, ...]) -> dict[str, str]:
    """The snapshot's options with defaults for what is missing or not allowed."""
    chosen = {}
    for option in options:
        value = snapshot.options.get(option.name, option.default)
        chosen[option.name] = value if value in option.allowed else option.default
    return chosen


def clip_of(snapshot: Snapshot, wishes: Wishes) -> Clip:
    """The clip, which remembers what it was made of."""
    sent = send(snapshot, wishes)
    return replace(sent.clip, made_of=(snapshot, wishes, sent))


def sent_of(clip: Clip, snapshot: Snapshot, wishes: Wishes) -> Sent:
    """What a clip was made of; made once more where it does not know."""
    if isinstance(clip.made_of, tuple):
        made_from, made_for, sent = clip.made_of
        if made_from is snapshot and made_for is wishes and isinstance(sent, Sent):
            return sent
    return send(snapshot, wishes)


def send(snapshot: Snapshot, wishes: Wishes) -> Sent:
    """The clip: the whole notes where asked for or where they fit, else the short form."""
    options = chosen_options(snapshot, wishes.options)
    content, limit = options["content"], wishes.destination.limit
    if content == "auto" and limit and _letters(snapshot) > _FAR_TOO_LONG * limit:
        return replace(_sent(snapshot, wishes, "short", options), too_long=True)
    if content == "short":
        return _sent(snapshot, wishes, "short", options)
    whole = _sent(snapshot, wishes, "notes", options)
    if content == "notes" or not limit or whole.clip.size(wishes.destination) <= limit:
        return whole
    return replace(_sent(snapshot, wishes, "short", options), too_long=True)


def _letters(snapshot: Snapshot) -> int:
    notes = snapshot.notes
    return sum(
        len(line)
        for node in shown_nodes(notes)
        for line in notes.lines[node.first_line : node.last_line + 1]
    )


def _sent(snapshot: Snapshot, wishes: Wishes, content: str, options: dict[str, str]) -> Sent:
    gathered = gather(snapshot, content, options, wishes.brackets)
    if wishes.chapters_read and gathered.lines:
        gathered = gathered.without_clocks()
    blocks = gathered.blocks
    title = _title(snapshot.notes) if wishes.title else ""
    if title:
        blocks = (Block(HEADING, (Run(title),), 1), *blocks)
    plain = write_plain(blocks, angles=wishes.angles)
    html = write_html(wishes.change(blocks), wishes.dialect) if wishes.dialect else ""
    return Sent(Clip(plain + "\n" if plain else "", html + "\n" if html else ""), gathered)


def _title(notes: Notes) -> str:
    """The title as the header gives it, else as its line in the text reads."""
    if notes.title_line is None:
        return clean_title(full_title(notes))
    return clean_title(full_title(notes) or plain_line(notes.lines[notes.title_line]))
