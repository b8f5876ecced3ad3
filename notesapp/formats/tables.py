"""Tables as text: rows with the line they begin on, and columns by their names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from notesapp.errors import FileTrouble


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``line`` to ``last`` are the 1-based lines it takes."""

    line: int
    last: int
    cells: tuple[str, ...]


def rows_of(text: str, delimiter: str = ",") -> tuple[Row, ...]:
    """All rows with something in them. Raises FileTrouble where a quote never ends."""
    source = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[Row] = []
    line = 1
    try:
        for cells in source:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, source.line_num, tuple(cells)))
            line = source.line_num + 1
    except csv.Error as trouble:
        raise FileTrouble(
            f"The table cannot be read from line {line} on. Look for a quote that never ends.",
            str(trouble),
        ) from trouble
    return tuple(rows)


def header_of(text: str, delimiter: str = ",") -> tuple[str, ...]:
    """The names of the columns, without case and spaces around; empty where it is no table."""
    first = text.lstrip("\n").partition("\n")[0][:2000]
    try:
        cells = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:
        return ()
    return tuple(cell.strip().casefold() for cell in cells)


def column(names: Sequence[str], *wanted: str) -> int:
    """The place of the first wanted name among the columns, -1 where there is none."""
    return next((names.index(name) for name in wanted if name in names), -1)


def cell(row: Row, place: int) -> str:
    """A cell without spaces around; empty where the row is short."""
    return row.cells[place].strip() if 0 <= place < len(row.cells) else ""


def table(rows: Iterable[Sequence[str]], delimiter: str = ",", line_end: str = "\r\n") -> str:
    """Rows as text, quoted where RFC 4180 asks for it."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return target.getvalue()


def looks_like_formula(title: str) -> bool:
    """Whether a spreadsheet would calculate the cell instead of showing it."""
    return title.startswith(("=", "+", "-", "@"))
