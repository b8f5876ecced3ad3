"""Copied notes as simple HTML for word processors and mail. Linear in the length of the text."""

from __future__ import annotations

import re
from html import escape

from notesapp.core.lines import Line, LineKind, classify
from notesapp.formats.emphasis import Mark, neighbours, pairs
from notesapp.formats.hygiene import clean_url
from notesapp.formats.source import heading_text

MOST = 200_000
"""Characters that are laid out; a longer text keeps its paragraphs only."""

_TOKEN = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|(?<!!)\[(?P<label>[^\[\]]*)\]\((?P<target>[^()\s]+)\)"
    r"|(?P<bare>https?://(?:[^\s<>)\\`*_]|[*_]+(?=[^\W_]|[/(=?#%+-]))+)"
    r"|(?P<mark>\*{1,3}|_{1,3})"
)
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•]|(?P<number>\d{1,3})[.)])[ \t\u00a0]+")
_ENDS = ".,;:!?"
_TAGS = {1: ("<em>", "</em>"), 2: ("<strong>", "</strong>")}
_TAGS[3] = (_TAGS[2][0] + _TAGS[1][0], _TAGS[1][1] + _TAGS[2][1])


def rich_html(text: str) -> str:
    """The text as HTML: headings, lists, emphasis and links. Total, and no word is lost."""
    if len(text) > MOST:
        paragraphs = (escape(part, quote=False) for part in text.split("\n\n"))
        return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in paragraphs)
    page = _Page()
    for line in text.split("\n"):
        page.take(line)
    return page.finished()


def rich_line(text: str) -> str:
    """One line's emphasis, links and code as HTML."""
    parts: list[str] = []
    marks: list[Mark] = []
    done = 0
    for match in _TOKEN.finditer(text):
        parts.append(escape(text[done : match.start()], quote=False))
        done = match.end()
        if match["mark"]:
            marks.append(_mark(match, len(parts)))
            parts.append(match["mark"])
        elif match["code"] is not None:
            parts.append(f"<code>{escape(match['code'], quote=False)}</code>")
        elif match["bare"]:
            parts.append(_bare(match["bare"]))
        else:
            parts.append(_link(match))
    parts.append(escape(text[done:], quote=False))
    for opening, closing in pairs(marks):
        parts[opening.part], parts[closing.part] = _TAGS[len(opening.text)]
    return "".join(parts)


def _bare(address: str) -> str:
    words = address.rstrip(_ENDS)
    url = clean_url(words)
    if not url:
        return escape(address, quote=False)
    return f'<a href="{escape(url)}">{escape(words, quote=False)}</a>{address[len(words) :]}'


def _link(match: re.Match[str]) -> str:
    url = clean_url(match["target"])
    if not url:
        return escape(match[0], quote=False)
    return f'<a href="{escape(url)}">{rich_line(match["label"] or match["target"])}</a>'


def _mark(match: re.Match[str], part: int) -> Mark:
    before, after = neighbours(match)
    word = match["mark"][0] == "_"
    return Mark(
        part,
        match["mark"],
        opens=not after.isspace() and not (word and before.isalnum()),
        closes=not before.isspace() and not (word and after.isalnum()),
    )


class _Page:
    """Lines gathered into paragraphs, lists and code."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._paragraph: list[str] = []
        self._lists: list[tuple[int, str]] = []  # indent, tag
        self._blank = False
        self._code: list[str] | None = None

    def take(self, text: str) -> None:
        line = classify(text)
        if self._code is not None:
            self._take_code(text, line)
            return
        if line.kind is LineKind.BLANK:
            self._end_paragraph()
            self._blank = True
            return
        item = _ITEM.match(text) if line.kind is not LineKind.RULE else None
        if item is not None:
            self._item(item, text)
        elif self._lists and not self._blank and line.kind is LineKind.TEXT:
            self._out.append(f"<br>{rich_line(text.strip())}")
        else:
            self._end_lists()
            self._block(text, line)
        self._blank = False

    def finished(self) -> str:
        if self._code is not None:
            self._end_code()
        self._end_paragraph()
        self._end_lists()
        return "".join(self._out)

    def _block(self, text: str, line: Line) -> None:
        if line.kind is LineKind.FENCE:
            self._end_paragraph()
            self._code = []
        elif line.kind is LineKind.RULE:
            self._end_paragraph()
            self._out.append("<hr>")
        elif line.level:
            self._end_paragraph()
            words = rich_line(heading_text(text).strip())
            self._out.append(f"<h{line.level}>{words}</h{line.level}>")
        else:
            self._paragraph.append(rich_line(text.strip("\r")))

    def _item(self, item: re.Match[str], text: str) -> None:
        self._end_paragraph()
        indent = len(item["indent"].expandtabs(4))
        tag = "ol" if item["number"] else "ul"
        while self._lists and indent < self._lists[-1][0]:
            self._close_list()
        if self._lists and indent == self._lists[-1][0] and tag != self._lists[-1][1]:
            self._close_list()
        if not self._lists or indent > self._lists[-1][0]:
            first = int(item["number"] or 1)
            start = f' start="{first}"' if first != 1 else ""
            self._out.append(f"<{tag}{start}><li>")
            self._lists.append((indent, tag))
        else:
            self._out.append("</li><li>")
        self._out.append(rich_line(text[item.end() :]))

    def _take_code(self, text: str, line: Line) -> None:
        if line.kind is LineKind.FENCE:
            self._end_code()
        elif self._code is not None:
            self._code.append(text)

    def _end_code(self) -> None:
        lines = escape("\n".join(self._code or ()), quote=False)
        self._code = None
        self._out.append(f"<pre>{lines}</pre>")

    def _close_list(self) -> None:
        self._out.append(f"</li></{self._lists.pop()[1]}>")

    def _end_lists(self) -> None:
        while self._lists:
            self._close_list()

    def _end_paragraph(self) -> None:
        if self._paragraph:
            self._out.append(f"<p>{'<br>'.join(self._paragraph)}</p>")
            self._paragraph = []
