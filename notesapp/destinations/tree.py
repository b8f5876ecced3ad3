"""A page's markup as a flat list of blocks, which every destination writes in its own way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html.parser import HTMLParser

PARAGRAPH, HEADING, ITEM, QUOTE, CODE = "p", "heading", "item", "quote", "code"
BREAK = "\n"
CELL_GAP = " | "

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARTS = {"p", "div", "table", "hr", "pre", "blockquote", *_HEADINGS}
_ROWS = ("tr", "br")
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. ``text`` is ``BREAK`` for a new line; ``stamp_ms`` is set for stamps.

    ``kind`` is what is no mere text: "stamp", "label", "picture", or empty.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    kind: str = ""
    stamp_ms: int = -1

    def with_text(self, text: str) -> Run:
        """Other words of the same look."""
        return Run(text, self.strong, self.emphasis, self.href, self.kind, self.stamp_ms)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, quote or piece of code.

    ``level`` is a heading's. ``depth`` counts lists from 1; ``number`` is an ordered item's, 0 is
    a bullet. ``of_table``: made of rows and cells.
    """

    kind: str
    runs: tuple[Run, ...]
    level: int = 0
    depth: int = 0
    number: int = 0
    of_table: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


def read_blocks(markup: str) -> tuple[Block, ...]:
    """The blocks of markup. Total; scripts do not exist here: their words are words."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.finished()


def lines_of(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs, line by line."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text == BREAK:
            lines.append([])
        else:
            lines[-1].append(run)
    return lines


def of_lines(lines: Iterable[Iterable[Run]], gaps: bool = False) -> tuple[Run, ...]:
    """Lines as runs again, empty ones left out; with ``gaps`` one empty line stays as a gap."""
    runs: list[Run] = []
    waiting = 0
    for line in lines:
        kept = tuple(line)
        if not any(run.text.strip() for run in kept):
            waiting = 1
            continue
        if runs:
            runs += [_NEW_LINE] * (1 + (waiting if gaps else 0))
        waiting = 0
        runs += kept
    return tuple(runs)


_NEW_LINE = Run(BREAK)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._looks = [Run("")]
        self._open: list[str] = []
        self._lists: list[int] = []  # the next number of each open list, 0 for bullets
        self._item: int | None = None  # the open item's number
        self._heading = self._quotes = self._code = self._table = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _PARTS or tag in ("ul", "ol", "li"):
            self._end_block()
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in ("ul", "ol"):
            self._lists.append(_first_number(values) if tag == "ol" else 0)
        elif tag == "li":
            self._start_item()
        elif tag in _ROWS:
            self._runs.append(Run(BREAK))
        elif tag in ("td", "th"):
            if self._has_words():
                self._runs.append(Run(CELL_GAP))
        elif tag == "img":
            self._picture(values)
        self._count(tag, 1)
        if tag not in ("br", "img", "hr"):
            self._open.append(tag)
            self._looks.append(_look(tag, values, self._looks[-1]))

    def handle_endtag(self, tag: str) -> None:
        if tag in _PARTS or tag in ("ul", "ol", "li"):
            self._end_block()
        if tag in self._open:
            while self._open:
                self._looks.pop()
                if self._open.pop() == tag:
                    break
        self._count(tag, -1)
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in ("li", "ul", "ol"):
            self._item = None

    def handle_data(self, data: str) -> None:
        look = self._looks[-1]
        if not self._code:
            self._runs.append(look.with_text(_SPACE.sub(" ", data)))
            return
        for place, line in enumerate(data.split("\n")):
            self._runs += [Run(BREAK)] * (place > 0)
            self._runs.append(look.with_text(line))

    def set_cdata_mode(self, elem: str, **_: bool) -> None:
        """Nothing hides words here."""

    def finished(self) -> tuple[Block, ...]:
        self._end_block()
        return tuple(self._blocks)

    def _has_words(self) -> bool:
        """Whether the line that is being read has any."""
        for run in reversed(self._runs):
            if run.text == BREAK:
                return False
            if run.text.strip():
                return True
        return False

    def _start_item(self) -> None:
        self._item = self._lists[-1] if self._lists else 0
        if self._item:
            self._lists[-1] += 1

    def _count(self, tag: str, step: int) -> None:
        self._quotes = max(0, self._quotes + step * (tag == "blockquote"))
        self._code = max(0, self._code + step * (tag == "pre"))
        self._table = max(0, self._table + step * (tag == "table"))

    def _picture(self, values: dict[str, str]) -> None:
        words, address = values.get("alt", "").strip(), values.get("src", "")
        look = self._looks[-1]
        href = look.href or address
        self._runs.append(replace(look, text=words or address, href=href, kind="picture"))

    def _end_block(self) -> None:
        gaps = bool(self._code)
        runs = of_lines((_trimmed(line, gaps) for line in lines_of(self._runs)), gaps)
        self._runs = []
        if not runs:
            return
        depth = max(1, len(self._lists)) if self._lists or self._item is not None else 0
        table = self._table > 0
        if depth and self._item is None and self._blocks and self._blocks[-1].kind == ITEM:
            last = self._blocks[-1]
            self._blocks[-1] = replace(last, runs=(*last.runs, Run(BREAK), *runs))
        elif depth:
            self._blocks.append(Block(ITEM, runs, 0, depth, self._item or 0, table))
            self._item = None
        else:
            self._blocks.append(Block(self._kind(), runs, self._heading, of_table=table))

    def _kind(self) -> str:
        if self._heading:
            return HEADING
        if self._code:
            return CODE
        return QUOTE if self._quotes else PARAGRAPH


def _first_number(values: dict[str, str]) -> int:
    start = values.get("start", "1")
    return max(1, int(start)) if start.isascii() and start.isdecimal() and len(start) < 9 else 1


def _look(tag: str, values: dict[str, str], look: Run) -> Run:
    classes = values.get("class", "").split()
    if tag in ("strong", "b"):
        return replace(look, strong=True)
    if tag in ("em", "i"):
        return replace(look, emphasis=True)
    if tag == "span" and "label" in classes:
        return replace(look, kind="label")
    if tag == "a" and "stamp" in classes:
        start = values.get("data-start-ms", "")
        return replace(look, kind="stamp", stamp_ms=int(start) if start.isdecimal() else 0)
    if tag == "a" and not look.href:
        return replace(look, href=values.get("href", ""))
    return look


def _trimmed(line: list[Run], is_code: bool) -> list[Run]:
    """A line without blanks at its ends and without two blanks in a row; code keeps its own."""
    if is_code:
        return line
    kept: list[Run] = []
    for run in line:
        text = run.text.lstrip(" ") if not kept or kept[-1].text.endswith(" ") else run.text
        if text:
            kept.append(run if text == run.text else run.with_text(text))
    while kept and not kept[-1].text.strip(" "):
        kept.pop()
    if kept:
        kept[-1] = kept[-1].with_text(kept[-1].text.rstrip(" "))
    return kept
