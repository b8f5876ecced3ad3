"""The last step of parsing: drafts become segments, stamps get their places, style and title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Sequence
from typing import Any

from notesapp.core.labels import LabelTable
from notesapp.core.lines import Line, TimeMark, classify, plain
from notesapp.core.model import (
    Header,
    Label,
    Node,
    NodeKind,
    Notes,
    Place,
    Segment,
    SegmentKind,
    Stamp,
)
from notesapp.core.problems import Problem, Severity
from notesapp.core.segmenting import Draft
from notesapp.core.timecode import StampStyle, parse_style

STEP = 200

TITLE_PATTERN = re.compile(
    r"(?:(?:(?:Episode|Ep\.?|Folge|Épisode|Épisode)\s*#?|#)\s*(?P<number>\d{1,6})"
    r"|S(?P<season>\d{1,3})\s?E(?P<number2>\d{1,6})|(?P<season3>\d{1,2})x(?P<number3>\d{1,4}))"
    r"\s*[:.\-–—|]\s*(?P<title>.+)$",
    re.IGNORECASE,
)


def split_title(text: str) -> tuple[int | None, int | None, str]:
    """Season, number and title of a title line; a number only by pattern (ruling 10)."""
    match = TITLE_PATTERN.match(text)
    if match is None:
        return None, None, text
    number = match["number"] or match["number2"] or match["number3"]
    season = match["season"] or match["season3"]
    return (int(season) if season else None), int(number), match["title"].strip()


def assemble(
    lines: Sequence[str], header: Header, table: LabelTable, rows: Sequence[Draft | Node]
) -> Generator[None, None, Notes]:
    """Build the notes in slices: yields between them."""
    nodes: list[Node] = []
    segments: list[Segment] = []
    stamps: list[Stamp] = []
    problems: list[Problem] = list(header.problems)
    title_line: int | None = None
    pair = 0
    for count, row in enumerate(rows):
        if isinstance(row, Node):
            nodes.append(row)
            if row.kind is NodeKind.TITLE:
                title_line = row.first_line
            elif row.kind is NodeKind.ATTRIBUTES:
                problems.append(_stray(row.first_line))
            if row.kind in (NodeKind.TEXT, NodeKind.TITLE):
                stamps += _links(lines, row.first_line, row.last_line)
        else:
            pair += row.kind is SegmentKind.QUESTION
            segment, found = _segment(lines, row, len(segments), pair, table)
            nodes.append(Node(NodeKind.SEGMENT, row.first, row.last, segment.index))
            segments.append(segment)
            stamps += found
        if count % STEP == 0:
            yield
    title, number, season = _title(lines, header, title_line)
    style = yield from _style(header, segments, problems)
    return Notes(
        lines=tuple(lines),
        header=header,
        nodes=tuple(nodes),
        segments=tuple(segments),
        stamps=tuple(stamps),
        style=style,
        title=title,
        number=number,
        season=season,
        title_line=title_line,
        language=table.language,
        problems=tuple(problems),
    )


def _segment(
    lines: Sequence[str], draft: Draft, index: int, pair: int, table: LabelTable
) -> tuple[Segment, list[Stamp]]:
    own = draft.stamp
    found: list[Stamp] = []
    stamp: Stamp | None = None
    for number, line in draft.rows:
        for mark in line.times:
            is_own = own is not None and own[0] == number and own[1] is mark
            place = (Place.START if own and own[2] else Place.END) if is_own else Place.LINK
            made = _stamp(number, mark, place)
            found.append(made)
            stamp = made if is_own else stamp
    segment = Segment(
        index=index,
        kind=draft.kind,
        form=draft.form,
        first_line=draft.first,
        last_line=draft.last,
        text=_plain_text(lines, draft),
        label=_label(draft, table),
        stamp=stamp,
        attributes=draft.attributes,
        attribute_line=draft.attribute_line,
        pair=(pair or None) if draft.kind is not SegmentKind.TOPIC else None,
    )
    return segment, found


def _stamp(number: int, mark: TimeMark, place: Place) -> Stamp:
    return Stamp(number, mark.start, mark.end, mark.start_ms, mark.end_ms, mark.source, place)


def _label(draft: Draft, table: LabelTable) -> Label | None:
    mark = draft.label
    if mark is None:
        return None
    speaker = table.speakers.get(mark.word.casefold(), "")
    return Label(draft.first, mark.start, mark.end, mark.word, mark.source, speaker)


def _plain_text(lines: Sequence[str], draft: Draft) -> str:
    """The words of the draft, without label, its own stamp, marks and closing punctuation."""
    parts = []
    for number, line in draft.rows:
        text = lines[number]
        own = draft.stamp if draft.stamp and draft.stamp[0] == number else None
        start = line.body
        end = len(text)
        marks = ""
        if number == draft.first and draft.label is not None:
            start = max(start, draft.label.end)
            marks = _open_marks(draft.label.source)
        if own is not None and own[2]:
            start = max(start, own[1].tail)
            text = text[:start] + _strip_separator(text[start:], draft.label is None)
            end = len(text)
        elif own is not None:
            end = own[1].start
        parts.append(marks + text[start:end].lstrip() if marks else text[start:end])
    joined = " ".join(parts)
    if draft.stamp is not None and not draft.stamp[2]:
        bare = not draft.stamp[1].opening
        joined = joined.rstrip()
        joined = re.sub(r"\s[-‐‑‒–—―−~|@]$", "", joined) if bare else joined
    return plain(_balance(joined))


def _open_marks(label: str) -> str:
    """Emphasis that begins in the label and ends behind it: ``**Q: all of it**``."""
    bare = label.strip()
    marks = bare[: len(bare) - len(bare.lstrip("*_"))]
    return "" if bare.endswith(("*", "_")) or "*" in bare.lstrip("*_") else marks


def _strip_separator(text: str, lone: bool) -> str:
    pattern = r"^[*_]*\s*(?:[:\-–—|•→»]\s*)?" if lone else r"^[*_]*\s*(?:[:\-–—|]\s+)?"
    return re.sub(pattern, "", text)


def _balance(text: str) -> str:
    """Drop emphasis marks that lost their partner when label or stamp was cut away."""
    text = text.strip(" \t\r\u00a0")
    for mark in ("***", "**", "__", "*", "_"):
        if text.count(mark) % 2 and (text.startswith(mark) or text.endswith(mark)):
            text = text[len(mark) :] if text.startswith(mark) else text[: -len(mark)]
            break
    return text


def _links(lines: Sequence[str], first: int, last: int) -> list[Stamp]:
    found = []
    for number in range(first, last + 1):
        line: Line = classify(lines[number])
        found += [_stamp(number, mark, Place.LINK) for mark in line.times]
    return found


def _stray(number: int) -> Problem:
    return Problem(
        "stray-attributes",
        Severity.ADVICE,
        "",
        number + 1,
        "These attributes belong to no segment. Put the line directly below one.",
    )


def _title(
    lines: Sequence[str], header: Header, title_line: int | None
) -> tuple[str, int | None, int | None]:
    number = header.values.get("episode")
    season = header.values.get("season")
    title = header.text("title")
    found_season: int | None = None
    found: int | None = None
    if title_line is not None and not title:
        line = classify(lines[title_line])
        found_season, found, title = split_title(plain(lines[title_line][line.body :]))
    return (
        title,
        number if isinstance(number, int) else found,
        season if isinstance(season, int) else found_season,
    )


def _style(
    header: Header, segments: Sequence[Segment], problems: list[Problem]
) -> Generator[None, None, StampStyle]:
    """Header first, else the majority of the segments' stamps, else the default (ruling 5)."""
    style = yield from _majority(segments)
    wanted = header.text("stamps")
    if not wanted:
        return style
    read = parse_style(wanted, style)
    if read is None:
        line = header.places.get("stamps", (0, 0))[0] + 1
        message = "“stamps” in the header is a pattern such as [m:ss.mmm] end."
        problems.append(Problem("header-value", Severity.ADVICE, "", line, message))
        return style
    return read


