"""What a destination makes of what it is given: its own look, and remarks on what is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from notesapp.core.destinations import Destination
from notesapp.destinations.base import Clip, Shown
from notesapp.destinations.markup import SCHEMES, Dialect, raw_html
from notesapp.destinations.reading import (
    Line,
    read_lines,
    text_lines,
    why_none,
    with_addresses,
    with_jumps,
)
from notesapp.destinations.sending import Sent, Wishes, sent_of
from notesapp.destinations.tree import (
    CODE,
    HEADING,
    ITEM,
    PARAGRAPH,
    QUOTE,
    Block,
    Run,
    of_lines,
    read_blocks,
)
from notesapp.formats.base import Snapshot

_NUMBERS = (
    *("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"),
    *("Eleven", "Twelve"),
)
_TAGS = {
    *("p", "br", "a", "ul", "ol", "li", "strong", "em", "b", "i", "blockquote"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "pre", "code"),
}
_BODY_TAGS = {
    *("div", "span", "table", "thead", "tbody", "tr", "th", "td", "img", "hr"),
    *("u", "s", "small", "sub", "sup", "kbd", "mark", "del", "ins"),
}
_BODY_ATTRIBUTES = {
    "a": {"href", "class", "data-start-ms", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    **{tag: {"class", "id"} for tag in ("div", "span", "h2", "h3", "h4")},
}
_CLASSES = {"stamp", "label", "segment", "question", "answer", "topic"}
_ID = re.compile(r"s\d{1,9}")
_JUMP = re.compile(r"#t=\d{1,9}")


@dataclass(frozen=True, slots=True)
class Look:
    """How a destination shows what it is given.

    ``dialect`` are the elements it shows. ``stamps`` finds the times that jump, beside those of
    chapters. ``addresses``: bare ones are links. ``chapters``: it reads them from the text.
    ``listed``: it shows the chapters once more, as a list below.
    """

    dialect: Dialect
    stamps: re.Pattern[str] | None = None
    addresses: bool = False
    chapters: bool = False
    listed: bool = False


def show(clip: Clip, snapshot: Snapshot, wishes: Wishes, look: Look) -> Shown:
    """The text as it will look, and what is to be said about it."""
    destination = wishes.destination
    blocks = read_blocks(clip.html) if clip.html else plain_blocks(clip.plain)
    lines = read_lines(text_lines(blocks)) if look.chapters else ()
    reason = why_none(lines, destination) if look.chapters else ""
    blocks = with_jumps(blocks, look.stamps, at_chapters=look.chapters and not reason)
    if look.addresses:
        blocks = with_addresses(blocks)
    if not look.dialect.nested:
        blocks = tuple(replace(block, depth=min(block.depth, 1)) for block in blocks)
    sent = sent_of(clip, snapshot, wishes)
    if look.listed and not reason:
        blocks = (*blocks, *_list_of(lines))
    size = clip.size(destination)
    remarks = (
        *_fit(sent, size, destination),
        *((reason,) if reason else ()),
    )
    usual = (
        *_clocks(sent),
        *_left_out(sent),
        *_flattened(sent.gathered.blocks, wishes.dialect or Dialect(), look.dialect),
        *_plainly(sent.gathered.blocks, wishes),
    )
    return Shown(safe_to_show(raw_html(blocks, look.dialect)), size, (*remarks, *usual), usual)


def plain_blocks(text: str) -> tuple[Block, ...]:
    """Plain text as one paragraph for each, its line breaks kept."""
    return tuple(
        Block(PARAGRAPH, of_lines([Run(line)] for line in part.split("\n")))
        for part in text.split("\n\n")
        if part.strip()
    )


def safe_to_show(markup: str) -> str:
    """Only a fixed list of elements, web addresses, and stamps that jump."""
    import nh3

    return nh3.clean(
        markup,
        tags=_TAGS,
        attributes={"a": {"href", "class", "data-start-ms"}, "ol": {"start"}},
        attribute_filter=_attribute,
        clean_content_tags=set(),
        link_rel=None,
        url_schemes=SCHEMES,
    )


def safe_body(markup: str) -> str:
    """The same for the body of the page, which has tables, pictures and classes."""
    import nh3

    return nh3.clean(
        markup,
        tags=_TAGS | _BODY_TAGS,
        attributes=_BODY_ATTRIBUTES,
        attribute_filter=_attribute,
        clean_content_tags=set(),
        link_rel=None,
        url_schemes=SCHEMES,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return value if _CLASSES.issuperset(value.split()) else None
    if name == "id":
        return value if _ID.fullmatch(value) else None
    if name in ("alt", "title"):
        return value
    if name in ("data-start-ms", "start"):
        return value if value.isascii() and value.isdecimal() else None
    web = value.startswith(("http://", "https://", "mailto:"))
    return value if web or _JUMP.fullmatch(value) else None


def number_word(count: int) -> str:
    """A number as it begins a sentence."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def _fit(sent: Sent, size: int, destination: Destination) -> Iterator[str]:
    unit = "bytes" if destination.in_bytes else "characters"
    room = f"{destination.limit:,} {unit}"
    if sent.too_long:
        yield f"The whole notes take more than {room}: the summary and the chapters are sent."
    if destination.limit and size > destination.limit:
        over = size - destination.limit
        yield f"{destination.name} takes {room}: {over:,} too many, so the end may be missing."


