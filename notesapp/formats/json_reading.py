"""Reading chapters out of JSON as it is found: Podcasting 2.0, Podlove's array, and their kin."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from notesapp.errors import FileTrouble
from notesapp.formats.reading_rows import Found, seconds_ms
from notesapp.formats.times import read_time

_STARTS = ("startTime", "start")
_ENDS = ("endTime", "end")
_URLS = ("url", "href")
_IMAGES = ("img", "image")
_KNOWN = {"title", "toc", "location", *_STARTS, *_ENDS, *_URLS, *_IMAGES}
_START_KEY = re.compile(r'(?<!\\)"(?:startTime|start)"\s{0,99}:')
_LOOKED_AT = 65_536


def begins_with(text: str, bracket: str) -> bool:
    """Whether the first character that is no blank is the bracket."""
    return text[:_LOOKED_AT].lstrip().startswith(bracket)


def parse_json(text: str) -> Any:
    """The value of a JSON text, fractions as Decimal. Raises FileTrouble with the line."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        sentence = f"Line {error.lineno} of this file is no JSON. Check the commas and quotes."
        raise FileTrouble(sentence, repr(error)) from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise FileTrouble("This file is no JSON that holds chapters.", repr(error)[:200]) from error


def _no_number(word: str) -> None:
    raise ValueError(word)


@dataclass(frozen=True, slots=True)
class _Row:
    """One chapter's values and its line."""

    values: Mapping[str, Any]
    line: int

    def first(self, names: tuple[str, ...]) -> Any:
        return next((self.values[n] for n in names if self.values.get(n) not in (None, "")), None)

    def words(self, *names: str) -> str:
        value = self.first(names)
        return value if isinstance(value, str) else "" if value is None else _shown(value)


def read_rows(rows: list[Any], text: str, found: Found) -> None:
    """Add the chapters of an array to what was found; what is no chapter is kept as words."""
    for row, line in zip(rows, _lines(rows, text), strict=True):
        if isinstance(row, dict):
            _read_row(_Row(row, line), found)
        else:
            found.remark(line, "This is no chapter; its words are kept.")
            found.keep(line, row if isinstance(row, str) else _shown(row))


def _read_row(row: _Row, found: Found) -> None:
    start_ms = _time(row, _STARTS, found)
    if start_ms is None:
        found.remark(row.line, "This chapter has no time that can be read; its words are kept.")
        found.keep(row.line, " ".join(filter(None, (row.words(*_STARTS), row.words("title")))))
        return
    found.add(
        start_ms,
        row.words("title"),
        row.line,
        end_ms=_time(row, _ENDS, found),
        url=row.words(*_URLS),
        image=row.words(*_IMAGES),
        toc=str(row.values.get("toc", True)).strip().casefold() not in ("false", "no", "0"),
    )
    if row.values.get("location"):
        found.remark(row.line, "The place of this chapter on the map is left out.")
    for name in row.values:
        if name not in _KNOWN:
            found.remark(row.line, f"“{name[:40]}” is not known here and left out.")


def _time(row: _Row, names: tuple[str, ...], found: Found) -> int | None:
    value = row.first(names)
    if isinstance(value, str):
        if ":" not in value and names[0] in row.values:
            found.remark(row.line, "The time stands in quotes; it was read as seconds.")
        elif names[0] in row.values:
            found.remark(row.line, "The time is written as a clock shows it; it was read so.")
        return read_time(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return seconds_ms(value)


def _lines(rows: list[Any], text: str) -> list[int]:
    """The line of each row's start; 0 for all where they cannot be told apart."""
    places = [match.start() for match in _START_KEY.finditer(text)]
    stamped = [isinstance(row, dict) and any(name in row for name in _STARTS) for row in rows]
    if len(places) != sum(stamped):
        return [0] * len(rows)
    breaks = [match.start() for match in re.finditer("\n", text)]
    lines: Iterator[int] = (bisect_right(breaks, place) + 1 for place in places)
    return [next(lines) if has else 0 for has in stamped]


def _shown(value: Any) -> str:
    """A value as words; short, because nobody reads more of it."""
    try:
        return json.dumps(value, ensure_ascii=False, default=str)[:1000]
    except (RecursionError, ValueError):
        return ""
