"""Markdown blocks to clean HTML, for any text, in bounded time.

Raw HTML is shown as text but for a few tags without attributes; links and pictures that cannot
be published stay as they were written, so no word is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import escape, unescape
from typing import TYPE_CHECKING

from notesapp.formats.html_tokens import Tokens
from notesapp.formats.hygiene import clean_url, web_url

if TYPE_CHECKING:
    from markdown import Markdown

MAX_BLOCK = 20_000
LINES = 20
# How many of a character a block may have: the converter's time grows with their square.
_MOST = {"[": 100, "(": 400, "*": 400, "_": 400, "`": 200, "<": 300, "\\": 1000, "|": 2000}
_DEEP = re.compile(r"^(?:[ \t]*>){8}|^[ \t]{40}|^(?:[ \t]*[-*+][ \t]+){8}", re.MULTILINE)
_SIMPLE_TAG = r"(</?(?:b|i|u|s|em|strong|small|sub|sup|kbd|mark|del|ins)>|<br ?/?>)"
_BARE_URL = r"(?<![\w@/.])(https?://[^\s<>\"\ue000\ue001\x02\x03]*[^\s<>\"\ue000\ue001\x02\x03.,;:!?'()\[\]*_])"
_BULLET = re.compile(r"^([ \t]*)[•‣▪·►][ \t\u00a0]+", re.MULTILINE)
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}\.)[ \t]+\S")
_HEADING_IN_TEXT = re.compile(r"(</?)h[12]>")

_TAGS = {
    *("p", "br", "hr", "blockquote", "pre", "code", "h3", "h4", "h5", "h6", "ul", "ol", "li"),
    *("table", "thead", "tbody", "tr", "th", "td", "a", "img", "em", "strong", "b", "i", "u"),
    *("s", "small", "sub", "sup", "kbd", "mark", "del", "ins"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
_ANY_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\ue000\d+\ue001|[^\W_]+")
_NOT_WORDS = re.compile(rf"{_SIMPLE_TAG}|^[ \t>]*\d{{1,9}}\.[ \t]", re.MULTILINE)
_UNUSED_BLOCKS = ("code", "hashheader", "setextheader", "reference")
_UNUSED_INLINES = ("reference", "image_reference", "short_reference", "short_image_ref", "automail")


class Converter:
    """Converts the blocks of one document; stand-ins of ``tokens`` pass through."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._markdown = _markdown()
        self._seen: list[str] = []

    def blocks(self, text: str) -> str:
        """Paragraphs, lists, quotes and tables; line breaks are kept.

        What is too much at once, or would lose a word, is tried in smaller pieces, and shown as
        it was written where that does not help.
        """
        return self._convert(text) or "\n".join(
            self._convert(part) or self._lines(part)
            for part in re.split(r"\n[ \t]*\n", text)
            if part.strip()
        )

    def _lines(self, paragraph: str) -> str:
        lines = paragraph.split("\n")
        groups = ["\n".join(lines[at : at + LINES]) for at in range(0, len(lines), LINES)]
        return "\n".join(self._convert(group) or _as_text(group) for group in groups)

    def inline(self, text: str) -> str:
        """The same for words that stand in an element of their own: no paragraph around them."""
        markup = self.blocks(self._tokens.put("") + text.strip())
        if markup.startswith("<p>") and markup.endswith("</p>") and markup.count("<p>") == 1:
            return markup[3:-4]
        return markup

    def _convert(self, text: str) -> str:
        """The markup, or an empty string where it would take too long or lose a word."""
        import nh3

        if _wild(text):
            return ""
        self._seen.clear()
        try:
            markup = self._markdown.reset().convert(_spaced_lists(_BULLET.sub(r"\1- ", text)))
        except (RecursionError, ValueError, IndexError, AttributeError, AssertionError, TypeError):
            return ""
        markup = nh3.clean(
            _HEADING_IN_TEXT.sub(r"\1h3>", markup),
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            attribute_filter=self._attribute,
            clean_content_tags=set(),
            url_schemes={"http", "https", "mailto"},
        )
        return markup.strip() if self._holds(markup, text) else ""

    def _holds(self, markup: str, text: str) -> bool:
        """Whether every word is still there: Markdown libraries drop some (``*c**c*c``)."""
        shown = " ".join([_ANY_TAG.sub(" ", markup), *self._seen])
        return not Counter(_words(_NOT_WORDS.sub(" ", text))) - Counter(_words(shown))

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        self._seen.append(value)
        value = self._tokens.source(value)
        if name == "href":
            return clean_url(value) or None
        if name == "src":
            return web_url(value) or None
        return value


def _words(text: str) -> list[str]:
    return _WORD.findall(unescape(text))


def _wild(text: str) -> bool:
    if len(text) > MAX_BLOCK or any(text.count(char) > most for char, most in _MOST.items()):
        return True
    return _DEEP.search(text) is not None


def _as_text(text: str) -> str:
    return "<p>" + escape(text.strip("\n"), quote=False).replace("\n", "<br>\n") + "</p>"


def _spaced_lists(text: str) -> str:
    """A blank line before a list that follows a paragraph directly, as people write them."""
    lines: list[str] = []
    in_list = False
    for line in text.split("\n"):
        item = _ITEM.match(line) is not None
        if item and not in_list and lines and lines[-1].strip():
            lines.append("")
        in_list = item or (in_list and bool(line.strip()))
        lines.append(line)
    return "\n".join(lines)


def _markdown() -> Markdown:
    from markdown import Markdown

    md = Markdown(extensions=["tables", "sane_lists", "nl2br"])
    md.preprocessors.deregister("html_block")
    for name in _UNUSED_BLOCKS:
        md.parser.blockprocessors.deregister(name)
    for name in _UNUSED_INLINES:
        md.inlinePatterns.deregister(name)
    _register_own(md, lambda url: bool(clean_url(url)), lambda url: bool(web_url(url)))
    return md


def _register_own(
    md: Markdown, may_link: Callable[[str], bool], may_show: Callable[[str], bool]
) -> None:
    from xml.etree.ElementTree import Element

    from markdown.inlinepatterns import (
        HtmlInlineProcessor,
        ImageInlineProcessor,
        InlineProcessor,
        LinkInlineProcessor,
    )
    from markdown.util import AtomicString

    class Link(LinkInlineProcessor):
        def handleMatch(self, m, data):  # type: ignore[no-untyped-def,override]
            found = super().handleMatch(m, data)
            element = found[0]
            if isinstance(element, Element) and not may_link(element.get("href") or ""):
                return None, None, None
            return found

    class Picture(ImageInlineProcessor):
        def handleMatch(self, m, data):  # type: ignore[no-untyped-def,override]
            found = super().handleMatch(m, data)
            element = found[0]
            if isinstance(element, Element) and not may_show(element.get("src") or ""):
                return None, None, None
            return found

    class BareAddress(InlineProcessor):
        ANCESTOR_EXCLUDES = ("a",)

        def handleMatch(self, m, data):  # type: ignore[no-untyped-def,override]
            if not may_link(m[1]):
                return None, None, None
            element = Element("a", href=m[1])
            element.text = AtomicString(m[1])
            return element, m.start(0), m.end(0)

    md.inlinePatterns.register(Link(r"(?<!!)\[", md), "link", 160)
    md.inlinePatterns.register(Picture(r"\!\[", md), "image_link", 150)
    md.inlinePatterns.register(HtmlInlineProcessor(_SIMPLE_TAG, md), "html", 90)
    md.inlinePatterns.register(BareAddress(_BARE_URL, md), "bare_address", 85)
