"""Everything the program makes that somebody's browser, app or editor reads as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from xml.etree import ElementTree

from notesapp.destinations.registry import OUTLETS
from notesapp.destinations.render_server import Request, answer
from notesapp.formats.base import Snapshot
from notesapp.formats.html_themes import PAGE, STYLE, THEMES
from notesapp.formats.registry import format_of
from notesapp.formats.rich_text import rich_html
from tests.formats.episodes import AUDIO, snapshot_of
from tests.hostile.judge import Verdict, judge_page, judge_piece

OWN_PAGE = (
    '<h1 title="{{ title }}">{{ title }}</h1><a href="{{ page }}">{{ podcast }}</a>'
    "<a class={{ number }} href={{ about }}>{{ guests }}</a>{% for l in links %}"
    "<a href='{{ l }}'>{{ l }}</a>{% endfor %}{% for c in chapters %}<p class='{{ c.title }}'>"
    '<a href="{{ c.url }}">{{ c.title }}</a></p>{% endfor %}{{ body }}'
)
TURNS = (
    (*(f"html {theme}" for theme, _ in THEMES), "html, own theme", "markdown, read again"),
    ("html-embed yes", "html-embed no"),
    ("apple", "spotify", "buzzsprout"),
    ("wordpress", "squarespace", "document"),
)
Output = tuple[str, Callable[[str], Verdict], str]


def outputs(text: str, turn: int) -> Iterator[Output]:
    """The name of each, who judges it, and its markup.

    What differs only in its looks takes turns: of each row of ``TURNS`` one is made.
    """
    snapshot = snapshot_of(text, AUDIO)
    chosen = {row[turn % len(row)] for row in TURNS}
    for theme, _ in THEMES:
        if f"html {theme}" in chosen:
            yield f"html {theme}", judge_page, made("html", snapshot, theme=theme)
    if "html, own theme" in chosen:
        own = {"theme": "mine", PAGE: OWN_PAGE, STYLE: "h1 { margin: 0; }"}
        yield "html, own theme", judge_page, made("html", snapshot, **own)
    if "markdown, read again" in chosen and (again := made("markdown", snapshot)) != text:
        yield "markdown, read again", judge_page, made("html", snapshot_of(again, AUDIO))
    for notes in ("yes", "no"):
        if f"html-embed {notes}" in chosen:
            yield f"html-embed {notes}", judge_styled, made("html-embed", snapshot, notes=notes)
    yield "html-feed", judge_piece, made("html-feed", snapshot)
    for name, piece in of_item(made("rss-item", snapshot)):
        yield f"rss-item {name}", judge_piece, piece
    yield "rich copy", judge_piece, rich_html(text)
    yield "preview", judge_piece, answer(asdict(Request(1, text, "notes", AUDIO))).body
    for outlet in OUTLETS:
        key = outlet.destination.key
        if not any(key in row for row in TURNS) or key in chosen:
            clip = outlet.clip(snapshot)
            yield f"{key}, given", judge_piece, clip.html
            yield f"{key}, shown", judge_piece, outlet.show(clip, snapshot).html


def made(key: str, snapshot: Snapshot, **options: str) -> str:
    return format_of(key).write(replace(snapshot, options=options))


def judge_styled(markup: str) -> Verdict:
    return judge_piece(markup, styled=True)


def of_item(xml: str) -> Iterator[tuple[str, str]]:
    """What a feed reader shows as HTML; the whole has to be XML first."""
    root = ElementTree.fromstring(xml)
    for element in root.iter():
        if element.tag.endswith(("description", "encoded")):
            yield element.tag.rpartition("}")[2], element.text or ""
        for key, value in element.attrib.items():
            if key in ("href", "url", "img", "image") and value:
                assert re.match(r"https?://|mailto:|[^:/?#]*$", value), (element.tag, key, value)
