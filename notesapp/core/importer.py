"""Show notes from anywhere, as notes of this program.

The reader of a line knows only that line. What needs the whole document (lists that lost their
line breaks, times alone on a line, durations, HTML, transcripts) is read here, once, and written
down as canonical notes. No word is lost: what is not understood stays as it is, in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from notesapp.core.assemble import TITLE_PATTERN, split_title
from notesapp.core.header import HeaderValue, write_value
from notesapp.core.importer_canonical import canonical, lines_of, meaning
from notesapp.core.importer_html import html_lines, is_html
from notesapp.core.importer_lines import Row, clean, numbered, pair_lone, split
from notesapp.core.importer_problems import LOOKS_LIKE_A_TIME, import_problems
from notesapp.core.importer_transcript import is_spoken, is_transcript
from notesapp.core.lines import classify, plain
from notesapp.core.model import NodeKind, Notes
from notesapp.core.parser import parse, parse_lines
from notesapp.core.problems import Problem

TRANSCRIPT = "transcript"

_OPAQUE = frozenset({NodeKind.CODE, NodeKind.HEADER, NodeKind.ATTRIBUTES})
_ALMOST_A_TIME = re.compile(r"[\[(]?\d{1,3}:\d{1,2}(?!\d)")
_CLOCK_TIME = re.compile(
    r"[\[(]?\d{1,2}:\d{2}[ \u00a0]*(?:[apAP]\.?[ \u00a0]?[mM]\b|[uU]hr\b|[A-Z]{3,4}\b)"
)
_TITLE_WORD = re.compile(r"(?:title|titel|titre|título|titolo)[ \u00a0]?:\s*(?=\S)", re.IGNORECASE)
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gives.

    ``lines`` are the source as lines of text (of an HTML page: its words); ``verdicts`` name each
    of them by its 1-based number and what it became: ``title``, ``question``, ``answer``,
    ``topic``, ``section``, ``heading``, ``text``, ``blank``, ``code``, ``rule``, ``header``,
    ``attributes``, ``split`` (several lines now), ``joined`` (a time put to its title),
    ``looks-like-a-time`` or ``transcript``. ``became`` are the lines of the notes that each made,
    by the same number; none where its words went to another line.
    """

    notes_text: str
    verdicts: tuple[tuple[int, str], ...]
    refused_as_transcript: bool
    problems: tuple[Problem, ...]
    lines: tuple[str, ...] = ()
    became: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def import_text(text: str, name: str = "") -> Imported:
    """Turn text, Markdown or HTML into notes. Never raises; ``name`` is the file's."""
    return import_lines(source_lines(text, name))


def import_lines(source: Sequence[str]) -> Imported:
    """Turn lines that hold no line ends and no markup of HTML into notes. Never raises."""
    before = parse_lines(source)
    opaque = {
        number
        for node in before.nodes
        if node.kind in _OPAQUE
        for number in range(node.first_line, node.last_line + 1)
    }
    rows = clean([Row(n, line, opaque=n in opaque) for n, line in enumerate(source)])
    cleaned = parse_lines([row.text or "" for row in rows])
    every = pair_lone(split(numbered(rows)))
    read = [row for row in every if row.text is not None]
    notes = parse_lines([row.text or "" for row in read])
    refused = is_transcript(rows, cleaned) or is_transcript(read, notes)
    if refused:
        read, notes = rows, cleaned
        notes_text = _with_values(source, _chosen_policy(before))
        written = [[line] for line in source]
    else:
        notes_text, written = _written(notes)
    verdicts = _verdicts(source, read, notes, refused=refused)
    if not refused:
        verdicts |= {row.source + 1: row.verdict for row in every if row.verdict}
    problems = import_problems(source, verdicts, notes, refused=refused)
    return Imported(
        notes_text,
        tuple(sorted(verdicts.items())),
        refused,
        problems,
        tuple(source),
        _became(read, written),
    )


