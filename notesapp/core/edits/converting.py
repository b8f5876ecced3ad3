"""Writing all stamps of the notes in another style, as one step that says first what it costs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from notesapp.core.edits.base import Edits, replacement
from notesapp.core.edits.header_edits import set_header
from notesapp.core.edits.retiming import target_edit
from notesapp.core.edits.stamping import stamp_text
from notesapp.core.lines import classify
from notesapp.core.model import Notes, Place, Segment, Stamp
from notesapp.core.parser import parse_lines
from notesapp.core.timecode import (
    TIME_PATTERN,
    StampStyle,
    describe_style,
    format_time,
    parse_time,
)

_TIME = re.compile(TIME_PATTERN)
_BRACKETS = "[]()（）【】"
_MARKS = re.compile(rf"{TIME_PATTERN}|[{re.escape(_BRACKETS)}]")
_SEPARATOR = re.compile(r"[*_]*[ \u00a0]*(?:[:\-–—|•→»][ \u00a0]*)?")
_FULL, _FORM, _KEPT = range(3)  # how far a stamp goes along with the new style
_ROUNDS = 6

Span = tuple[int, int, str]  # first and last column, and what stands there instead


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion would do. ``total`` stamps, of which ``changed`` will read differently.

    ``losing`` have a fraction that would go; ``kept`` keep brackets or place, because in the new
    style they would be read as text, or as something else.
    """

    edits: Edits = ()
    total: int = 0
    changed: int = 0
    losing: int = 0
    kept: int = 0


def plan_conversion(notes: Notes, style: StampStyle) -> Conversion:
    """Write every stamp in a style, and the style into the header where there is one.

    Times stay what they are, but for fractions where the style has none: those are floored.
    Nothing else is read differently afterwards: a stamp that could not be told from text in the
    new style goes along only as far as it can.
    """
    levels = [_FORM if _is_linked(notes, stamp) else _FULL for stamp in notes.stamps]
    spans = _spans(notes, style, levels)
    for _ in range(_ROUNDS):
        wrong = _misread(notes, style, spans)
        if not wrong:
            break
        for number, stamp in enumerate(notes.stamps):
            if stamp.line in wrong:
                levels[number] = min(_KEPT, levels[number] + 1)
        spans = _spans(notes, style, levels)
    else:
        spans = {}
        levels = [_KEPT] * len(notes.stamps)
    header = set_header(notes, "stamps", describe_style(style)) if notes.header.present else ()
    return Conversion(
        edits=(*header, *_edits(notes, spans)),
        total=len(notes.stamps),
        changed=sum(_changes(notes, stamp, style, level) for stamp, level in _each(notes, levels)),
        losing=0 if style.fraction else sum(map(_has_fraction, notes.stamps)),
        kept=sum(level > _FULL for level in levels),
    )


def _each(notes: Notes, levels: Sequence[int]) -> list[tuple[Stamp, int]]:
    return list(zip(notes.stamps, levels, strict=True))


def _is_linked(notes: Notes, stamp: Stamp) -> bool:
    """Whether its brackets are those of a Markdown link, which are square."""
    return stamp.source[0] == "[" and notes.lines[stamp.line][stamp.end :][:1] == "("


def _has_fraction(stamp: Stamp) -> bool:
    return stamp.start_ms % 1000 > 0 or (stamp.end_ms or 0) % 1000 > 0


def _changes(notes: Notes, stamp: Stamp, style: StampStyle, level: int) -> bool:
    if level == _KEPT:
        return False
    if _inside(stamp, style) != stamp.source.strip(_BRACKETS):
        return True
    own = stamp.place is not Place.LINK
    if level == _FORM:
        return False
    opening = stamp.source[0] if not stamp.source[0].isdigit() else ""
    if not own:
        return bool(style.opening) and opening != style.opening
    return opening != style.opening or _place(notes, stamp) != style.place


def _place(notes: Notes, stamp: Stamp) -> str:
    return "start" if stamp.place is Place.START else "end"


def _inside(stamp: Stamp, style: StampStyle) -> str:
    """What stands between the brackets: the times in the new form, a range's dash as it is."""
    inside = stamp.source.strip(_BRACKETS)
    return _TIME.sub(lambda m: format_time(parse_time(m[0]) or 0, style), inside)


def _spans(notes: Notes, style: StampStyle, levels: Sequence[int]) -> dict[int, list[Span]]:
    owners = {s.stamp: s for s in notes.segments if s.stamp is not None}
    spans: dict[int, list[Span]] = {}
    for stamp, level in _each(notes, levels):
        if level == _KEPT:
            continue
        segment = owners.get(stamp)
        moves = level == _FULL and segment is not None and _place(notes, stamp) != style.place
        if moves and segment is not None:
            for line, span in _moved(notes, segment, stamp, style):
                spans.setdefault(line, []).append(span)
            continue
        spans.setdefault(stamp.line, []).extend(_in_place(notes, segment, stamp, style, level))
    return spans


