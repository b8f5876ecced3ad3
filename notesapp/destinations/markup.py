"""Blocks as HTML, in the elements that a destination takes, and sanitised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from notesapp.destinations.tree import BREAK, HEADING, ITEM, QUOTE, Block, Run
from notesapp.formats.hygiene import clean_url

SCHEMES = {"http", "https", "mailto"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """The elements a destination takes; an empty name is one it does not have.

    ``headings`` maps levels 1 to 6 to elements. ``nested``: lists in lists.
    """

    headings: tuple[str, ...] = ()
    strong: str = ""
    emphasis: str = ""
    quote: str = ""
    nested: bool = True


FEED = Dialect()
SEMANTIC = Dialect(("h2", "h2", "h3", "h4", "h4", "h4"), "strong", "em", "blockquote")
DOCUMENT = Dialect(("h1", "h2", "h3", "h4", "h4", "h4"), "b", "i")
_ALWAYS = {"p", "br", "a", "ul", "ol", "li"}


def write_html(blocks: Sequence[Block], dialect: Dialect) -> str:
    """The blocks, one a line; no classes, styles or spans, and no word is lost."""
    import nh3

    named = {*dialect.headings, dialect.strong, dialect.emphasis, dialect.quote} - {""}
    return nh3.clean(
        raw_html(blocks, dialect),
        tags=_ALWAYS | named,
        attributes={"a": {"href"}, "ol": {"start"}},
        clean_content_tags=set(),
        link_rel=None,
        url_schemes=SCHEMES,
    )


def raw_html(blocks: Sequence[Block], dialect: Dialect) -> str:
    """The same before it is sanitised, with links on the stamps that jump.

    Halves of characters, which no file can hold, are question marks.
    """
    return "\n".join(_parts(blocks, dialect)).encode("utf-8", "replace").decode("utf-8")


def inline_html(runs: Iterable[Run], dialect: Dialect) -> str:
    """Runs as HTML; stamps that jump are ``a.stamp``, others are text."""
    parts: list[str] = []
    for (emphasis, strong), alike in groupby(runs, _weight):
        text = "".join(_linked(target, list(same)) for target, same in groupby(alike, _target))
        for wanted, tag in ((emphasis, dialect.emphasis), (strong, dialect.strong)):
            if wanted and tag and text.strip():
                text = f"<{tag}>{text}</{tag}>"
        parts.append(text)
    return "".join(parts)


def _weight(run: Run) -> tuple[bool, bool]:
    return run.emphasis, run.strong or run.kind == "label"


def _target(run: Run) -> tuple[bool, int, str]:
    """What neighbours have in common: a new line, a stamp that jumps, or an address."""
    return run.text == BREAK, run.stamp_ms if run.kind == "jump" else -1, run.href


def _linked(target: tuple[bool, int, str], runs: list[Run]) -> str:
    is_break, start_ms, address = target
    if is_break:
        return "<br>" * len(runs)
    text = escape("".join(run.text for run in runs), quote=False)
    if start_ms >= 0:
        href = f"#t={start_ms // 1000}"
        return f'<a class="stamp" href="{href}" data-start-ms="{start_ms}">{text}</a>'
    if address and text.strip() and (href := clean_url(address)):
        return f'<a href="{escape(href)}">{text}</a>'
    return text


def _parts(blocks: Sequence[Block], dialect: Dialect) -> list[str]:
    parts: list[str] = []
    lists: list[str] = []
    quoted = False
    for block in blocks:
        inside = inline_html(_even(block, dialect), dialect)
        if block.kind == ITEM:
            quoted = _end_quote(parts, quoted)
            depth = block.depth if dialect.nested else 1
            _item(parts, lists, min(depth, len(lists) + 1), block.number, inside)
            continue
        _end_lists(parts, lists)
        if block.kind != QUOTE or not dialect.quote:
            quoted = _end_quote(parts, quoted)
            parts.append(_block(block, inside, dialect))
            continue
        parts += ["<blockquote>"] * (not quoted)
        quoted = True
        parts.append(f"<p>{inside}</p>")
    _end_lists(parts, lists)
    _end_quote(parts, quoted)
    return parts


def _even(block: Block, dialect: Dialect) -> Iterable[Run]:
    """The runs; a heading is bold as it is."""
    if block.kind == HEADING and dialect.headings:
        return (replace(run, strong=False) if run.strong else run for run in block.runs)
    return block.runs


def _block(block: Block, inside: str, dialect: Dialect) -> str:
    if block.kind == HEADING and dialect.headings:
        tag = dialect.headings[min(max(block.level, 1), 6) - 1]
        return f"<{tag}>{inside}</{tag}>"
    if block.kind == QUOTE:
        inside = f"“{inside}”"
    return f"<p>{inside}</p>"


def _item(parts: list[str], lists: list[str], depth: int, number: int, inside: str) -> None:
    tag = "ol" if number else "ul"
    _end_lists(parts, lists, depth)
    if len(lists) == depth and lists[-1] != tag:
        _end_lists(parts, lists, depth - 1)
    if len(lists) < depth:
        start = f' start="{number}"' if number > 1 else ""
        parts.append(f"<{tag}{start}>")
        lists.append(tag)
    else:
        parts[-1] += "</li>"
    parts.append(f"<li>{inside}")


def _end_lists(parts: list[str], lists: list[str], depth: int = 0) -> None:
    while len(lists) > depth:
        parts[-1] += "</li>"
        parts.append(f"</{lists.pop()}>")


def _end_quote(parts: list[str], quoted: bool) -> bool:
    parts += ["</blockquote>"] * quoted
    return False