def _clocks(sent: Sent) -> Iterator[str]:
    if sent.gathered.clocks_changed:
        yield "Times of day that begin a line get another colon: they would be read as chapters."


def _list_of(lines: Sequence[Line]) -> Iterator[Block]:
    for line in lines:
        stamp = Run(line.stamp, kind="jump", stamp_ms=line.start_ms)
        yield Block(ITEM, (stamp, Run(f" {line.title}")), depth=1)


def _left_out(sent: Sent) -> Iterator[str]:
    if sent.gathered.stamps_left_out and sent.gathered.lines:
        yield "Stamps of questions and answers are left out: they would be read as more chapters."


def _flattened(blocks: Sequence[Block], given: Dialect, shown: Dialect) -> Iterator[str]:
    """What turns into plain lines on the way or at the destination."""
    headings = sum(block.kind == HEADING for block in blocks)
    levels = {block.level for block in blocks if block.kind == HEADING}
    if headings and not (given.headings and shown.headings):
        yield _counted(
            headings, "heading is shown as a plain line", "headings are shown as plain lines"
        )
    elif len(levels) > 1 and len(set(shown.headings)) == 1:
        yield "Headings of all levels are shown in one size."
    looks = [run for block in blocks if block.kind != HEADING for run in block.runs]
    if any(run.strong or run.emphasis for run in looks) and not (given.strong and shown.strong):
        yield "Bold and italic words are shown plain."
    if any(block.kind == QUOTE for block in blocks) and not (given.quote and shown.quote):
        yield "Quotes are shown in quotation marks."
    if any(block.kind == ITEM and block.depth > 1 for block in blocks) and not shown.nested:
        yield "Lists within lists are shown as one list."


def _plainly(blocks: Sequence[Block], wishes: Wishes) -> Iterator[str]:
    pictures = sum(run.kind == "picture" for block in blocks for run in block.runs)
    if pictures:
        yield _counted(pictures, "picture is shown as a link", "pictures are shown as links")
    if any(block.of_table for block in blocks):
        yield "Tables are shown as lines."
    if any(block.kind == CODE for block in blocks):
        yield "Code is shown as plain lines."
    if wishes.dialect is None and any(run.href for block in blocks for run in block.runs):
        yield "Links are shown as their words with the address behind them."
    if not wishes.angles and any(set(block.text) & set("<>") for block in blocks):
        yield "Angle brackets are shown as ‹ and ›."


def _counted(count: int, one: str, many: str) -> str:
    return f"A {one}." if count == 1 else f"{number_word(count)} {many}."
