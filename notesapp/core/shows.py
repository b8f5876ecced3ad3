"""Shows: notes that are a template, with what the show itself remembers in its header.

A show is one readable text. Its header holds header keys of every episode, with variables such as
``{{number}}`` where each differs, and keys that begin with ``show_``, which no episode gets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.header_edits import set_header
from notesapp.core.header import HeaderValue
from notesapp.core.model import Notes
from notesapp.core.parser import parse
from notesapp.core.templating import make_template

__all__ = ["OWN", "Show", "file_pattern", "make_template", "read_show", "same_show", "with_fact"]

OWN = "show_"
NEXT, PUBLISH, FOLDER, FILE = "show_next", "show_publish", "show_folder", "show_file"
SET = "show_set"
FACTS: tuple[tuple[str, str], ...] = (
    (NEXT, "The number of the next episode."),
    (PUBLISH, "What is ticked when an episode is published."),
    (FOLDER, "The folder of the last episode."),
    (FILE, "What the notes of an episode are called."),
    (SET, "Options of formats, each as KEY.OPTION=VALUE."),
)


@dataclass(frozen=True, slots=True)
class Show:
    """One show. ``key`` names its file; ``next_number`` and ``publish`` are None where unknown.

    ``settings`` are words as ``html.theme=paper``, for everything the show publishes.
    """

    key: str
    text: str
    name: str
    next_number: int | None = None
    publish: tuple[str, ...] | None = None
    folder: str = ""
    file_name: str = ""
    settings: tuple[str, ...] = ()


def read_show(key: str, text: str) -> Show:
    """Read a show from its text. Total: what cannot be read is left out."""
    header = parse(text).header
    number = header.values.get(NEXT)
    return Show(
        key=key,
        text=text,
        name=header.text("podcast") or key,
        next_number=number if isinstance(number, int) else None,
        publish=header.items(PUBLISH) if PUBLISH in header.values else None,
        folder=header.text(FOLDER),
        file_name=header.text(FILE),
        settings=header.items(SET),
    )


def with_fact(text: str, key: str, value: HeaderValue) -> str:
    """The show's text with one header value changed; the same where its header is unreadable."""
    return apply_edits(text, set_header(parse(text), key, value))


def same_show(notes: Notes, show: Show) -> bool:
    """Whether notes say that they belong to a show."""
    return _folded(notes.header.text("podcast")) == _folded(show.name) != ""


def file_pattern(stem: str, number: int | None) -> str:
    """What files of a show are called, from one of them: its number becomes a variable."""
    if number is None:
        return ""
    found = list(re.finditer(rf"(?<!\d)0*{number}(?!\d)", stem))
    if not found:
        return ""
    last = found[-1]
    return f"{stem[: last.start()]}{{{{number}}}}{stem[last.end() :]}"


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
