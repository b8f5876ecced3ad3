"""Blocks as HTML, in the elements that a destination takes, and sanitised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

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
    return "".join(_run(run, dialect) for run in _joined(runs))


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of one look as one run."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and BREAK not in (run.text, last.text) and replace(run, text=last.text) == last:
            joined[-1] = replace(last, text=last.text + run.text)
        else:
            joined.append(run)
    return joined


def _run(run: Run, dialect: Dialect) -> str:
    if run.text == BREAK:
        return "<br>"
    text = escape(run.text, quote=False)
    if not run.text.strip():
        return text
    if run.kind == "jump":
        seconds = run.stamp_ms // 1000
        text = f'<a class="stamp" href="#t={seconds}" data-start-ms="{run.stamp_ms}">{text}</a>'
    elif run.href and (href := clean_url(run.href)):
        text = f'<a href="{escape(href)}">{text}</a>'
    strong = run.strong or run.kind == "label"
    for wanted, tag in ((run.emphasis, dialect.emphasis), (strong, dialect.strong)):
        if wanted and tag:
            text = f"<{tag}>{text}</{tag}>"
    return text


def _parts(blocks: Sequence[Block], dialect: Dialect) -> list[str]:
    parts: list[str] = []
    lists: list[str] = []
    quoted = False
    for block in blocks:
        inside = inline_html(block.runs, dialect)
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
