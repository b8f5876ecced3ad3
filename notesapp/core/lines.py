"""One line at a time: the patterns of the format, each once, shared by parser and highlighter.

``classify`` is total, knows nothing of other lines and is memoised, so a repeated parse is a walk
over ready-made records. What needs the document (is "Ana:" a speaker?) is left to the parser.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from notesapp.core.timecode import TIME_PATTERN, parse_time


class LineKind(StrEnum):
    """The shape of a line on its own."""

    BLANK = "blank"
    TEXT = "text"
    HEADING = "heading"
    FENCE = "fence"
    RULE = "rule"
    ATTRIBUTES = "attributes"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A time in a line. Columns include brackets; ``tail`` also a Markdown target behind it."""

    start: int
    end: int
    tail: int
    start_ms: int
    end_ms: int | None
    opening: str
    source: str


@dataclass(frozen=True, slots=True)
class LabelMark:
    """A word and a colon at the start of a line; whether it is a label, the document decides."""

    start: int
    end: int
    word: str
    number: str
    source: str


@dataclass(frozen=True, slots=True)
class Line:
    """A classified line.

    ``body`` is the column behind indent, quote, list and heading marks. ``leading`` and
    ``trailing`` are the stamps at start and end (the same record never stands in both);
    ``times`` all stamps, left to right. ``level`` is a heading's level, else 0.
    """

    kind: LineKind
    body: int = 0
    item: bool = False
    level: int = 0
    label: LabelMark | None = None
    leading: TimeMark | None = None
    trailing: TimeMark | None = None
    times: tuple[TimeMark, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


_BLANKS = " \t\r\u00a0\u200b\u200c\u200d\u2060\ufeff"
_MARKS = re.compile(
    rf"[{_BLANKS}]*(?:>[{_BLANKS}]*)*"
    rf"(?P<list>(?:[-*+•‣▪·–►]|\d{{1,3}}[.)])[{_BLANKS}]+(?:\[[ xX]\][{_BLANKS}]+)?)?"
    rf"(?P<hashes>#{{1,6}}[{_BLANKS}]+)?"
    r"(?:[\u231a\u231b\u23f0-\u23f3\U0001f550-\U0001f567\U0001f570]\ufe0f?[ \u00a0]*)?"
)
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|\r?$)")
_FENCE = re.compile(r" {0,3}(?:`{3,}[^`]*$|~{3,})")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t\r]*$")
_ATTRIBUTES = re.compile(r"\s*\{:\s*((?:[\w.-]+=\"(?:[^\"\\]|\\.)*\"\s*)*)\}\s*$")
_ATTRIBUTE = re.compile(r"([\w.-]+)=\"((?:[^\"\\]|\\.)*)\"")

_DASH = "-‐‑‒–—―−~"
_AFTER = (
    r"(?![\d%\w]|[:.,]\d)"
    r"(?![ \u00a0]*(?:[aApP]\.?[ \u00a0]?[mM]\b\.?|[uU]hr\b|o[’']clock\b"
    r"|(?:UTC|GMT|[A-Z]{1,3}[SD]T|CET|CEST)\b))"
)
_RANGE = rf"(?:[ \u00a0]*(?:[{_DASH}]|to|-->)[ \u00a0]*(?P<till>{TIME_PATTERN}))?"

