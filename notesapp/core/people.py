"""The people of a show: how they are spelled, who they are, where they are found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from notesapp.core.edits.base import Edits, replacement
from notesapp.core.model import NodeKind, Notes
from notesapp.core.problems import Problem, Severity

SPELLING_ID = "name-spelling"
LEAST_LETTERS = 5

_LINK = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?P<address>[^()\s]*)\)")
_ITEM = re.compile(r"[-*+] ")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SKIPPED = re.compile(r"`[^`]*`|\]\([^()\s]*\)|(?:https?://|www\.|mailto:)\S+|\S+@\S+")


@dataclass(frozen=True, slots=True)
class Link:
    """A place a person or an episode is found at, and the words it is shown with."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Person:
    """One person: the name as it is to be spelled, a sentence, links."""

    name: str
    bio: str = ""
    links: tuple[Link, ...] = ()


def read_people(text: str) -> tuple[Person, ...]:
    """Read a list of people: ``## Name``, a paragraph, a list of links. Total.

    The first of two with the same name counts.
    """
    found: dict[str, Person] = {}
    name, bio, links = "", [], []  # type: str, list[str], list[Link]
    for line in [*text.replace("\r\n", "\n").split("\n"), "## "]:
        if line.startswith("## "):
            if name:
                person = Person(name, " ".join(" ".join(bio).split()), tuple(links))
                found.setdefault(name.casefold(), person)
            name, bio, links = " ".join(line[3:].split()), [], []
        elif name and _ITEM.match(line.lstrip()):
            links += [read_link(part) for part in line.lstrip()[2:].split(" | ") if part.strip()]
        elif name:
            bio.append(line)
    return tuple(found.values())


def write_people(people: Sequence[Person]) -> str:
    """Write people so that ``read_people`` gives them again."""
    parts = ["# People\n"]
    for person in people:
        rows = [f"## {' '.join(person.name.split())}\n"]
        bio = " ".join(person.bio.split())
        rows += [f"{bio}\n"] if bio else []
        rows += ["\n".join(f"- {write_link(link)}" for link in person.links) + "\n"] * bool(
            person.links
        )
        parts.append("\n".join(rows))
    return "\n".join(parts)


def read_link(text: str) -> Link:
    """Read ``[words](address)``, ``words, address`` or an address alone."""
    text = " ".join(text.split())
    match = _LINK.fullmatch(text)
    if match is not None:
        return Link(match["text"], match["address"])
    words, _, last = text.rpartition(" ")
    if re.match(r"(?:https?://|www\.|mailto:)\S", last):
        return Link(words.rstrip(" ,:–—-"), last)
    return Link(text, "")


def write_link(link: Link) -> str:
    """A link as Markdown; words alone where there is no address."""
    if not link.address:
        return link.text
    return f"[{link.text or link.address}]({link.address})"


def person_line(person: Person) -> str:
    """“Name — who they are, links” as one line for the resources or the guest of an episode."""
    head = f"{person.name} — {person.bio}" if person.bio else person.name
    links = " | ".join(write_link(link) for link in person.links)
    if not links:
        return head
    return f"{head} {links}" if person.bio else f"{head}: {links}"


def with_person(people: Sequence[Person], person: Person) -> tuple[Person, ...]:
    """The list with a person in it, in place of the one of that name."""
    others = {p.name.casefold(): p for p in people}
    others[person.name.casefold()] = person
    return tuple(others.values())


def suggestion(written: str, names: Sequence[str], least: int = 3) -> str:
    """What is missing of a name that is being written at the end of a text; empty for none.

    Only where one name alone begins so, with at least ``least`` letters as it is spelled: what
    stands there is never changed.
    """
    start = max(0, len(written) - 80)
    tail = written[start:]
    for match in re.finditer(r"(?<![\w@/.])[^\W\d_]", tail):
        typed = tail[match.start() :]
        fits = {name for name in names if name.startswith(typed) and name != typed}
        if len(typed) >= least and fits:
            return next(iter(fits))[len(typed) :] if len(fits) == 1 else ""
        if any(name == typed for name in names):
            return ""
    return ""