def source_lines(text: str, name: str = "") -> list[str]:
    """Text, Markdown or HTML as lines; ``name`` is the file's."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = html_lines(text) if is_html(text, name) else text.split("\n")
    while lines and not lines[-1]:
        lines.pop()
    return lines or [""]


def _chosen_policy(notes: Notes) -> dict[str, HeaderValue]:
    """A transcript keeps its times as links to click; none of them is a chapter."""
    return {} if notes.header.present else {"chapters": "marked"}


def _became(rows: Sequence[Row], written: Sequence[Sequence[str]]) -> dict[int, tuple[str, ...]]:
    """The lines that were written for each source line, by its 1-based number."""
    found: dict[int, tuple[str, ...]] = {}
    for row, lines in zip(rows, written, strict=True):
        found[row.source + 1] = found.get(row.source + 1, ()) + tuple(filter(str.strip, lines))
    return found


def _written(notes: Notes) -> tuple[str, list[list[str]]]:
    """The notes' text, and the lines in it that stand for each line."""
    found = canonical(notes)
    untouched = _with_values(lines_of(found), {})
    place = _title_place(notes)
    if place is None or notes.header.present:
        return untouched, found
    season, number, title = _title_of(notes.lines[place])
    known: dict[str, HeaderValue | None] = {"season": season, "episode": number, "title": title}
    values = {key: value for key, value in known.items() if value is not None}
    moved = [*found[:place], [], *found[place + 1 :]]
    text = _with_values(lines_of(moved), values)
    if not title or meaning(parse(text)) != meaning(notes):
        return untouched, found
    moved[place] = [write_value(key, value) for key, value in values.items()]
    return text, moved


def _title_place(notes: Notes) -> int | None:
    """The title's line: a first-level heading before the segments, else the first line."""
    end = notes.segments[0].first_line if notes.segments else len(notes.lines)
    for node in notes.nodes:
        text = notes.lines[node.first_line]
        if node.first_line < end and node.kind in (NodeKind.HEADING, NodeKind.TITLE):
            line = classify(text)
            if line.level == 1 and not line.times:
                return node.first_line
    place = notes.title_line
    if place is None:
        return None
    line = classify(notes.lines[place])
    text = notes.lines[place].strip()
    marked = line.level or TITLE_PATTERN.match(text) or _TITLE_WORD.match(text)
    short = len(text) <= _LONGEST_TITLE and not text.endswith((".", ":", ";", ","))
    follows = notes.lines[place + 1 : place + 2]
    alone = not follows or not follows[0].strip()
    if "](" in text or "<" in text:
        return None
    good = marked or (short and alone and not line.item and not text.startswith((">", "|")))
    return place if good and not line.times else None


def _title_of(text: str) -> tuple[int | None, int | None, str]:
    words = plain(_TITLE_WORD.sub("", text[classify(text).body :], count=1))
    return split_title(words)


def _with_values(lines: Sequence[str], values: Mapping[str, HeaderValue]) -> str:
    body = list(lines)
    while body and not body[-1].strip():
        body.pop()
    if values:
        while body and not body[0].strip():
            body.pop(0)
        header = ["---", *(write_value(key, value) for key, value in values.items()), "---"]
        body = [*header, "", *body] if body else header
    return "".join(f"{line}\n" for line in body)


def _verdicts(
    source: Sequence[str], rows: Sequence[Row], notes: Notes, *, refused: bool
) -> dict[int, str]:
    """What became of each source line, by its 1-based number."""
    place = _title_place(notes)
    found = {number: "blank" for number, line in enumerate(source, start=1) if not line.strip()}
    for node in notes.nodes:
        kind = str(node.kind)
        if node.segment is not None:
            kind = str(notes.segments[node.segment].kind)
        for number in range(node.first_line, node.last_line + 1):
            row = rows[number]
            word = row.verdict or ("title" if number == place else kind)
            if node.kind is NodeKind.TITLE and number != place:
                word = "title" if place is None else "text"
            plain_line = word == "text" or number > node.first_line
            if plain_line and _is_almost_a_time(row.text or ""):
                word = LOOKS_LIKE_A_TIME
            if refused and (node.segment is not None or is_spoken(row.text or "")):
                word = TRANSCRIPT
            found.setdefault(row.source + 1, word)
    return found


def _is_almost_a_time(text: str) -> bool:
    line = classify(text)
    body = text[line.body :]
    almost = line.leading is None and _ALMOST_A_TIME.match(body) is not None
    return almost and not _CLOCK_TIME.match(body)
