"""Snippets: pieces of text with variables, and the readable file they are kept in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

CARET = "caret"
VARIABLES: tuple[tuple[str, str], ...] = (
    ("time", "The moment that sounds now, as these notes write it."),
    ("stamp", "The same with the brackets of these notes."),
    ("offset", "The same in whole seconds, for an address."),
    ("title", "The episode's title."),
    ("number", "The episode's number."),
    ("guest", "The first guest."),
    ("guests", "All guests."),
    ("guest_bio", "Who the first guest is, from the people of the show."),
    ("guest_links", "Where the first guest is found, from the people of the show."),
    ("podcast", "The show's name."),
    ("date", "Today, as 2026-05-14."),
    ("selection", "What is selected, which the snippet replaces."),
    (CARET, "Where the caret goes."),
)

_PLACE = re.compile(r"\{\{[ ]?([a-z_]{1,30})[ ]?\}\}")
_TITLE = "# "


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text under a name; ``{{time}}`` and the like stand for what is so just then."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Expanded:
    """Text with its variables filled in; ``caret`` is an offset into it, None where none is set."""

    text: str
    caret: int | None = None


def expand(text: str, values: Mapping[str, str]) -> Expanded:
    """Fill in the variables that are known; others stay as they are written."""
    parts: list[str] = []
    caret: int | None = None
    size = last = 0
    for match in _PLACE.finditer(text):
        name = match[1]
        if name != CARET and name not in values:
            continue
        before = text[last : match.start()]
        value = "" if name == CARET else values[name]
        size += len(before)
        if name == CARET and caret is None:
            caret = size
        size += len(value)
        parts += [before, value]
        last = match.end()
    return Expanded("".join([*parts, text[last:]]), caret)


def variables_in(text: str) -> tuple[str, ...]:
    """The names of the variables of a text, known or not, in their order."""
    return tuple(match[1] for match in _PLACE.finditer(text))


def without_variables(text: str) -> str:
    """What stands around the variables of a text."""
    return _PLACE.sub("", text)


def map_variables(text: str, change: Callable[[str], str]) -> str:
    """The text with each variable replaced by what ``change`` makes of its name."""
    return _PLACE.sub(lambda match: change(match[1]), text)


DEFAULTS: tuple[Snippet, ...] = (
    Snippet(
        "Link to this moment",
        "[{{time}}](https://example.org/episode-{{number}}?t={{offset}}) {{caret}}",
    ),
    Snippet(
        "About the guest", "## Guest\n\n**{{guest}}**: {{guest_bio}}{{caret}}\n\n{{guest_links}}"
    ),
    Snippet("Resources", "## Resources\n\n- [{{caret}}]()"),
)


def read_snippets(text: str) -> tuple[Snippet, ...]:
    """Read the snippets of a file: each begins with a line ``# Its name``. Total.

    Text before the first name is no snippet; ``\\#`` at the start of a line stands for ``#``.
    """
    found: list[Snippet] = []
    name: str | None = None
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.startswith(_TITLE) and line[2:].strip():
            _add(found, name, lines)
            name, lines = " ".join(line[2:].split()), []
        else:
            lines.append(line[1:] if re.match(r"\\+# ", line) else line)
    _add(found, name, lines)
    return tuple(found)


def write_snippets(snippets: Sequence[Snippet]) -> str:
    """Write snippets so that ``read_snippets`` gives them again; blank ends are cut."""
    parts = []
    for snippet in snippets:
        lines = snippet.text.strip("\n").split("\n")
        body = "\n".join(f"\\{line}" if re.match(r"\\*# ", line) else line for line in lines)
        parts.append(f"{_TITLE}{' '.join(snippet.name.split())}\n\n{body}\n")
    return "\n".join(parts)


def _add(found: list[Snippet], name: str | None, lines: list[str]) -> None:
    if name is not None:
        found.append(Snippet(name, "\n".join(lines).strip("\n")))
