"""Every link of the notes as data: where it stands, its words, its address. Pure and total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from notesapp.core.lines import LineKind, classify
from notesapp.core.model import Node, NodeKind, Notes, Segment

HEADER_LINKS = ("link", "audio_url", "image", "links")
ATTRIBUTE_LINKS = ("url", "image")


class LinkPlace(StrEnum):
    """What a link stands in."""

    HEADER = "header"
    SEGMENT = "segment"
    SECTION = "section"
    TEXT = "text"


class LinkKind(StrEnum):
    """How a link is written. A ``NAME`` is words in a list of links that lead nowhere yet."""

    MARKDOWN = "markdown"
    IMAGE = "image"
    BARE = "bare"
    AUTO = "auto"
    REFERENCE = "reference"
    HTML = "html"
    HEADER = "header"
    ATTRIBUTE = "attribute"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class WebLink:
    """One link. Lines and columns are 0-based; ``start`` to ``end`` include all its marks.

    ``address`` is as written, empty where it is missing; it begins (or would) at column ``at``.
    ``words`` are empty for an address that stands alone. ``key`` is the section's words, the
    header's key or the attribute; ``segment`` the index of the segment it stands in.
    """

    line: int
    start: int
    end: int
    words: str
    address: str
    place: LinkPlace
    kind: LinkKind
    at: int
    key: str = ""
    segment: int | None = None

    @property
    def is_missing(self) -> bool:
        """Whether the words lead nowhere."""
        return not self.address

    @property
    def is_web(self) -> bool:
        """Whether it leads to a page or a file on the web."""
        return bool(_WEB.match(self.address))


_Read = tuple[int, int, str, str, LinkKind, int]  # what a link is wherever its line stands

_WEB = re.compile(r"https?://|www\.", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<tick>`+)"
    r"|(?P<bang>!?)\[(?P<words>[^\[\]]*)\]\([ \t]*<?"
    r"(?P<target>[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*){0,3})>?(?:[ \t]+\"[^\"]*\")?[ \t]*\)"
    r"|<(?P<auto>(?:https?://|mailto:)[^<>\s]+)>"
    r"|(?<![\w@/.-])(?P<bare>(?:https?://|mailto:|www\.(?=[^\s.]))[^\s<>\"`\\|]+)",
    re.IGNORECASE,
)
_OTHERS = ("mailto:", "www.")
_LOOSE_END = ".,;:!?'\"*_~’”»…]}"
_LEAD = re.compile(r"[^\[\]|`<>]{1,80}$")
_REFERENCE = re.compile(r" {0,3}\[[^\[\]]+\]:[ \t]+$")
_LIST_OF_LINKS = frozenset({"resources", "links", "links mentioned", "referenced", "mentioned"})
_LIST_STARTS = ("where to find ", "connect with ")
_PARTING = re.compile(r"[ \t\u00a0]+[|•·/][ \t\u00a0]+")
_BLANKS = " \t\r\u00a0\u200b\ufeff"
_LONGEST_NAME = 80
_LONGEST_ID = 200
_MOST_WORDS = 10
_NO_NAMES = frozenset({"guest user"})  # an editor's leftover, no author's words
_QUIET = (NodeKind.HEADER, NodeKind.BLANK, NodeKind.CODE, NodeKind.RULE, NodeKind.ATTRIBUTES)


def web_links(notes: Notes) -> tuple[WebLink, ...]:
    """Every link of the notes, from top to bottom; stamps that lead to ``#t=`` are none."""
    found = list(_of_header(notes))
    for node, section in _read_nodes(notes):
        found += _of_node(notes, node, section)
    return tuple(found)


def links_of_line(notes: Notes, line: int) -> tuple[WebLink, ...]:
    """The links of one line of the text; of a header's or an attribute line's none."""
    for node, section in _read_nodes(notes):
        if node.first_line <= line <= node.last_line:
            only = Node(node.kind, line, line, node.segment)
            body = _of_body(notes, only, section)
            return tuple(link for link in body if link.line == line)
    return ()


def _read_nodes(notes: Notes) -> Iterator[tuple[Node, str]]:
    """The nodes that hold words, each with the section it stands in."""
    section = ""
    for node in notes.nodes:
        if node.kind in (NodeKind.HEADING, NodeKind.RULE):
            section = ""
        elif node.kind is NodeKind.SECTION:
            section = _section_words(notes.lines[node.first_line])
        if node.kind not in _QUIET:
            yield node, section


