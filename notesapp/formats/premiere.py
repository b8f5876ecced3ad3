"""Adobe Premiere's markers, which can be read only: a table with time codes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notesapp.formats.frames import FPS, Rate, moment_of, rate_of, read_timecode
from notesapp.formats.gathering import Gathering
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.tables import Row, cell, header_of, rows_of

_TIMECODE = re.compile(r"\d{1,3}:\d\d:\d\d[:;]\d\d", re.ASCII)
_TYPES = ("chapter", "comment", "segmentation", "web link", "weblink", "flash cue point")


def recognises(text: str) -> bool:
    """A type of marker among the columns, or three time codes in the first row below names.

    The names follow the language of the program.
    """
    first, _, rest = text.lstrip("\n").partition("\n")
    names = header_of(first, _delimiter(first))
    if "marker type" in names:
        return True
    second = rest.lstrip("\n").partition("\n")[0][:4000]
    cells = header_of(second, _delimiter(first))
    codes = [bool(_TIMECODE.fullmatch(word)) for word in cells]
    return sum(codes) == 3 and not any(_TIMECODE.fullmatch(word) for word in names)


def _delimiter(first: str) -> str:
    return "\t" if "\t" in first else ","


def read(text: str, options: Mapping[str, str]) -> ChapterReading:
    """Columns by what stands in them; descriptions are kept as text.

    A file does not say its rate: ``fps``.
    """
    found = Gathering("premiere", text)
    rate = rate_of(options)
    rows = rows_of(text, _delimiter(text.lstrip("\n").partition("\n")[0]))
    for row in rows[1:]:
        if not _add(found, row, rate):
            found.keep_row(row)
    if len(rows) > 1 and "fps" not in options:
        found.remark(0, f"The file does not say its frames per second; {rate.name} are taken.")
    return found.done()


def _add(found: Gathering, row: Row, rate: Rate) -> bool:
    codes = [n for n, word in enumerate(row.cells) if _TIMECODE.fullmatch(word.strip())]
    begin = read_timecode(cell(row, codes[0]), rate) if codes and codes[0] > 0 else None
    if begin is None:
        return False
    end = read_timecode(cell(row, codes[1]), rate) if len(codes) > 1 else None
    end_ms = None if end is None else moment_of(end, rate)
    found.chapter(row.line, moment_of(begin, rate), cell(row, 0), end_ms)
    others = [cell(row, n) for n in range(1, len(row.cells)) if n not in codes]
    words = [word for word in others if word and word.casefold() not in _TYPES]
    found.keep(row.line, " ".join(words))
    return True


READER = ChapterReader(
    "premiere",
    "Premiere markers",
    recognises,
    read,
    (FPS,),
)
