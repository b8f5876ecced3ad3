"""HTML as lines of notes: a line for each block, links as Markdown, nothing of the markup left."""

from __future__ import annotations

import re

from notesapp.core.html_stream import Attributes, seen_lines

_TAGS = (
    "p|br|li|div|h[1-6]|ul|ol|table|tr|td|span|a|b|i|strong|em|html|head|body|article|section|pre"
)
_LOOKS_LIKE_HTML = re.compile(
    rf"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:!doctype|{_TAGS})\b", re.I | re.S
)
_TAG_LIKE = re.compile(r"<(?=[A-Za-z/!?])")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))

_DEEPEST = 8
_MOST_LINKS = 8  # one inside the other, which no page should have
_PARAGRAPHS = frozenset(
    {
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "section"),
        *("article", "blockquote", "pre", "header", "footer", "main", "aside", "figure", "dl"),
    }
)
_LINES = frozenset({"li", "tr", "dt", "dd", "figcaption", "caption", "option"})


def is_html(text: str, name: str = "") -> bool:
    """Whether the text is HTML: by the file's name, or because it begins with a tag."""
    if name.lower().endswith((".html", ".htm", ".xhtml")) and _TAG_LIKE.search(text):
        return True
    closes = "</" in text or "<br" in text.lower()
    return closes and _LOOKS_LIKE_HTML.match(text[:4096]) is not None


def html_lines(text: str) -> list[str]:
    """The lines of an HTML text. Total: what is no HTML comes back as it is."""
    return seen_lines(text, _Reader)


class _Reader:
    """``skipped`` are the elements whose text nobody sees."""

    def __init__(self, skipped: frozenset[str]) -> None:
        self._skipped = skipped
        self._lines: list[str] = []
        self._parts: list[str] = []
        self._start = ""
        self._skipping = 0
        self._preformatted = 0
        self._lists: list[int | None] = []
        self._links: list[tuple[int, str]] = []

    @property
    def still_skipping(self) -> bool:
        """Whether an element that is skipped was never closed: there may be words in it."""
        return self._skipping > 0

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag in self._skipped:
            self._skipping += 1
        elif tag == "br":
            self._end_line()
        elif tag == "hr":
            self._end_paragraph()
            self._lines += ["* * *", ""]
        elif tag == "img":
            self._image(given)
        elif tag == "a" and len(self._links) < _MOST_LINKS:
            self._links.append((len(self._parts), given.get("href", "").strip()))
        elif tag == "th" or (tag == "td" and self._parts):
            self._parts.append(" | ")
        self._open_block(tag)

    def _open_block(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            inside = tag in ("ul", "ol", "p", "div") and bool(self._lists)
            if inside:
                self._end_line(keep_start=True)
            else:
                self._end_paragraph()
        elif tag in _LINES:
            self._end_line()
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._start = self._bullet()
        elif tag == "pre":
            self._preformatted += 1
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._start = "#" * int(tag[1]) + " "

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipped:
            self._skipping = max(0, self._skipping - 1)
        elif tag == "a" and self._links:
            self._close_link(*self._links.pop())
        elif tag in _PARAGRAPHS:
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            if self._lists:
                self._end_line(keep_start=True)
            else:
                self._end_paragraph()
            if tag == "pre":
                self._preformatted = max(0, self._preformatted - 1)
        elif tag in _LINES:
            self._end_line()

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        data = _TAG_LIKE.sub("&lt;", data.translate(_INVISIBLE))
        if self._preformatted:
            first, *rest = data.split("\n")
            self._parts.append(first)
            for line in rest:
                self._end_line()
                self._parts.append(line)
        else:
            self._parts.append(data)

    def finished(self) -> list[str]:
        self._end_paragraph()
        while self._lines and not self._lines[-1]:
            self._lines.pop()
        return self._lines

    def _bullet(self) -> str:
        depth = "  " * max(0, min(len(self._lists), _DEEPEST) - 1)
        if self._lists and self._lists[-1] is not None:
            self._lists[-1] += 1
            return f"{depth}{self._lists[-1]}. "
        return f"{depth}- "

    def _image(self, given: dict[str, str]) -> None:
        words = " ".join(given.get("alt", "").split())
        if words and not self._skipping:
            self._parts.append(words)

    def _close_link(self, place: int, target: str) -> None:
        if self._skipping or place > len(self._parts):
            return
        words = " ".join("".join(self._parts[place:]).split())
        target = target.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
        web = target.lower().startswith(("http://", "https://", "mailto:", "#t="))
        if not web or words == target or "[" in words or "]" in words:
            return
        before = " " if self._parts[place:] and self._parts[place][:1].isspace() else ""
        after = " " if self._parts[place:] and self._parts[-1][-1:].isspace() else ""
        del self._parts[place:]
        if words:
            self._parts.append(f"{before}[{words}]({target}){after}")
        elif not target.startswith("#"):
            self._parts.append(f" {target} ")

    def _end_line(self, *, keep_start: bool = False) -> None:
        joined = "".join(self._parts)
        words = joined.rstrip() if self._preformatted else " ".join(joined.split())
        self._parts = []
        self._links = [(0, target) for _, target in self._links]
        if words:
            self._lines.append(self._start + words)
            self._start = ""
        elif not keep_start:
            self._start = ""

    def _end_paragraph(self) -> None:
        self._end_line()
        if self._lines and self._lines[-1]:
            self._lines.append("")
