"""A new episode of a show: its template with this episode's values, the caret where to begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.header_edits import set_header
from notesapp.core.header import HeaderValue, write_value
from notesapp.core.header_keys import KEYS_BY_NAME, KeyType
from notesapp.core.model import Notes
from notesapp.core.parser import parse
from notesapp.core.shows import OWN, Show, same_show
from notesapp.core.snippets import CARET, Expanded, expand, variables_in, without_variables

_HANGING = re.compile(r"[ \t]*[:–—|,-]?[ \t]*$")
_LISTED = ("{{guest}}", "{{guests}}")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


@dataclass(frozen=True, slots=True)
class EpisodeValues:
    """What is known of an episode before its notes are written; ``date`` as 2026-05-14."""

    number: int | None = None
    title: str = ""
    guests: tuple[str, ...] = ()
    audio: str = ""
    date: str = ""
    podcast: str = ""

    def variables(self) -> dict[str, str]:
        """The values by the names templates use."""
        return {
            "number": "" if self.number is None else str(self.number),
            "title": self.title,
            "guest": self.guests[0] if self.guests else "",
            "guests": ", ".join(self.guests),
            "audio": self.audio,
            "date": self.date,
            "podcast": self.podcast,
        }


def new_episode(template: str, values: EpisodeValues) -> Expanded:
    """The notes of a new episode. What the template has no place for goes into the header.

    A header value that stays empty leaves its line out, and so does a line that held nothing but
    variables. Keys that are the show's own are left out.
    """
    notes = parse(template)
    named = values.variables()
    head = _header(notes, values)
    marked = [*head, *_body(notes, named)]
    text = _complete("\n".join(marked).rstrip("\n") + "\n", values)
    caret = text.find(f"{{{{{CARET}}}}}")
    done = expand(text, {})
    return Expanded(done.text, caret if caret >= 0 else None)


def next_number(show: Show, seen: Iterable[Notes]) -> int | None:
    """The number after the newest episode of a show, by the show itself and by notes of it."""
    numbers = [n.number for n in seen if n.number is not None and same_show(n, show)]
    candidates = [number + 1 for number in numbers]
    if show.next_number is not None:
        candidates.append(show.next_number)
    return max(candidates, default=None)


def episode_file_name(show: Show, values: EpisodeValues) -> str:
    """What the notes of an episode are called, with its ending: fit for every system."""
    pattern = show.file_name or f"{_dashed(show.name)}-{{{{number}}}}"
    named = {key: _NOT_IN_NAMES.sub(" ", text) for key, text in values.variables().items()}
    stem = _NOT_IN_NAMES.sub(" ", expand(pattern, named).text)
    stem = " ".join(stem.split()).strip(" .-–")[:100].removesuffix(".md")
    return f"{stem or 'episode'}.md"


def _dashed(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-") or "episode"


def _header(notes: Notes, values: EpisodeValues) -> list[str]:
    header = notes.header
    if not header.present:
        return []
    named = values.variables()
    changed: dict[int, str | None] = {}
    for key, (first, last) in header.places.items():
        row: str | None = None
        lines = notes.lines[first : last + 1]
        if not key.startswith(OWN):
            if not any(variables_in(line) for line in lines):
                continue
            value = _filled(key, header.values.get(key, ""), values, named)
            row = None if value in ("", ()) else write_value(key, value)
        changed.update(dict.fromkeys(range(first, last + 1)))
        changed[first] = row
    rows = [changed.get(n, notes.lines[n]) for n in range(1, header.last_line)]
    kept = [row for row in rows if row is not None]
    return ["---", *kept, "---"] if any(row.strip() for row in kept) else []


def _filled(
    key: str, value: HeaderValue, values: EpisodeValues, named: Mapping[str, str]
) -> HeaderValue:
    if isinstance(value, tuple):
        found: list[str] = []
        for item in value:
            found += values.guests if item in _LISTED else [expand(item, named).text]
        return tuple(dict.fromkeys(item for item in found if item))
    text = expand(str(value), named).text.strip()
    entry = KEYS_BY_NAME.get(key)
    whole = entry is not None and entry.type is KeyType.NUMBER and re.fullmatch("[0-9]{1,9}", text)
    return int(text) if whole else text


def _body(notes: Notes, named: Mapping[str, str]) -> list[str]:
    """The lines below the header; the caret's mark stays in them."""
    kept: list[str] = []
    start = notes.header.last_line + 1
    for line in notes.lines[start:]:
        names = [name for name in variables_in(line) if name in named]
        if not names:
            if line.strip() or not kept or kept[-1].strip():
                kept.append(line)
            continue
        text = expand(line.replace(f"{{{{{CARET}}}}}", "\0"), named).text.replace(
            "\0", f"{{{{{CARET}}}}}"
        )
        if not text.strip() and not without_variables(line).strip():
            continue
        kept.append(_HANGING.sub("", text) if not named[names[-1]] else text)
    while not notes.header.present and kept and not kept[0].strip():
        kept.pop(0)
    return kept


def _complete(text: str, values: EpisodeValues) -> str:
    """The text with what is known and has found no place in it."""
    wanted: dict[str, HeaderValue] = {
        "podcast": values.podcast,
        "episode": "" if values.number is None else values.number,
        "title": values.title,
        "guests": values.guests,
        "audio": values.audio,
    }
    for key, value in wanted.items():
        notes = parse(text)
        if value in ("", ()) or _reads(notes, key) == value:
            continue
        text = apply_edits(text, set_header(notes, key, value))
    return text


def _reads(notes: Notes, key: str) -> HeaderValue | None:
    if key == "episode":
        return notes.number
    if key == "title":
        return notes.title
    return notes.header.items(key) if key == "guests" else notes.header.text(key)
