"""Show notes as text, Markdown or HTML, as an import."""

from __future__ import annotations

import re
from collections import defaultdict

from notesapp.core.chapters import chapters_of
from notesapp.core.header import read_header
from notesapp.core.importer import Imported, import_lines, source_lines
from notesapp.core.importer_html import is_html
from notesapp.core.lines import classify
from notesapp.core.model import Notes
from notesapp.core.parser import parse
from notesapp.core.timecode import TIME_PATTERN
from notesapp.errors import FileTrouble
from notesapp.formats.reading import Remark
from notesapp.importing.imported import ImportedAnything, SourceLine, Verdict

NOTES, HTML = "notes", "html"
MOST_LINES, MOST_TIMES, MOST_CHARACTERS = 50_000, 15_000, 2_000_000

_TIMES = re.compile(rf"{TIME_PATTERN}(?:[ \u00a0]*(?:-->|[-–])[ \u00a0]*{TIME_PATTERN})?")
_OTHER_NAMES = {"topic": Verdict.CHAPTER, "split": Verdict.CHAPTER}


def imported_text(text: str, name: str, encoding: str = "") -> ImportedAnything:
    """The import of text in which no reader found a list of chapters.

    Raises FileTrouble where it has more than 50,000 lines, 15,000 times or two million
    characters.
    """
    source = source_lines(text, name)
    _refuse_endless(source)
    done = import_lines(source)
    notes = parse(done.notes_text)
    page = is_html(text, name)
    return ImportedAnything(
        name=name,
        key=HTML if page else NOTES,
        title="Web page" if page else "Show notes",
        lines=tuple(_lines(done, notes)),
        chapters=chapters_of(notes),
        notes_text=done.notes_text,
        added_text="" if done.refused_as_transcript else _added(done, notes),
        remarks=tuple(Remark(p.line, p.message) for p in done.problems),
        encoding=encoding,
        transcript=done.refused_as_transcript,
        episode_title=notes.title,
    )


def _refuse_endless(source: list[str]) -> None:
    """No episode has so many lines, and each of them costs time."""
    if len(source) > MOST_LINES:
        words = f"{len(source):,} lines. Notes have {MOST_LINES:,} at most."
        raise FileTrouble(f"This text has {words} Import a part of it.")
    if sum(map(len, source)) > MOST_CHARACTERS:
        words = f"more than {MOST_CHARACTERS:,} characters, which no notes have."
        raise FileTrouble(f"This text has {words} Import a part of it.")
    times = sum(len(_TIMES.findall(line)) for line in source if ":" in line)
    if times > MOST_TIMES:
        words = f"{times:,} times. Notes have {MOST_TIMES:,} at most."
        raise FileTrouble(f"This text has {words} Import a part of it.")


def _lines(done: Imported, notes: Notes) -> list[SourceLine]:
    remarks: dict[int, list[str]] = defaultdict(list)
    for problem in done.problems:
        remarks[problem.line].append(problem.message)
    verdicts = dict(done.verdicts)
    found = []
    for number, text in enumerate(done.lines, start=1):
        word = verdicts.get(number, "text")
        verdict = _OTHER_NAMES.get(word) or Verdict(word)
        becomes = done.became.get(number, ())
        if verdict is Verdict.TITLE and notes.header.text("title"):
            becomes = (_named(notes),)
        start_ms = _first_ms(becomes) if verdict in _TIMED else None
        if verdict is Verdict.CHAPTER and start_ms is None:
            verdict = Verdict.TEXT  # goes on with the topic above
        remark = " ".join(remarks[number])
        found.append(SourceLine(number, text, verdict, becomes, start_ms, remark))
    return found


_TIMED = (Verdict.CHAPTER, Verdict.QUESTION, Verdict.ANSWER)


def _first_ms(lines: tuple[str, ...]) -> int | None:
    for text in lines:
        line = classify(text)
        mark = line.leading or line.trailing
        if mark is not None:
            return mark.start_ms
    return None


def _added(done: Imported, notes: Notes) -> str:
    """What goes into other notes: the title as a heading, a header of its own as it stands."""
    header = read_header(done.lines)
    body = list(notes.lines[notes.header.last_line + 1 :])
    while body and not body[0].strip():
        body.pop(0)
    head = [f"## {_named(notes)}", ""] if notes.header.text("title") else []
    if header.present:
        own = done.lines[1 : header.last_line]
        head = [*head, "~~~", *own, "~~~", ""]
    return "\n".join([*head, *body])


def _named(notes: Notes) -> str:
    number = f"{notes.number}: " if notes.number is not None else ""
    return f"{number}{notes.title}"
