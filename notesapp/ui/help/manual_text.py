"""The manual's pages: Markdown with keys and menus filled in as they are now.

``{key:ID}`` is a command's key, ``{menu:ID}`` the way to it through the menus; ``{if:ID}`` to
``{end}``, on lines of their own, stand only where there is such a command.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

from notesapp.commands.table import COMMANDS, command
from notesapp.storage.resources import resource
from notesapp.ui.kit.actions import said
from notesapp.ui.kit.key_caps import split_keys
from notesapp.ui.kit.look import Look

PICTURE_WIDTH = 640
_FILLED = re.compile(r"\{(key|menu):([a-z_.0-9]+)\}")
_IF = re.compile(r"^\{if:([a-z_.0-9]+)\}\n(.*?)^\{end\}\n?", re.DOTALL | re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")
_KNOWN = frozenset(entry.id for entry in COMMANDS)
_GAP = "&nbsp;"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its file's name without the ending, its title, its HTML, its words."""

    name: str
    title: str
    html: str
    words: str


def page_sources() -> dict[str, str]:
    """The Markdown of every page by name, in order. Raises FileTrouble where there are none."""
    folder = resource("manual")
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}


def read_pages(key_of: Callable[[str], str], no_key: str) -> tuple[Page, ...]:
    """All pages with the keys of now; ``no_key`` stands where a command has none."""
    from notesapp.formats.own_page import own_page_html  # wanted here only

    pages = []
    for name, source in page_sources().items():
        kept = without_unknown(source)
        html = own_page_html(kept).replace("<p><img", '<p class="picture"><img')
        html = _FILLED.sub(lambda found: _fill(found[1], found[2], key_of, no_key), html)
        title = kept.partition("\n")[0].removeprefix("# ")
        words = " ".join(unescape(_TAG.sub(" ", html)).split())
        pages.append(Page(name, title, html, words))
    return tuple(pages)


def without_unknown(source: str) -> str:
    """A page without what stands there for commands that do not exist."""
    return _IF.sub(lambda found: found[2] if found[1] in _KNOWN else "", source)


def _fill(kind: str, command_id: str, key_of: Callable[[str], str], no_key: str) -> str:
    if command_id not in _KNOWN:
        return escape(no_key)
    if kind == "menu":
        return f'<span class="menu">{escape(menu_path(command_id))}</span>'
    chord = key_of(command_id)
    caps = [f'<span class="key">{_GAP}{escape(cap)}{_GAP}</span>' for cap in split_keys(chord)]
    return _GAP.join(caps) or f'<span class="menu">{escape(no_key)}</span>'


def menu_path(command_id: str) -> str:
    """The way to a command: its menu, its submenu if any, its title. Raises KeyError."""
    entry = command(command_id)
    parts = (entry.menu, entry.group, entry.title)
    return " › ".join(said(part) for part in parts if part)


def manual_sheet(look: Look) -> str:
    """The style sheet of a page, in the colours of the look."""
    hexes, px = look.theme.hex, look.fonts.px
    return f"""
    body {{ color: {hexes("ink")}; }}
    p, li {{ line-height: 150%; margin-top: 0; margin-bottom: 12px; }}
    li {{ margin-bottom: 6px; }}
    .picture {{ line-height: 100%; margin-top: 4px; margin-bottom: 16px; }}
    h1 {{ font-size: {px(24)}px; font-weight: 600; margin-top: 8px; margin-bottom: 16px; }}
    h2 {{ font-size: {px(16)}px; font-weight: 600; margin-top: 24px; margin-bottom: 8px; }}
    a {{ color: {hexes("accent")}; }}
    code {{ color: {hexes("ink2")}; }}
    .key {{ background-color: {hexes("hover")}; color: {hexes("ink")}; font-size: {px(12)}px;
      font-weight: 500; }}
    .menu {{ font-weight: 600; }}
    td, th {{ padding: 6px 16px 6px 0; }}
    th {{ color: {hexes("ink3")}; font-weight: 600; font-size: {px(12)}px; text-align: left; }}
    """