def _section_words(line: str) -> str:
    return line.strip("#*_: \t\r\u00a0：")


def _lists_links(section: str) -> bool:
    words = section.casefold()
    return words in _LIST_OF_LINKS or words.startswith(_LIST_STARTS)


def _of_node(notes: Notes, node: Node, section: str) -> Iterator[WebLink]:
    yield from _of_body(notes, node, section)
    if node.segment is not None:
        yield from _of_attributes(notes, notes.segments[node.segment])


def _of_body(notes: Notes, node: Node, section: str) -> Iterator[WebLink]:
    segment = None if node.segment is None else notes.segments[node.segment]
    last = node.last_line if segment is None else min(node.last_line, segment.body_last_line)
    place = LinkPlace.SECTION if section else LinkPlace.TEXT
    place = place if segment is None else LinkPlace.SEGMENT
    named = node.kind is NodeKind.TEXT and _lists_links(section)
    for line in range(node.first_line, last + 1):
        text = notes.lines[line]
        links = list(_in_line(line, text, place, section, node.segment))
        yield from sorted(
            [*links, *_names(line, text, links, section)] if named else links, key=_at
        )


def _at(link: WebLink) -> int:
    return link.start


# --- one line


def _in_line(
    line: int, text: str, place: LinkPlace, section: str, segment: int | None
) -> Iterator[WebLink]:
    key = section if place is LinkPlace.SECTION else ""
    if "](" in text or "://" in text or any(start in text.lower() for start in _OTHERS):
        for start, end, words, address, kind, at in _reads(text):
            yield WebLink(line, start, end, words, address, place, kind, at, key, segment)


@lru_cache(maxsize=1 << 13)
def _reads(text: str) -> tuple[_Read, ...]:
    """The links written in a line; what is code is passed over."""
    found: list[_Read] = []
    stamps = {mark.start for mark in classify(text).times}
    column = done = 0
    ticks = _code_ends(text)
    while (match := _TOKEN.search(text, column)) is not None:
        column = match.end()
        if match["tick"]:
            column = ticks.get(match.start(), column)
            continue
        read = _read(text, match, done, is_stamp=match.start() in stamps)
        if read is not None:
            found.append(read)
            column = done = max(read[1], match.start() + 1)
    return tuple(found)


def _code_ends(text: str) -> dict[int, int]:
    """Where each run of backticks that opens code is closed, by the column of the run."""
    ends: dict[int, int] = {}
    if "`" not in text:
        return ends
    latest: dict[int, int] = {}
    for run in reversed(list(re.finditer("`+", text))):
        size = len(run[0])
        if size in latest:
            ends[run.start()] = latest[size]
        latest[size] = run.end()
    return ends


def _read(text: str, match: re.Match[str], done: int, *, is_stamp: bool) -> _Read | None:
    start, end = match.span()
    if match["words"] is not None:
        address = match["target"]
        if is_stamp and not _WEB.match(address):
            return None
        if address.startswith("#t="):
            return None
        kind = LinkKind.IMAGE if match["bang"] else LinkKind.MARKDOWN
        return start, end, match["words"], address, kind, match.start("target")
    if match["auto"]:
        return start, end, "", match["auto"], LinkKind.AUTO, start + 1
    return _bare(text, start, _trimmed(match["bare"]), done)


def _trimmed(address: str) -> str:
    """An address in running text without the marks of the sentence around it."""
    ends = len(address)
    opened, closed = address.count("("), address.count(")")
    while ends:
        last = address[ends - 1]
        if last == ")" and closed > opened:
            closed -= 1
        elif last not in _LOOSE_END:
            break
        ends -= 1
    return address[:ends]


def _bare(text: str, start: int, address: str, done: int) -> _Read | None:
    if not address.rpartition("//")[2].partition(":")[2] and address.lower().startswith("mailto"):
        return None
    if address.endswith("//") or not address:
        return None
    end = start + len(address)
    if text[start - 1 : start] in ("'", '"', "=") and start:
        return start, end, "", address, LinkKind.HTML, start
    if start < _LONGEST_ID and _REFERENCE.fullmatch(text[:start]):
        words = text[:start].strip().removesuffix(":")[1:-1]
        return start, end, words, address, LinkKind.REFERENCE, start
    begin, words = _lead(text, done, start, end)
    return begin, end, words, address, LinkKind.BARE, start


