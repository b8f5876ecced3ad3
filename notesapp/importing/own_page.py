"""Pages that this program made: exact stamps, and chapters whose titles the notes do not say."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from notesapp.core.chapters import chapter_title, chapters_of
from notesapp.core.edits.attributes import set_attribute
from notesapp.core.edits.base import apply_edits
from notesapp.core.model import Notes
from notesapp.core.parser import parse
from notesapp.core.timecode import StampStyle, format_time
from notesapp.importing.imported import ImportedAnything

_LIST = re.compile(r'<nav class="chapters"')
_LIST_END = "</nav>"
_STAMP = re.compile(
    r'<a class="stamp"[^<>]{0,600} data-start-ms="(?P<ms>\d{1,10})"[^<>]{0,600}>'
    r"(?P<words>[^<>]{1,60})</a>"
)
_CHAPTER = re.compile(
    r'<a class="chapter"[^<>]{0,600} data-start-ms="(?P<ms>\d{1,10})"[^<>]{0,600}>[^\n]{0,200}?'
    r'<span class="name">(?P<title>[^<>]{0,2000})</span></a>'
    r'(?: <a class="more" href="(?P<url>[^"<>]{0,2000})")?'
)
_RANGE = re.compile(r"\d\s*(?:[-–—~]|to)\s*(?=\d)")

Row = tuple[int, str, str]


def is_own_page(text: str) -> bool:
    """Whether a page has the list of chapters that this program writes."""
    return _LIST.search(text) is not None and 'data-start-ms="' in text


def as_written(text: str) -> tuple[str, tuple[Row, ...]]:
    """The page without its list, stamps in brackets; and the list: time, title, address."""
    begin = _LIST.search(text)
    end = text.find(_LIST_END, begin.end()) if begin else -1
    rows: tuple[Row, ...] = ()
    if begin and end >= 0:
        listed = text[begin.start() : end]
        rows = tuple(
            (int(m["ms"]), html.unescape(m["title"]), html.unescape(m["url"] or ""))
            for m in _CHAPTER.finditer(listed)
        )
        text = text[: begin.start()] + text[end + len(_LIST_END) :]
    return _STAMP.sub(_bracketed, text), rows


def with_list(done: ImportedAnything, rows: tuple[Row, ...]) -> ImportedAnything:
    """The import with the titles and addresses that only the list had."""
    text, added = _named(done.notes_text, rows), _named(done.added_text, rows)
    return replace(done, notes_text=text, added_text=added, chapters=chapters_of(parse(text)))


def _bracketed(match: re.Match[str]) -> str:
    """``[3:00.250–3:40]``: the start is exact, an end as it was shown."""
    start_ms = int(match["ms"])
    start = format_time(start_ms, StampStyle(fraction=start_ms % 1000 > 0))
    parted = _RANGE.search(match["words"])
    till = f"–{match['words'][parted.end() :].strip()}" if parted else ""
    return f"[{start}{till}]"


def _named(text: str, rows: tuple[Row, ...]) -> str:
    titles = {ms: title for ms, title, _ in reversed(rows)}
    addresses = {ms: url for ms, _, url in reversed(rows) if url}
    notes = parse(text)
    wanted = {
        segment.index: titles[segment.start_ms]
        for segment in notes.segments
        if segment.start_ms in titles and chapter_title(segment) != titles[segment.start_ms]
    }
    text = _with_attribute(notes, "chapter", wanted)
    notes = parse(text)
    wanted = {
        segment.index: addresses[segment.start_ms]
        for segment in notes.segments
        if segment.start_ms in addresses and not segment.attribute("url")
    }
    return _with_attribute(notes, "url", wanted)


def _with_attribute(notes: Notes, key: str, values: dict[int, str]) -> str:
    edits = [
        edit
        for index, value in values.items()
        for edit in set_attribute(notes, notes.segments[index], key, value)
    ]
    return apply_edits(notes.text, edits)
