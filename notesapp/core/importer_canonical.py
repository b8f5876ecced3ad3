"""Stamps as this program writes them: in square brackets, at the place most of them have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from notesapp.core.lines import Line, TimeMark, classify, write_attributes
from notesapp.core.model import Form, Notes, Place, Segment
from notesapp.core.parser import parse_lines
from notesapp.core.timecode import StampStyle, format_time

_SEPARATOR = re.compile(r"[ \t\u00a0]*(?:[:\-–—|•→»](?:[ \t\u00a0]+|(?=\w)|$))?[ \t\u00a0]*")
_BARE_SEPARATOR = re.compile(r"[ \t\u00a0]*[-‐‑‒–—―−~|@]$")
_AT = re.compile(r"(?:@[ \u00a0]?|at[ \u00a0]+)$")
_CLOCK = re.compile(r"[\u231a\u231b\u23f0-\u23f3\U0001f550-\U0001f567\U0001f570]\ufe0f?[ \u00a0]*$")
_ONE_LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<url>https?://[^()\s]+)\)")
_IN_VIDEO = re.compile(r"[?&#]t=")


def canonical(notes: Notes) -> list[list[str]]:
    """The new lines for each line; the old ones where rewriting would change what is read."""
    found = [[line] for line in notes.lines]
    places = {labelled: _usual_place(notes, labelled) for labelled in (True, False)}
    for segment in notes.segments:
        if segment.stamp is not None:
            _rewrite(notes, segment, found, places[segment.label is not None])
    again = parse_lines([line for lines in found for line in lines])
    if meaning(again) == meaning(notes):
        return found
    return [[line] for line in notes.lines]


def meaning(notes: Notes) -> list[tuple[object, ...]]:
    """What the notes say, however they are written: to compare before and after."""
    return [(s.kind, s.start_ms, s.end_ms, s.text.rstrip(" .;,")) for s in notes.segments]


def _usual_place(notes: Notes, labelled: bool) -> str:
    """Where most stamps stand: a list of topics and its pairs may each have their own way."""
    places = [
        s.stamp.place for s in notes.segments if s.stamp and (s.label is not None) is labelled
    ]
    return "start" if places.count(Place.START) * 2 > len(places) else "end"


def _rewrite(notes: Notes, segment: Segment, found: list[list[str]], usual: str) -> None:
    stamp = segment.stamp
    if stamp is None:
        return
    text = notes.lines[stamp.line]
    line = classify(text)
    mark = next(m for m in line.times if m.start == stamp.start)
    written = _written(mark)
    if stamp.place is Place.START:
        before, after = _around_start(text, line, mark)
    else:
        before, after = _around_end(text, mark), ""
    first, last = segment.first_line, segment.body_last_line
    movable = first == last and (segment.label is not None or segment.form is not Form.BLOCK)
    wanted = usual if movable else str(stamp.place)
    words = (before + after).rstrip() if stamp.place is Place.START else before.rstrip()
    url = ""
    if first == last and segment.attribute_line is None:
        words, url = _without_link(words)
    if wanted == "end" and words[line.body :].strip():
        found[stamp.line] = [f"{words} {written}"]
    else:
        start = line.body if stamp.place is not Place.START else len(before)
        if url or stamp.place is not Place.START:
            start = min(start, len(words))
        found[stamp.line] = [f"{words[:start]}{written} {words[start:].lstrip()}".rstrip()]
    if url:
        found[stamp.line].append(write_attributes((("url", url),)))


def _written(mark: TimeMark) -> str:
    style = StampStyle(fraction="." in mark.source or "," in mark.source)
    till = "" if mark.end_ms is None else f"–{format_time(mark.end_ms, style)}"
    return f"[{format_time(mark.start_ms, style)}{till}]"


def _around_start(text: str, line: Line, mark: TimeMark) -> tuple[str, str]:
    """What stands before and behind a stamp at the start, without its own marks."""
    before = text[: mark.start]
    after = text[mark.tail :].rstrip("\r")
    emphasis = before[len(before.rstrip("*_")) :]
    if emphasis and after.startswith(emphasis):
        before = before[: -len(emphasis)]
        after = after[len(emphasis) :]
        emphasis = ""
    before = before[: len(before) - len(emphasis)]
    before = _CLOCK.sub("", _AT.sub("", before))
    separator = _SEPARATOR.match(after)
    after = after[separator.end() :] if separator else after
    return before, emphasis + after


def _around_end(text: str, mark: TimeMark) -> str:
    before = text[: mark.start].rstrip(" \t\u00a0")
    after = text[mark.tail :].strip(" \t\r\u00a0\u200b\u200c\u200d\u2060\ufeff")
    if not mark.opening:
        before = _BARE_SEPARATOR.sub("", before)
    emphasis = after.rstrip(".;,")
    dot = "." if after.endswith(".") and before[-1:] not in (".", "?", "!", "…") else ""
    if emphasis and before.endswith(emphasis):
        return before[: -len(emphasis)].rstrip() + dot
    return before + emphasis + dot


def _without_link(words: str) -> tuple[str, str]:
    """A title that is one link as a whole: its words, and the address for the attribute line."""
    match = _ONE_LINK.search(words)
    if match is None or _IN_VIDEO.search(match["url"]):
        return words, ""
    line = classify(words)
    begin = line.label.end if line.label else line.body
    if words[begin : match.start()].strip() or words[match.end() :].strip():
        return words, ""
    return words[: match.start()] + match["words"].strip(), match["url"]


def lines_of(found: Sequence[Sequence[str]]) -> list[str]:
    """All the lines, one after the other."""
    return [line for lines in found for line in lines]
