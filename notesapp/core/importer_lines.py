"""What whole documents do with times: the rules of import that look past one line.

Rows come in and go out in order. A row remembers the source line it came from; its text is None
where the words went into a neighbour. Each rule is a function from rows to rows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from notesapp.core.lines import Line, LineKind, classify
from notesapp.core.timecode import PLAIN, TIME_PATTERN, format_time, parse_time

JOINED = "joined"
SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Row:
    """A line on its way into the notes; ``source`` is 0-based, an opaque row is left alone."""

    source: int
    text: str | None
    verdict: str = ""
    opaque: bool = False

    @property
    def line(self) -> Line:
        """The classified text; a blank line where there is none."""
        return classify("" if self.text is None or self.opaque else self.text)


_T = TIME_PATTERN
_WORD_TIME = re.compile(
    r"(?P<open>[\[(])\s?(?:(?P<h>\d{1,2})\s?h(?:(?:ou)?rs?)?)?\s?(?:(?P<m>\d{1,3})\s?m(?:in(?:ute)?s?)?)?"
    r"\s?(?:(?P<s>\d{1,2})\s?s(?:ec(?:ond)?s?)?)?\s?[\])]",
    re.IGNORECASE | re.ASCII,
)
_WORD_AT = re.compile(
    r"(?:at |@ ?)(?:(?P<h>\d{1,2})h)?(?:(?P<m>\d{1,2})m(?:in)?)?(?:(?P<s>\d{1,2})s(?:ec)?)?"
    r"(?=[\s:,–—-]|$)",
    re.ASCII,
)
_ENTITY = re.compile(r"&(?:amp|nbsp|quot|apos|[A-Za-z]{3,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_KEPT_ENTITIES = frozenset({"&lt;", "&gt;", "&#60;", "&#62;", "&#x3c;", "&#x3e;"})
_TIME_LINK = re.compile(
    r"\[(?P<words>[^\[\]]*)\]\((?P<url>[^()\s]{0,300}[?&#]t=(?P<t>[0-9hms:.]{1,15})[^()\s]{0,300})\)"
)
_NUMBERED = re.compile(
    rf"\s*(?:\|\s*)?(?P<n>\d{{1,3}})[.)]?[\s|]+(?P<start>{_T})[\s|]+(?P<title>\S.*?)"
    rf"(?:[\s|]+(?P<last>{_T}))?[\s|]*$",
    re.ASCII,
)
_ANY_TIME = re.compile(
    rf"(?:(?<=^)|(?<=\s))[\[(]?(?P<time>{_T})[\])]?(?=\s|$)(?![ \u00a0][aApP]\.?[mM]\b)", re.ASCII
)
_FOLLOWS = re.compile(r"\s*(?:[;,|•·/]|$)")
_LONGEST_ROW = 400
_SEPARATORS = " \t\u00a0;,|•·/"


def clean(rows: Sequence[Row]) -> list[Row]:
    """Entities, times in words and links that hold a time, on each line by itself."""
    cleaned = []
    for row in rows:
        text = row.text
        if text is not None and not row.opaque:
            text = _entities(text) if "&" in text else text
            text = _word_times(text)
            text = _time_links(text) if "t=" in text else text
        cleaned.append(replace(row, text=text))
    return cleaned


def _entities(text: str) -> str:
    return _ENTITY.sub(
        lambda m: m[0] if m[0].lower() in _KEPT_ENTITIES else _one_line(html.unescape(m[0])), text
    )


def _one_line(text: str) -> str:
    return text if text.isprintable() or text == "\u00a0" else " "


def _word_times(text: str) -> str:
    """``[12m30s]`` at the start or the end of a line becomes ``[12:30]``."""
    at = _WORD_AT.match(text)
    if at is not None and (ms := _word_ms(at)) is not None:
        return f"[{format_time(ms, PLAIN)}]{text[at.end() :]}"
    found = [m for m in _WORD_TIME.finditer(text) if _word_ms(m) is not None and _sure(m)]
    if not found:
        return text
    line = classify(text)
    last = found[-1]
    start = max(line.body, line.label.end if line.label else 0)
    if not text[start : found[0].start()].strip("*_ \t\u00a0"):
        last = found[0]
    elif text[last.end() :].strip("*_ \t\u00a0.;,"):
        return text
    ms = _word_ms(last)
    return text if ms is None else f"{text[: last.start()]}[{format_time(ms)}]{text[last.end() :]}"


def _sure(match: re.Match[str]) -> bool:
    """``(30 min)`` is a duration more often than a moment; ``[30 min]`` and ``(1h05m)`` are not."""
    return match["open"] == "[" or sum(match[part] is not None for part in "hms") > 1


def _word_ms(match: re.Match[str]) -> int | None:
    if not any(match[part] for part in "hms"):
        return None
    hours, minutes, seconds = (int(match[part] or 0) for part in "hms")
    over = (bool(match["h"]) and minutes > 59) or (bool(match["m"] or match["h"]) and seconds > 59)
    return None if over else ((hours * 60 + minutes) * 60 + seconds) * 1000


def _time_links(text: str) -> str:
    """A link into a video: the time that is seen counts, else the one in the address."""
    line = classify(text)
    matches = list(_TIME_LINK.finditer(text))
    if not matches:
        return text
    if line.leading is None and line.trailing is None and len(matches) == 1:
        (match,) = matches
        ms = _parameter_ms(match["t"])
        before = text[line.label.end if line.label else line.body : match.start()]
        alone = not before.strip("*_ \t") or not text[match.end() :].strip("*_ \t.")
        if ms is not None and alone and match["words"].strip():
            stamp = f"[{format_time(ms)}]"
            words = match["words"].strip()
            joined = f"{stamp} {words}" if not before.strip("*_ \t") else f"{words} {stamp}"
            return text[: match.start()] + joined + text[match.end() :]
    return text


def _parameter_ms(value: str) -> int | None:
    if (ms := parse_time(value)) is not None:
        return ms
    match = re.fullmatch(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?", value, re.ASCII)
    if match is None or not any(match.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def numbered(rows: Sequence[Row]) -> list[Row]:
    """Rows of number, start, title and perhaps duration: the duration goes (rule 7)."""
    done = list(rows)
    block: list[tuple[int, re.Match[str]]] = []
    for place, row in enumerate([*rows, Row(-1, "end")]):
        match = None
        if row.text is not None and not row.opaque and len(row.text) <= _LONGEST_ROW:
            match = _NUMBERED.match(row.text)
        follows = match and (not block or int(match["n"]) == int(block[-1][1]["n"]) + 1)
        if not follows and row.text and row.text.strip(" |-:"):
            _finish_numbered(done, block)
            block = []
        if match is not None:
            block.append((place, match))
    return done


def _finish_numbered(rows: list[Row], block: list[tuple[int, re.Match[str]]]) -> None:
    starts = [parse_time(match["start"]) or 0 for _, match in block]
    if len(block) < 2 or starts != sorted(starts):
        return
    gaps = [after - before for before, after in pairwise(starts)]
    lasts = [parse_time(match["last"]) if match["last"] else None for _, match in block]
    fitting = [
        last is not None and abs(last - gap) <= 1000 for last, gap in zip(lasts, gaps, strict=False)
    ]
    durations = sum(fitting) * 2 > len(fitting)
    for place, match in block:
        title = match["title"]
        if match["last"] and not durations:
            title = f"{title} {match['last']}"
        rows[place] = replace(rows[place], text=f"{match['n']}. [{match['start']}] {title}")


def split(rows: Sequence[Row]) -> list[Row]:
    """One line that holds several stamped topics becomes several lines (rules 5 and 8)."""
    done: list[Row] = []
    for row in rows:
        line = row.line
        pieces: list[str] = []
        if row.text is not None and line.kind is LineKind.TEXT and line.label is None:
            pieces = _after_stamps(row.text, line) or _before_times(row.text, line)
        if len(pieces) < 2 or row.text is None:
            done.append(row)
            continue
        mark = row.text[: line.body]
        if done and done[-1].text and not mark.strip():
            done.append(Row(row.source, "", SPLIT))
        for number, piece in enumerate(pieces):
            lead = mark if number == 0 or mark.strip(" \t>") else mark.replace(mark.strip(), "")
            done.append(Row(row.source, lead + piece, SPLIT))
    return done


def _after_stamps(text: str, line: Line) -> list[str]:
    """``a [1:45]; b [4:15]`` in pieces, where each is closed by its stamp."""
    bracketed = [mark for mark in line.times if mark.opening]
    last = line.trailing
    if last is None or line.leading is not None or len(bracketed) < 2 or last not in bracketed:
        return []
    pieces = []
    begin = line.body
    for place, mark in enumerate(bracketed):
        piece = text[begin : mark.tail].strip(_SEPARATORS).removeprefix(". ")
        words = piece[: len(piece) - (mark.tail - mark.start)].strip(_SEPARATORS + "*_")
        parted = _FOLLOWS.match(text, mark.tail) is not None
        sentence = words.endswith((".", "?", "!", "…", "”", '"'))
        if not words or not (parted or sentence or place + 1 == len(bracketed)):
            return []
        pieces.append(piece)
        begin = mark.tail
    return pieces


def _before_times(text: str, line: Line) -> list[str]:
    """``00:00 A 00:02:04 B 00:10:00 C`` in pieces, where there are three ascending times."""
    if line.leading is None:
        return []
    matches = list(_ANY_TIME.finditer(text, line.body))
    times = [parse_time(match["time"]) or 0 for match in matches]
    rising = all(a < b for a, b in pairwise(times))
    if len(matches) < 3 or not rising or matches[0].start() > line.leading.start + 1:
        return []
    ends = [match.start() for match in matches[1:]] + [len(text)]
    begins = [line.body, *ends[:-1]]
    pieces = [text[a:b].strip(" \t\u00a0;,|") for a, b in zip(begins, ends, strict=True)]
    named = all(text[m.end() : end].strip(" \t-–—:") for m, end in zip(matches, ends, strict=True))
    return pieces if named else []


def pair_lone(rows: Sequence[Row]) -> list[Row]:
    """A stamp alone on its line goes to the title after it, or before it (rule 6)."""
    done = list(rows)
    lone = [place for place, row in enumerate(done) if _is_lone(row)]
    led = [place for place in lone if _title_before(done, place) is not None]
    backwards = len(led) * 2 > len(lone) and not _starts_blocks(done, lone)
    for place in lone:
        before, after = _title_before(done, place), _title_after(done, place)
        title = (before, after)[not backwards]
        if title is None:
            title = (after, before)[not backwards]
        if title is not None:
            _join(done, place, title)
    return done


def _join(rows: list[Row], place: int, title: int) -> None:
    """Put the time of one row to the words of another, before or behind them."""
    words = rows[title].text or ""
    mark = classify(rows[place].text or "").leading
    if mark is None:
        return
    body = classify(words).body
    bare = mark.source.strip("[](（）【】) ")
    joined = (
        f"{words.rstrip()} [{bare}]"
        if title < place
        else f"{words[:body]}{mark.source} {words[body:]}"
    )
    rows[title] = replace(rows[title], text=joined)
    rows[place] = replace(rows[place], text=None, verdict=JOINED)
    for between in range(place + 1, title):
        rows[between] = replace(rows[between], text=None)


def _is_lone(row: Row) -> bool:
    line = row.line
    if row.text is None or line.leading is None or line.label is not None:
        return False
    if line.kind not in (LineKind.TEXT, LineKind.HEADING):
        return False
    return not row.text[line.leading.tail :].strip("*_ \t\r\u00a0:.-–—|")


def _is_title(row: Row) -> bool:
    line = row.line
    if row.text is None or line.kind not in (LineKind.TEXT, LineKind.HEADING):
        return False
    return line.leading is None and line.trailing is None


def _title_before(rows: Sequence[Row], place: int) -> int | None:
    if place == 0 or not _is_title(rows[place - 1]):
        return None
    text = (rows[place - 1].text or "").rstrip()
    labelled = rows[place - 1].line.label is not None
    return place - 1 if labelled or (len(text) < 80 and not text.endswith(".")) else None


def _title_after(rows: Sequence[Row], place: int) -> int | None:
    for after in range(place + 1, min(place + 4, len(rows))):
        if rows[after].opaque:
            return None
        if (rows[after].text or "").strip():
            return after if _is_title(rows[after]) else None
    return None


def _starts_blocks(rows: Sequence[Row], lone: Sequence[int]) -> bool:
    """Whether most lone stamps are the first line of their paragraph."""
    first = [place for place in lone if place == 0 or not (rows[place - 1].text or "").strip()]
    return len(first) * 2 > len(lone)
