"""The HTML that browsers and word processors copy, as lines of Markdown. No word is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notesapp.core.html_stream import Attributes, seen_lines
from notesapp.core.paste_inline import Run, inline_markdown, real_address

_DECLARATION = re.compile(r"<!(?!--|doctype\b)[^<>]{0,200}>", re.IGNORECASE)
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base"})
_PARAGRAPHS = frozenset(
    {
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "dl"),
        *("blockquote", "figure", "section", "article"),
    }
)
_LINES = frozenset(
    {
        *("div", "li", "tr", "dt", "dd", "figcaption", "caption", "option", "address"),
        *("header", "footer", "main", "aside", "nav", "form", "fieldset", "body", "center"),
    }
)
_BOLD = re.compile(r"(?<![-\w])font-weight:\s*(?:(bold|bolder|[6-9]00)|normal|lighter|[1-5]00)")
_ITALIC = re.compile(r"(?<![-\w])font-style:\s*(?:(italic|oblique)|normal)")
_WORD_LIST = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
_NUMBERED = re.compile(r"\(?(?:(\d{1,4})|[a-zA-Z]{1,4})[.)]")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_PICTURE = re.compile(r"data:image/[^\"'<>\s]*")
_DEEPEST = 400
_LOOK_BACK = 60
_MOST_LEVELS = 6


@dataclass(frozen=True, slots=True)
class _Format:
    """What holds inside an open element."""

    tag: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""
    marker: bool = False


def markdown_lines(html: str) -> list[str]:
    """The lines of an HTML fragment. Total: what cannot be read as HTML is read as text."""
    html = _DECLARATION.sub("", _PICTURE.sub("", html))
    return seen_lines(html, _Reader)


def _depth(lists: list[list[int]]) -> int:
    """How far the words of these lists are indented; levels beyond the most add nothing."""
    return sum(width for _, width in lists[:_MOST_LEVELS])


class _Reader:
    """Gathers runs of words into lines. A gap of 1 is a new line, of 2 a blank one before it."""

    def __init__(self, skipped: frozenset[str]) -> None:
        self._skipped = skipped
        self._skipping = 0
        self._stack = [_Format()]
        self._lines: list[str] = []
        self._runs: list[Run] = []
        self._gap = 0
        self._heading = 0
        self._start = ""
        self._indent = ""
        self._lists: list[list[int]] = []  # next number (0: bullets), width of a mark
        self._levels: list[list[int]] = []  # the same for the lists of Word
        self._marker = ""
        self._rows = self._cells = 0
        self._cell_begins = False
        self._code: list[str] | None = None

    @property
    def still_skipping(self) -> bool:
        """Whether an element that is skipped was never closed: there may be words in it."""
        return self._skipping > 0

    # --- tags

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag in self._skipped:
            self._skipping += 1
            return
        if tag in _VOID:
            self._void(tag, given)
            return
        self._open_block(tag, given)
        if len(self._stack) < _DEEPEST:
            self._stack.append(self._format(tag, given))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipped:
            self._skipping = max(0, self._skipping - 1)
            return
        for back in range(1, min(_LOOK_BACK, len(self._stack) - 1) + 1):
            if self._stack[-back].tag == tag:
                del self._stack[-back:]
                break
        self._close_block(tag)

    def _format(self, tag: str, given: dict[str, str]) -> _Format:
        outer = self._stack[-1]
        style = given.get("style", "").lower()
        bold, italic = outer.bold, outer.italic
        if tag in ("b", "strong"):
            bold = True
        elif tag in ("i", "em"):
            italic = True
        weight, slant = _BOLD.search(style), _ITALIC.search(style)
        if weight:
            bold = bool(weight[1])
        if slant:
            italic = bool(slant[1])
        code = outer.code or tag in ("code", "tt", "kbd", "samp")
        link = real_address(given.get("href", "")) if tag == "a" else outer.link
        marker = outer.marker or "mso-list:ignore" in style.replace(" ", "")
        return _Format(tag, bold, italic, code, link, marker)

    def _void(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self._line_break()
        elif tag == "hr":
            self._want(2)
            self._say("* * *")
            self._want(2)
        elif tag == "img":
            self._say(" ".join(given.get("alt", "").split()))

    def _line_break(self) -> None:
        if self._code is not None:
            self._code.append("\n")
        elif self._gap or not self._runs:
            self._flush()
            self._gap = 2
        else:
            self._want(1)

    # --- blocks

    def _open_block(self, tag: str, given: dict[str, str]) -> None:
        if tag in ("td", "th"):
            self._open_cell()
            return
        word = _WORD_LIST.search(given.get("style", "").lower()) if tag == "p" else None
        if tag in _PARAGRAPHS:
            self._want(1 if self._lists or word else 2)
        elif tag in _LINES:
            self._want(1)
        if tag in ("ul", "ol"):
            self._open_list(tag, given)
        elif tag == "li":
            self._open_item()
        elif tag == "tr":
            self._gap = min(self._gap, 1) if self._rows else self._gap
            self._rows += 1
            self._cells = 0
        elif word is not None:
            self._open_word_item(int(word[1]))
        elif tag == "pre" and self._code is None:
            self._flush()
            self._code = []
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._flush()
            self._heading = int(tag[1])
        elif tag == "p" and self._levels and not self._lists:
            self._flush()
            self._levels = []
            self._indent = ""

    def _close_block(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._flush()
            self._lists.pop()
            self._indent = " " * _depth(self._lists)
        if tag == "pre" and self._code is not None:
            self._end_code()
        if tag == "tr":
            self._cell_begins = False
        if tag in _PARAGRAPHS:
            self._want(1 if self._lists or self._levels else 2)
        elif tag in _LINES:
            self._want(1)
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._flush()
            self._heading = 0
        elif tag == "table":
            self._rows = self._cells = 0

    def _open_cell(self) -> None:
        """The next cell goes on in the line of its row, whatever blocks the last one had."""
        if self._cells and self._runs:
            self._gap = 0
            self._runs.append(Run(" | "))
        self._cell_begins = True
        self._cells += 1

    def _open_list(self, tag: str, given: dict[str, str]) -> None:
        self._flush()
        first = given.get("start", "1")
        number = int(first) if first.isascii() and first.isdigit() and len(first) < 6 else 1
        if len(self._lists) < _MOST_LEVELS:
            self._lists.append([number, 3] if tag == "ol" else [0, 2])
        else:
            self._lists.append([number if tag == "ol" else 0, 0])

    def _open_item(self) -> None:
        self._flush()
        depth = _depth(self._lists[: min(len(self._lists) - 1, _MOST_LEVELS)])
        mark = "- "
        if self._lists and self._lists[-1][0]:
            mark = f"{self._lists[-1][0]}. "
            self._lists[-1][0] += 1
            self._lists[-1][1] = len(mark)
        self._start = " " * depth + mark
        self._indent = " " * (depth + len(mark))

    def _open_word_item(self, level: int) -> None:
        """A paragraph of Word that is an item: its mark comes as text, in a span of its own."""
        self._flush()
        self._marker = ""
        del self._levels[level:]
        while len(self._levels) < min(level, _MOST_LEVELS):
            self._levels.append([0, 2])
        self._start = "\0"

    def _word_start(self) -> str:
        number = _NUMBERED.search(self._marker)
        depth = sum(width for _, width in self._levels[:-1])
        level = self._levels[-1] if self._levels else [0, 2]
        mark = "- "
        if number is not None:
            level[0] = int(number[1]) if number[1] else level[0] + 1
            mark = f"{level[0]}. "
        level[1] = len(mark)
        self._indent = " " * (depth + len(mark))
        return " " * depth + mark

    # --- words

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        if self._code is not None:
            self._code.append(data.replace("\r\n", "\n"))
            return
        if self._stack[-1].marker:
            self._marker += data
            return
        self._say(_WHITE.sub(" ", data))

    def _say(self, text: str) -> None:
        if not text or self._skipping:
            return
        blank = not text.strip()
        if blank and (self._gap or not self._runs):
            if "\u00a0" in text and self._gap:
                self._gap = 2
            return
        if self._gap:
            self._flush()
        self._cell_begins = self._cell_begins and blank
        now = self._stack[-1]
        self._runs.append(Run(text, now.bold, now.italic, now.code, now.link))

    def _want(self, gap: int) -> None:
        if (self._runs or self._lines) and not self._cell_begins:
            self._gap = max(self._gap, gap)

    def _flush(self) -> None:
        """End the line; what comes next stands below it, by the gap that is wanted."""
        if self._runs:
            words = inline_markdown(self._runs, heading=bool(self._heading))
            self._runs = []
            if words:
                self._add(words)
        if self._gap == 2 and self._lines and self._lines[-1]:
            self._lines.append("")
        self._gap = 0

    def _add(self, words: str) -> None:
        start = self._word_start() if self._start == "\0" else self._start
        if start:
            self._start = ""
        elif self._heading:
            start = "#" * self._heading + " "
        else:
            start = self._indent if self._lists or self._levels else ""
        self._lines.append(start + words)

    def _end_code(self) -> None:
        text = "".join(self._code or ()).strip("\n")
        self._code = None
        if not text.strip():
            return
        fence = [] if "```" in text else ["```"]
        self._lines += [*fence, *text.split("\n"), *fence]
        self._gap = 2

    def finished(self) -> list[str]:
        """All lines, without blank ones at either end."""
        if self._code is not None:
            self._end_code()
        self._flush()
        while self._lines and not self._lines[-1].strip():
            self._lines.pop()
        while self._lines and not self._lines[0].strip():
            del self._lines[0]
        return self._lines