# --- names that are nearly right


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Words that look like a name spelled wrong; the columns are code points."""

    line: int
    start: int
    end: int
    written: str
    meant: str


def near_misses(notes: Notes, names: Sequence[str]) -> tuple[NearMiss, ...]:
    """Words of the text that differ from a part of a name by one or two letters."""
    known = tuple(names)
    if not _parts(known):
        return ()
    return tuple(
        NearMiss(line, *found)
        for line, text in _read_lines(notes)
        for found in _in_line(text, known)
    )


def name_problems(notes: Notes, names: Sequence[str]) -> tuple[Problem, ...]:
    """The same as problems of the notes; ``fix`` carries what is written and what is meant."""
    if SPELLING_ID in {word.strip() for word in notes.header.items("silenced")}:
        return ()
    return tuple(
        Problem(
            SPELLING_ID,
            Severity.NOTE,
            "",
            miss.line + 1,
            f"“{miss.written}” may be “{miss.meant}”.",
            f"spell:{miss.written}:{miss.meant}",
        )
        for miss in near_misses(notes, names)
    )


def spell_name(notes: Notes, line: int, written: str, meant: str) -> Edits:
    """Write a name as it is meant wherever it stands in one line (0-based)."""
    if line >= len(notes.lines):
        return ()
    text = notes.lines[line]
    pattern = rf"(?<![\w’'-]){re.escape(written)}(?![\w])"
    return tuple(
        replacement(line, match.start(), match.end(), meant)
        for match in re.finditer(pattern, _covered(text))
    )


@lru_cache(maxsize=8)
def _parts(names: tuple[str, ...]) -> dict[str, str]:
    """Each word of the names that is long enough, casefolded, as it is spelled."""
    words = [word for name in names for word in _WORD.findall(name)]
    return {word.casefold(): word for word in words if len(word) >= LEAST_LETTERS}


def _read_lines(notes: Notes) -> Iterator[tuple[int, str]]:
    for node in notes.nodes:
        if node.kind in (NodeKind.CODE, NodeKind.HEADER, NodeKind.BLANK, NodeKind.RULE):
            continue
        for line in range(node.first_line, node.last_line + 1):
            yield line, notes.lines[line]


def _covered(text: str) -> str:
    """The text with code and addresses blanked out; columns stay."""
    return _SKIPPED.sub(lambda match: " " * len(match[0]), text)


@lru_cache(maxsize=1 << 14)
def _in_line(text: str, names: tuple[str, ...]) -> tuple[tuple[int, int, str, str], ...]:
    """What looks wrong in one line; remembered, since most lines stay while one is written."""
    parts, found = _parts(names), []
    for match in _WORD.finditer(_covered(text)):
        word = match[0]
        bare = re.sub(r"[’']s?$", "", word)
        if len(bare) < LEAST_LETTERS or not bare[0].isupper() or bare.casefold() in parts:
            continue
        meant = _nearest(bare, parts)
        if meant:
            found.append((match.start(), match.start() + len(bare), bare, meant))
    return tuple(found)


def _nearest(word: str, parts: dict[str, str]) -> str:
    folded = word.casefold()
    for key, spelled in parts.items():
        allowed = 2 if len(key) >= 8 else 1
        if folded in (f"{key}s", f"{key}es"):
            continue
        if folded[0] == key[0] and 0 < distance(folded, key, allowed) <= allowed:
            return spelled
    return ""


def distance(one: str, other: str, most: int) -> int:
    """How many letters to insert, remove, replace or swap; ``most`` + 1 where it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        older, before = before, row
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            swapped = i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b
            row.append(min(cost, older[j - 2] + 1) if swapped else cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
