"""HTML as a stream of tags and words, read once from beginning to end, whatever it is.

The standard library looks through all that follows for each tag that is never closed, and its
releases read broken markup differently. Here each character is looked at a few times at most.
What is no markup stays as words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Protocol

_LONG_CHARREF = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:(?P<end>>)|(?P<name>[^\s/>][^\s/>=]*)"""
    r"""(?P<equals>\s*=\s*(?:"(?P<two>[^"]*)"|'(?P<one>[^']*)'|(?P<bare>[^\s>"'][^\s>]*))?)?)"""
)
_PLAIN_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_DOCTYPE = re.compile(r"<!doctype\b", re.IGNORECASE)
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style")}
_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "title"})
_MOST_ATTRIBUTES = 500_000  # of a whole page; tags behind them have none
_CDATA, _CDATA_END = "<![CDATA[", "]]>"

Attributes = list[tuple[str, str | None]]


class HtmlReader(Protocol):
    """Who takes the stream. Names are in lower case; words and values have no entities left."""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """A tag that opens; where it closes itself, its end follows."""

    def handle_endtag(self, tag: str) -> None:
        """A tag that closes."""

    def handle_data(self, data: str) -> None:
        """Words between two tags, or what stands in a script or style."""


class LineReader(HtmlReader, Protocol):
    """Who makes lines of it, and skips the words of some elements."""

    @property
    def still_skipping(self) -> bool:
        """Whether an element that is skipped was never closed: there may be words in it."""

    def finished(self) -> list[str]:
        """All lines, at the end."""


def seen_lines(text: str, reader_of: Callable[[frozenset[str]], LineReader]) -> list[str]:
    """The lines of a page without what nobody sees, but with it where its end is missing.

    ``reader_of`` gets the names of the elements to skip.
    """
    reader = reader_of(_UNSEEN)
    feed_html(text, reader)
    if reader.still_skipping:
        reader = reader_of(frozenset())
        feed_html(text, reader)
    return reader.finished()


def feed_html(text: str, reader: HtmlReader) -> None:
    """Hand a page over, piece by piece. Total; the time is proportional to its length."""
    _Stream(_without_cdata(_LONG_CHARREF.sub("\ufffd", text)), reader).run()


def _without_cdata(text: str) -> str:
    """What stands in a CDATA section is read as the rest of the page is."""
    first, *others = text.split(_CDATA)
    parts = [first]
    for other in others:
        inside, end, after = other.partition(_CDATA_END)
        parts += [inside, after] if end else [_CDATA, other]
    return "".join(parts)


class _Stream:
    def __init__(self, text: str, reader: HtmlReader) -> None:
        self._text = text
        self._reader = reader
        self._words: list[str] = []
        self._missing: set[str] = set()  # what does not stand in the rest of the text
        self._patience = len(text) + 10_000  # characters of tags that turn out to be none
        self._attributes_left = _MOST_ATTRIBUTES

    def run(self) -> None:
        at = 0
        while (opening := self._text.find("<", at)) >= 0:
            self._words.append(self._text[at:opening])
            end = self._markup(opening)
            if end == opening:
                self._words.append("<")
                end += 1
            at = end
        self._words.append(self._text[at:])
        self._say()

    def _say(self) -> None:
        words = "".join(self._words)
        self._words = []
        if words:
            self._reader.handle_data(unescape(words))

    def _markup(self, at: int) -> int:
        """Where the markup ends that begins here; ``at`` itself where there is none."""
        follows = self._text[at + 1 : at + 3]
        if follows[:1].isascii() and follows[:1].isalpha():
            return self._start_tag(at)
        if follows[:1] == "/":
            return self._end_tag(at, named=follows[1:].isascii() and follows[1:].isalpha())
        if self._text.startswith("<!--", at):
            return self._comment(at)
        if follows[:1] == "?" or _DOCTYPE.match(self._text, at):
            return self._behind(">", at, at)
        return at

    def _behind(self, wanted: str, start: int, otherwise: int) -> int:
        """The place behind the next of these; looked for in vain once only."""
        if wanted in self._missing:
            return otherwise
        found = self._text.find(wanted, start)
        if found < 0:
            self._missing.add(wanted)
            return otherwise
        return found + len(wanted)

    def _comment(self, at: int) -> int:
        for short in ("<!-->", "<!--->"):
            if self._text.startswith(short, at):
                return at + len(short)
        return self._behind("-->", at + 4, at)

    def _end_tag(self, at: int, *, named: bool) -> int:
        end = self._behind(">", at, at)
        if end > at and named:
            match = _NAME.match(self._text, at + 2)
            self._say()
            self._reader.handle_endtag(match[0].lower() if match else "")
        return end

    def _start_tag(self, at: int) -> int:
        match = _NAME.match(self._text, at + 1)
        if match is None:
            return at
        attributes, end, closes = self._attributes(match.end())
        if end < 0:
            tag = _PLAIN_TAG.match(self._text, at)
            if tag is None:
                return at
            attributes, end, closes = [], tag.end(), tag[0].endswith("/>")
        self._say()
        name = match[0].lower()
        self._reader.handle_starttag(name, attributes)
        if closes:
            self._reader.handle_endtag(name)
            return end
        return self._raw(name, end)

    def _attributes(self, start: int) -> tuple[Attributes, int, bool]:
        """The attributes, the place behind the tag (below 0 where it is never closed), and
        whether it closes itself.
        """
        found: Attributes = []
        at = start
        while self._patience > 0 and (match := _ATTRIBUTE.match(self._text, at)):
            at = match.end()
            self._attributes_left -= 1
            if match["end"]:
                return found, at, match[0].endswith("/>")
            value = next((v for v in match.group("two", "one", "bare") if v is not None), None)
            if match["equals"] and value is None:
                if self._text[at : at + 1] in ('"', "'"):
                    at = len(self._text)  # as far as the quote was looked for
                    break
                value = ""
            if self._attributes_left < 0:
                break
            found.append((match["name"].lower(), value if value is None else unescape(value)))
        self._patience -= at - start
        return [], -1, False

    def _raw(self, name: str, start: int) -> int:
        """Scripts and styles are no markup up to their end; without one they are."""
        wanted = _RAW_END.get(name)
        if wanted is None or name in self._missing:
            return start
        match = wanted.search(self._text, start)
        if match is None:
            self._missing.add(name)
            return start
        if match.start() > start:
            self._reader.handle_data(self._text[start : match.start()])
        return match.start()