def _lead(text: str, done: int, start: int, end: int) -> tuple[int, str]:
    """The words of ``words: address``, where that is all that stands between two marks."""
    rest = text[end:].lstrip(_BLANKS)
    if rest and not rest.startswith(("|", "•", "·")):
        return start, ""
    marks = classify(text)
    first = max(done, marks.body, marks.leading.tail if marks.leading else 0)
    lead = text[max(first, start - _LONGEST_NAME - 2) : start]
    lead = re.split(r"[|•·]", lead)[-1]
    if not lead.rstrip(_BLANKS).endswith(":") or lead == lead.rstrip(_BLANKS):
        return start, ""
    words = lead.strip(_BLANKS).removesuffix(":").strip(_BLANKS)
    is_whole = (
        start - len(lead) == first or text[start - len(lead) - 1 : start - len(lead)] in "|•·"
    )
    if not is_whole or not _LEAD.match(words) or ": " in words:
        return start, ""
    return start - len(lead.lstrip(_BLANKS)), words


def _names(line: int, text: str, links: list[WebLink], section: str) -> Iterator[WebLink]:
    """Parts of a line in a list of links that have no address."""
    marks = classify(text)
    if marks.kind is not LineKind.TEXT or marks.times:
        return
    taken = iter([*links, None])
    link = next(taken)
    column = marks.body
    for match in [*_PARTING.finditer(text, column), None]:
        start, end = column, len(text) if match is None else match.start()
        column = end if match is None else match.end()
        part = text[start:end]
        start += len(part) - len(part.lstrip(_BLANKS))
        words = part.strip(_BLANKS)
        end = start + len(words)
        while link is not None and link.end <= start:
            link = next(taken)
        if _is_name(words) and (link is None or link.start >= end):
            place, kind = LinkPlace.SECTION, LinkKind.NAME
            yield WebLink(line, start, end, words, "", place, kind, end, section)


def _is_name(words: str) -> bool:
    if not words or len(words) > _LONGEST_NAME or words.casefold() in _NO_NAMES:
        return False
    if words[-1] in ".!?:;,…" or any(sign in words for sign in "[]`<>|@") or "://" in words:
        return False
    return any(map(str.isalnum, words)) and len(words.split()) <= _MOST_WORDS


# --- header and attributes


def _of_header(notes: Notes) -> Iterator[WebLink]:
    header = notes.header
    found = []
    for key in HEADER_LINKS:
        if key not in header.places:
            continue
        line, last = header.places[key]
        column = 0
        for value in header.items(key):
            words, address = _words_and_address(value) if key == "links" else ("", value.strip())
            if key == "image" and not _WEB.match(address):
                continue
            if not value.strip():
                continue
            spot = _spot(notes, line, last, column, address or value)
            line, start = spot
            column = start + len(address or value)
            place, kind = LinkPlace.HEADER, LinkKind.HEADER
            end = min(column, len(notes.lines[line]))
            found.append(WebLink(line, start, end, words, address, place, kind, start, key))
    yield from sorted(found, key=lambda link: (link.line, link.start))


def _spot(notes: Notes, line: int, last: int, column: int, value: str) -> tuple[int, int]:
    """Where a value stands in its key's lines; their start where it is written otherwise."""
    first = line
    while line <= last:
        at = notes.lines[line].find(value, column)
        if at >= 0:
            return line, at
        line, column = line + 1, 0
    return first, 0


def _words_and_address(value: str) -> tuple[str, str]:
    """``words address``, ``[words](address)`` or an address alone, as a header's list has them."""
    value = " ".join(value.split())
    match = _TOKEN.fullmatch(value)
    if match is not None and match["words"] is not None:
        return match["words"], match["target"]
    words, _, last = value.rpartition(" ")
    if _WEB.match(last) or last.lower().startswith("mailto:"):
        return words.rstrip(" ,:"), last
    return ("", value) if "." in value and " " not in value else (value, "")


def _of_attributes(notes: Notes, segment: Segment) -> Iterator[WebLink]:
    line = segment.attribute_line
    if line is None:
        return
    text = notes.lines[line]
    for key, value in segment.attributes:
        if key not in ATTRIBUTE_LINKS or (key == "image" and not _WEB.match(value)):
            continue
        at = text.find(f'{key}="') + len(key) + 2
        place, kind = LinkPlace.SEGMENT, LinkKind.ATTRIBUTE
        end = min(at + len(value), len(text))
        yield WebLink(
            line, at, end, segment.attribute("chapter"), value, place, kind, at, key, segment.index
        )