_BRACKETED = re.compile(
    rf"(?P<open>[\[(（【])[ \u00a0]*(?P<time>{TIME_PATTERN}){_RANGE}[ \u00a0]*(?P<close>[\])）】])"
    r"(?P<target>\([^()\s]*\))?",
    re.ASCII,
)
_BARE_START = re.compile(
    rf"(?P<at>@[ \u00a0]?|at[ \u00a0]+)?(?P<time>{TIME_PATTERN}){_RANGE}{_AFTER}"
)
_BARE_END = re.compile(
    rf"(?<=\S)[ \u00a0]+(?:[{_DASH}|@])[ \u00a0]*(?P<time>{TIME_PATTERN})[*_ \t\r\u00a0]*$"
)
_CLOCK = re.compile(r"\d:[0-5]\d$")
_PAIRS = {"[": "]", "(": ")", "（": "）", "【": "】"}
_LABEL = re.compile(
    r"(?P<em>[*_]{0,3})(?P<word>[^\W\d_](?:[^\W_]|[ .'’-](?=[^\W_])|\.(?= [^\W_])){0,38}?)"
    r"[ ]?(?P<number>\d{1,3})?(?P<em2>[*_]{0,3})[ \u00a0\u202f]?"
    r"(?:[:：](?!(?<=\d.)\d)|(?(number)\.(?=[*_\s])|(?!)))(?P<em3>[*_]{0,3})(?![/\\])"
)
_SECTION_WORDS = frozenset(
    {
        "timestamps",
        "time stamps",
        "chapters",
        "timeline",
        "outline",
        "topics",
        "in this episode",
        "in this episode we cover",
        "we discuss",
        "show notes",
        "highlights",
        "key takeaways",
        "resources",
        "links",
        "links mentioned",
        "referenced",
        "mentioned",
        "sponsors",
        "sponsor",
        "guest",
        "guests",
        "about the guest",
        "transcript",
        "kapitel",
        "kapitelmarken",
        "zeitmarken",
        "themen",
        "shownotes",
        "chapitres",
        "capítulos",
    }
)
_SECTION_STARTS = ("where to find ", "connect with ")
# Joiners between letters and in emoji are spelling; at the edge of a word they are rubbish.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
_LOOSE_JOINERS = re.compile("(?<!\\S)[\u200c\u200d]+|(?<![\u200c\u200d])[\u200c\u200d]+(?!\\S)")
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s\"[^\"]*\")?\)")
# An address keeps its marks: https://example.org/_x_ is no emphasis.
_EMPHASIS = re.compile(r"https?://(?:[^\s<>)\\`*_]|[*_]+(?=[^\W_]|[/(=?#%+-]))+|(?P<run>\*+|_+)")
_CODE = re.compile(r"`([^`]+)`")
_LONG_CHARREF = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")


@lru_cache(maxsize=1 << 16)
def classify(text: str) -> Line:
    """Classify one line without its line end. Never raises, for any text."""
    stripped = text.strip(_BLANKS)
    if not stripped:
        return Line(LineKind.BLANK)
    if _FENCE.match(text):
        return Line(LineKind.FENCE)
    if _RULE.match(text):
        return Line(LineKind.RULE)
    if stripped.startswith("{:") and (match := _ATTRIBUTES.match(text)):
        return Line(LineKind.ATTRIBUTES, attributes=read_attributes(match[1]))
    marks = _MARKS.match(text)
    body = marks.end() if marks else 0
    heading = _HEADING.match(text)
    level = len(heading[1]) if heading else 0
    if _is_section(stripped):
        return Line(LineKind.SECTION, body=body, level=level)
    kind = LineKind.HEADING if heading else LineKind.TEXT
    item = bool(marks and marks["list"])
    label, leading, times = _start_of(text, body)
    trailing = _trailing(text, times, leading)
    if trailing is not None and trailing not in times:
        times = (*times, trailing)
    return Line(kind, body, item, level, label, leading, trailing, times)


def _start_of(
    text: str, body: int
) -> tuple[LabelMark | None, TimeMark | None, tuple[TimeMark, ...]]:
    times = tuple(_bracketed(text))
    label = _label_at(text, body)
    leading = _leading(text, label.end if label else body, times, bare=label is None)
    if leading is not None and label is None:
        after = _skip(text, leading.tail)
        label = _label_at(text, after)
    if leading is not None and leading not in times:
        times = (leading, *(t for t in times if t.start >= leading.end))
    return label, leading, times


def _label_at(text: str, column: int) -> LabelMark | None:
    match = _LABEL.match(text, column)
    if match is None:
        return None
    return LabelMark(match.start(), match.end(), match["word"], match["number"] or "", match[0])


def _bracketed(text: str) -> list[TimeMark]:
    if ":" not in text:
        return []
    found = []
    for match in _BRACKETED.finditer(text):
        if _PAIRS[match["open"]] != match["close"]:
            continue
        mark = _mark(match, match.start(), match.end("close"), match.end(), match["open"])
        if mark is not None:
            found.append(mark)
    return found


def _mark(match: re.Match[str], start: int, end: int, tail: int, opening: str) -> TimeMark | None:
    groups = match.groupdict()
    start_ms = parse_time(groups["time"])
    if start_ms is None:
        return None
    till = groups.get("till")
    end_ms = parse_time(till) if till else None
    if end_ms is not None and end_ms <= start_ms:
        end_ms = None
    return TimeMark(start, end, tail, start_ms, end_ms, opening, match.string[start:end])