def _majority(segments: Sequence[Segment]) -> Generator[None, None, StampStyle]:
    counts: Counter[tuple[str, object]] = Counter()
    for number, segment in enumerate(segments):
        if segment.stamp is not None:
            counts.update(_traits(segment.stamp))
        if number % STEP == 0:
            yield
    if not counts:
        return StampStyle()
    return StampStyle(
        place=_most(counts, "place"),
        opening=_most(counts, "opening"),
        fraction=_most(counts, "fraction"),
        minute_digits=2 if counts["padded", True] > counts["padded", False] else 1,
        hours_always=not counts["short", True] and bool(counts["hour", False]),
    )


def _traits(stamp: Stamp) -> list[tuple[str, object]]:
    """How one stamp is written, as countable facts."""
    opening = stamp.source[0] if stamp.source[0] in "[(（【" else ""
    written = _FIRST_TIME.search(stamp.source)
    time = written[0] if written else ""
    head = time.split(":")[0]
    traits: list[tuple[str, object]] = [
        ("place", "start" if stamp.place is Place.START else "end"),
        ("opening", opening),
        ("fraction", "." in time or "," in time),
        ("short", time.count(":") == 1),
        ("hour", stamp.start_ms >= 3_600_000),
    ]
    if len(head) == 1 or head[0] == "0":
        traits.append(("padded", len(head) == 2))
    return traits


_FIRST_TIME = re.compile(r"[\d:.,]+")


def _most(counts: Counter[tuple[str, object]], trait: str) -> Any:
    """The commonest value of a trait; of equals, the one met first."""
    return max((key for key in counts if key[0] == trait), key=lambda key: counts[key])[1]
