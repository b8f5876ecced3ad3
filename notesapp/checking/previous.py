"""Checks of what is still the same as in the episode before: title, summary, who the guest is.

What a show says in every episode is the same too, so only these are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.lines import plain
from notesapp.core.marks import MARK
from notesapp.core.model import NodeKind, Notes
from notesapp.core.problems import Severity
from notesapp.core.snippets import variables_in
from notesapp.core.templating import asks_listeners

_LEAST_WORDS = 8
_MOST_CHARACTERS = 8_000  # of a paragraph, which is enough to tell two apart
_MOST_PARAGRAPHS = 40  # of those that name one guest
_ALIKE = 0.95


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines of text that stand together, as a person reads them."""

    line: int
    text: str


def _same_title(subject: Subject) -> Iterator[Finding]:
    notes, before = subject.notes, subject.previous
    if before is None or not notes.title or _folded(notes.title) != _folded(before.title):
        return
    place = notes.header.places.get("title", (notes.title_line or 0, 0))[0]
    words = f"The title is that of {_name(before)}. Write this episode's own."
    yield Finding(place + 1, words)


def _same_summary(subject: Subject) -> Iterator[Finding]:
    if subject.previous is None:
        return
    here, there = _summary(subject.notes), _summary(subject.previous)
    if here is None or there is None or not _alike(here.text, there.text):
        return
    new = set(_guests(subject.notes)) - set(_guests(subject.previous))
    if any(name in _folded(here.text) for name in new):
        return
    words = f"The summary is that of {_name(subject.previous)}. Write this episode's own."
    yield Finding(here.line + 1, words)


def _guest_before(subject: Subject) -> Iterator[Finding]:
    before = subject.previous
    if before is None:
        return
    still = {*_guests(subject.notes), *map(_folded, subject.notes.header.items("speakers"))}
    gone = [name for name in _guests(before) if name not in still and " " in name]
    said = {name: _naming(before, name) for name in gone}
    told: set[int] = set()
    for name in gone:
        for here in _naming(subject.notes, name):
            if here.line in told or not any(_alike(here.text, old) for old in _texts(said[name])):
                continue
            told.add(here.line)
            spelled = next(g for g in before.header.items("guests") if _folded(g) == name)
            words = f"This is still about {spelled}, the guest of {_name(before)}. Write it anew."
            yield Finding(here.line + 1, words)


def _texts(paragraphs: list[_Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


def _naming(notes: Notes, name: str) -> list[_Paragraph]:
    """Paragraphs around the questions that name somebody and are no standing words."""
    found: list[_Paragraph] = []
    for paragraph in _paragraphs(notes):
        if name in _folded(paragraph.text) and not asks_listeners(paragraph.text):
            found.append(paragraph)
            if len(found) == _MOST_PARAGRAPHS:
                break
    return found


def _summary(notes: Notes) -> _Paragraph | None:
    """The first paragraph before the questions that is written for this episode alone."""
    first = notes.segments[0].first_line if notes.segments else len(notes.lines)
    for paragraph in _paragraphs(notes):
        if paragraph.line >= first:
            return None
        if not asks_listeners(paragraph.text):
            is_open = MARK in paragraph.text.split() or variables_in(paragraph.text)
            return None if is_open else paragraph
    return None


def _paragraphs(notes: Notes) -> Iterator[_Paragraph]:
    lines: list[str] = []
    first = 0
    for node in notes.nodes:
        if node.kind is NodeKind.TEXT:
            first = first if lines else node.first_line
            lines += notes.lines[node.first_line : node.last_line + 1]
        elif lines:
            yield _paragraph(first, lines)
            lines = []
    if lines:
        yield _paragraph(first, lines)


def _paragraph(first: int, lines: list[str]) -> _Paragraph:
    return _Paragraph(first, plain(" ".join(lines)[:_MOST_CHARACTERS]))


def _alike(here: str, there: str) -> bool:
    """Whether two paragraphs are the same but for a word in twenty."""
    ours, theirs = (_folded(text).split() for text in (here, there))
    if ours == theirs:
        return len(ours) >= _LEAST_WORDS
    shared = sum((Counter(ours) & Counter(theirs)).values())
    return min(len(ours), len(theirs)) >= 2 * _LEAST_WORDS and (
        2 * shared >= _ALIKE * (len(ours) + len(theirs))
    )


def _guests(notes: Notes) -> list[str]:
    return [_folded(name) for name in notes.header.items("guests") if name.strip()]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _name(before: Notes) -> str:
    return "the episode before" if before.number is None else f"episode {before.number}"


_WHY = (
    "Notes are often begun as a copy of the last ones. This compares them with the notes of the "
    "episode before, in the same folder."
)

CHECKS: tuple[Check, ...] = (
    Check(
        *("same-title", Severity.ADVICE, "", "Title of the episode before", _same_title),
        explanation=_WHY,
        draft=False,
    ),
    Check(
        *("same-summary", Severity.ADVICE, "", "Summary of the episode before", _same_summary),
        explanation=_WHY,
        draft=False,
    ),
    Check(
        *("same-guest", Severity.ADVICE, "", "Guest of the episode before", _guest_before),
        explanation=_WHY,
        draft=False,
    ),
)

FIXES: tuple[Fix, ...] = ()