def _leading(text: str, column: int, times: tuple[TimeMark, ...], *, bare: bool) -> TimeMark | None:
    column = _skip(text, column, "*_ \t\u00a0")
    for mark in times:
        if mark.start == column:
            return mark
    if not bare:
        return None
    match = _BARE_START.match(text, column)
    if match is None:
        return None
    return _mark(match, match.start("time"), match.end(), match.end(), "")


def _skip(text: str, column: int, blanks: str = "*_ \t\u00a0:-–—|•→».") -> int:
    while column < len(text) and text[column] in blanks:
        column += 1
    return column


def _trailing(text: str, times: tuple[TimeMark, ...], leading: TimeMark | None) -> TimeMark | None:
    if times and times[-1] is not leading:
        last = times[-1]
        rest = text[last.tail :].strip(_BLANKS + "*_")
        if rest in ("", ".", ";", ","):
            return last
    match = _BARE_END.search(text)
    if match is None or (leading is not None and match.start("time") < leading.end):
        return None
    if text[match.start() - 1].isdecimal() and _CLOCK.search(text, 0, match.start()):
        return None
    return _mark(match, match.start("time"), match.end("time"), match.end("time"), "")


def _is_section(stripped: str) -> bool:
    word = stripped.strip("#*_ \t").rstrip("：:").strip("*_ \t").casefold().replace(",", "")
    if len(word) > 60:
        return False
    if word in _SECTION_WORDS:
        return True
    ends = stripped.rstrip("*_ ").endswith(":") or stripped.startswith("#")
    return ends and word.startswith(_SECTION_STARTS)


def read_attributes(inside: str) -> tuple[tuple[str, str], ...]:
    r"""Read ``key="value"`` pairs; ``\"`` and ``\\`` are escapes."""
    return tuple((key, re.sub(r"\\(.)", r"\1", value)) for key, value in _ATTRIBUTE.findall(inside))


def write_attributes(pairs: tuple[tuple[str, str], ...]) -> str:
    """Write the attribute line; line breaks in values become spaces. Empty where no pairs."""
    if not pairs:
        return ""
    words = []
    for key, value in pairs:
        clean = " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"')
        words.append(f'{key}="{clean}"')
    return "{: " + " ".join(words) + " }"


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """Text as a person reads it: no emphasis, link targets, entities or invisible characters."""
    if "](" in text:
        text = _IMAGE_OR_LINK.sub(r"\1", text)
    if "*" in text or "_" in text:
        text = _without_emphasis(text)
    if "`" in text:
        text = _CODE.sub(r"\1", text)
    if "&" in text:
        # a number of more than 4,300 digits would raise
        text = html.unescape(_LONG_CHARREF.sub("\ufffd", text))
    text = text.translate(_INVISIBLE)
    if "\u200c" in text or "\u200d" in text:
        text = _LOOSE_JOINERS.sub("", text)
    return " ".join(text.replace("\u00a0", " ").split())


def _without_emphasis(text: str) -> str:
    """Drop the marks that open and close emphasis, each run looked at once."""
    runs = [[m.start(), m.end()] for m in _EMPHASIS.finditer(text) if m["run"]]
    keep = [end - start for start, end in runs]
    opened: list[int] = []
    count = {"*": 0, "_": 0}
    for place, (start, end) in enumerate(runs):
        if keep[place] > 3:
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        mark = text[start]
        if before and not before.isspace() and not _in_word(after):
            _close_emphasis(text, runs, keep, opened, count, place)
        if keep[place] and after and not after.isspace() and not _in_word(before):
            opened.append(place)
            count[mark] += 1
    parts = []
    last = 0
    for (start, end), kept in zip(runs, keep, strict=True):
        parts += [text[last:start], text[start : start + kept]]
        last = end
    return "".join(parts) + text[last:]


def _close_emphasis(
    text: str,
    runs: list[list[int]],
    keep: list[int],
    opened: list[int],
    count: dict[str, int],
    place: int,
) -> None:
    """Match a closing run with the nearest open ones of its kind, which it uses up."""
    mark = text[runs[place][0]]
    while keep[place] and count[mark]:
        opener = opened[-1]
        other = text[runs[opener][0]]
        if other == mark:
            used = min(keep[opener], keep[place])
            keep[opener] -= used
            keep[place] -= used
        if other != mark or not keep[opener]:
            opened.pop()
            count[other] -= 1


def _in_word(character: str) -> bool:
    return character == "_" or character.isalnum()
