"""A page's markup as the few elements that every podcast app shows: p, br, a, ul, ol and li."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

TAGS = frozenset({"p", "br", "a", "ul", "ol", "li"})

_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "blockquote", "hr"}
)
_CELL_GAP = " | "


def feed_safe(markup: str) -> str:
    """The same words: headings as paragraphs, quotes in quotation marks, tables as lines.

    Pictures become links, stamps become text. ``markup`` is well-formed and sanitised already;
    the result is sanitised again.
    """
    import nh3

    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return nh3.clean(
        reader.finished(),
        tags=set(TAGS),
        attributes={"a": {"href"}},
        clean_content_tags=set(),
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._line: list[str] = []
        self._lists: list[str] = []
        self._links: list[str] = []
        self._quotes: list[int] = []
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self._end_block()
        if tag == "blockquote":
            self._quotes.append(len(self._out))
        elif tag in ("ul", "ol"):
            self._end_block()
            self._lists.append(tag)
            self._out.append(f"<{tag}>")
        elif tag == "li":
            self._end_block()
            self._out.append("<li>")
        elif tag in ("br", "tr"):
            self._break()
        elif tag in ("td", "th"):
            self._cell()
        elif tag == "a":
            self._open_link(values)
        elif tag == "img":
            self._picture(values)
        self._code += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._line.append(self._links.pop() if self._links else "")
        elif tag == "blockquote":
            self._end_block()
            self._close_quote()
        elif tag == "li":
            self._end_block()
            self._out.append("</li>")
        elif tag in ("ul", "ol") and self._lists:
            self._end_block()
            self._out.append(f"</{self._lists.pop()}>")
        elif tag in _BLOCKS:
            self._end_block()
        self._code -= tag == "pre"

    def handle_data(self, data: str) -> None:
        if self._code:
            self._line.append("<br>".join(escape(part, quote=False) for part in data.split("\n")))
            return
        words = " ".join(data.split())
        before = " " if data[:1].isspace() and not self._at_start() else ""
        after = " " if words and data[-1:].isspace() else ""
        if words or before:
            self._line.append(before + escape(words, quote=False) + after)

    def finished(self) -> str:
        """All blocks, one a line."""
        self._end_block()
        return "\n".join(part for part in self._out if part).replace("\n</li>", "</li>")

    def _at_start(self) -> bool:
        return not self._line or self._line[-1].endswith(("<br>", " "))

    def _break(self) -> None:
        self._trim()
        if self._line:
            self._line.append("<br>")

    def _cell(self) -> None:
        self._trim()
        if self._line and not self._at_start():
            self._line.append(_CELL_GAP)

    def _trim(self) -> None:
        while self._line and self._line[-1] == " ":
            self._line.pop()

    def _open_link(self, values: dict[str, str]) -> None:
        stamp = "stamp" in values.get("class", "").split()
        plain = not values.get("href") or any(self._links)
        before, after = ("", "") if plain else (f'<a href="{escape(values["href"])}">', "</a>")
        if stamp:
            before, after = "[", "]"
        self._line.append(before)
        self._links.append(after)

    def _picture(self, values: dict[str, str]) -> None:
        words = escape(values.get("alt") or values.get("src", ""), quote=False)
        address = values.get("src", "")
        linked = address and not any(self._links)
        self._line.append(f'<a href="{escape(address)}">{words}</a>' if linked else words)

    def _end_block(self) -> None:
        text = "".join(self._line).strip()
        self._line = []
        while text.endswith("<br>"):
            text = text.removesuffix("<br>").rstrip()
        if not text:
            return
        inside = self._out[-1] if self._out else ""
        if not self._lists or inside.endswith(("</ul>", "</ol>", "</li>")):
            self._out.append(text if self._lists else f"<p>{text}</p>")
        elif inside in ("<ul>", "<ol>"):
            self._out.append(text)
        else:
            self._out[-1] = inside + ("" if inside == "<li>" else "<br>") + text

    def _close_quote(self) -> None:
        start = self._quotes.pop() if self._quotes else len(self._out)
        quoted = self._out[start:]
        if quoted and quoted[0].startswith("<p>") and quoted[-1].endswith("</p>"):
            quoted[0] = "<p>“" + quoted[0].removeprefix("<p>")
            quoted[-1] = quoted[-1].removesuffix("</p>") + "”</p>"
            self._out[start:] = quoted