def _in_place(
    notes: Notes, segment: Segment | None, stamp: Stamp, style: StampStyle, level: int
) -> list[Span]:
    inside = _inside(stamp, style)
    opening, closing = _brackets(stamp)
    start = stamp.start
    if level == _FULL and style.opening:
        opening, closing = style.opening, style.closing
        start = _behind_dash(notes.lines[stamp.line], stamp) if segment else start
    elif level == _FULL and segment is not None and opening:
        text = _written(inside, style, labelled=segment.label is not None)
        return [(stamp.start, stamp.end, text)]
    spans = [(start, stamp.end, f"{opening}{inside}{closing}")]
    return spans + [
        (edit.start.column, edit.end.column, edit.text)
        for edit in target_edit(notes, stamp, stamp.start_ms)
    ]


def _behind_dash(text: str, stamp: Stamp) -> int:
    """Where a bare end stamp begins with the dash that makes it one."""
    if stamp.place is not Place.END or not text[stamp.start].isdigit():
        return stamp.start
    before = text[: stamp.start].rstrip(" \u00a0")
    return len(before) - 1


def _brackets(stamp: Stamp) -> tuple[str, str]:
    if stamp.source[0].isdigit():
        return "", ""
    return stamp.source[0], stamp.source[-1]


def _written(inside: str, style: StampStyle, *, labelled: bool) -> str:
    """As a new stamp is put into the text, around times that are written already."""
    model = stamp_text(0, style, labelled=labelled)
    return model.replace(format_time(0, style), inside)


def _moved(
    notes: Notes, segment: Segment, stamp: Stamp, style: StampStyle
) -> list[tuple[int, Span]]:
    """Take the stamp away at one end of its segment and put it at the other."""
    text = notes.lines[stamp.line]
    written = _written(_inside(stamp, style), style, labelled=segment.label is not None)
    if style.place == "start":
        start = len(text[: _behind_dash(text, stamp)].rstrip(" \u00a0"))
        taken = (start, stamp.end, "")
        first = notes.lines[segment.first_line]
        if segment.label is not None:
            put = (segment.label.end, segment.label.end, f" {written}")
        else:
            body = classify(first).body
            put = (body, body, f"{written} ")
        return [(stamp.line, taken), (segment.first_line, put)]
    gap = _SEPARATOR.match(text, stamp.end)
    end = gap.end() if gap else stamp.end
    last = segment.body_last_line
    column = len(notes.lines[last].rstrip(" \t\r\u00a0"))
    return [(stamp.line, (stamp.start, end, "")), (last, (column, column, f" {written}"))]


def _apply(text: str, spans: Sequence[Span]) -> str:
    for start, end, new in sorted(spans, key=lambda s: (s[0], s[1]), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _misread(notes: Notes, style: StampStyle, spans: dict[int, list[Span]]) -> set[int]:
    """The lines of segments and links that would not be read as they are now."""
    lines = list(notes.lines)
    for number, found in spans.items():
        lines[number] = _apply(lines[number], found)
    after = parse_lines(lines)
    unwanted = set(_facts(notes, style)) ^ set(_facts(after, style))
    owners = {line for line, _ in unwanted}
    wrong = set()
    for line in owners:
        for segment in notes.segments:
            if segment.first_line - 1 <= line <= segment.last_line + 1:
                wrong |= set(range(segment.first_line, segment.last_line + 1))
        wrong.add(line)
    return wrong


def _facts(notes: Notes, style: StampStyle) -> list[tuple[int, tuple[object, ...]]]:
    """What must be the same before and after, with the line it is about."""

    def read(ms: int | None) -> int | None:
        return ms if ms is None or style.fraction else ms // 1000 * 1000

    facts: list[tuple[int, tuple[object, ...]]] = []
    for s in notes.segments:
        what = (s.last_line, s.kind, read(s.start_ms), read(s.end_ms), _MARKS.sub("", s.text))
        facts.append((s.first_line, what))
    links = [s for s in notes.stamps if s.place is Place.LINK]
    return [*facts, *((s.line, (n, read(s.start_ms), read(s.end_ms))) for n, s in enumerate(links))]


def _edits(notes: Notes, spans: dict[int, list[Span]]) -> Edits:
    """One replacement a line, of what differs and no more."""
    edits = []
    for number, found in spans.items():
        old, new = notes.lines[number], _apply(notes.lines[number], found)
        if old == new:
            continue
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        edits.append(replacement(number, head, len(old) - tail, new[head : len(new) - tail]))
    return tuple(edits)
