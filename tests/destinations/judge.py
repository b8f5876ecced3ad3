"""The platforms' own rules, written down once more and without the program's functions."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

LINE = re.compile(r"^[^\w]*((?:\d+:)?\d{1,3}:[0-5]\d)(?!\d)[\s)\]–—:.-]*(.*)$")
FEED_TAGS = {"p", "br", "a", "ul", "ol", "li"}
SEMANTIC_TAGS = FEED_TAGS | {"h2", "h3", "h4", "strong", "em", "blockquote"}
DOCUMENT_TAGS = FEED_TAGS | {"h1", "h2", "h3", "h4", "b", "i"}
TAGS = {
    **dict.fromkeys(("apple", "spotify", "buzzsprout", "feed"), FEED_TAGS),
    **dict.fromkeys(("web", "wordpress", "squarespace"), SEMANTIC_TAGS),
    "document": DOCUMENT_TAGS,
}
ENDS = {"p", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol"}
EMPTY = {"br", "img", "hr"}

Found = list[tuple[int, str]]


class Page(HTMLParser):
    """The elements, attributes and lines of a piece of HTML, which has to be well-formed."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.lines = [""]
        self._open: list[str] = []
        self.feed(markup)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in ENDS:
            self.lines.append("")
        if tag in ("p", "h2", "h3", "h4"):
            assert "p" not in self._open, "a block in a paragraph"
        if tag == "li":
            assert self._open and self._open[-1] in ("ul", "ol"), "an item without a list"
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open.pop() == tag, f"</{tag}> ends nothing"
        if tag in ENDS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data.replace("\n", " ")


def chapters(lines: list[str]) -> Found:
    """Every line that begins with a time, whatever stands before it."""
    matches = (LINE.match(line) for line in lines)
    return [(_seconds(m[1]), m[2].strip()) for m in matches if m and m[2].strip()]


def _seconds(stamp: str) -> int:
    total = 0
    for part in stamp.split(":"):
        total = total * 60 + int(part)
    return total


def flaws(key: str, plain: str, html: str) -> list[str]:
    """Which machine-checkable rules of Apple, Spotify or YouTube the text breaks."""
    found = chapters(Page(html).lines if html else plain.split("\n"))
    starts = [start for start, _ in found]
    said = []
    if len(found) < 3:
        said.append("fewer than three chapters")
    if starts[:1] != [0]:
        said.append("the first is not at 0")
    if any(after <= before for before, after in pairwise(starts)):
        said.append("times do not rise")
    if key == "youtube":
        if any(after - before < 10 for before, after in pairwise(starts)):
            said.append("shorter than ten seconds")
        if set("<>") & set(plain) or html:
            said.append("angle brackets")
        if len(plain) > 5000:
            said.append("too long")
    elif len(html.encode() if key == "apple" else html) > 4000:
        said.append("too long")
    if any(set("<>") & set(title) for _, title in found):
        said.append("markup in a title")
    return said
