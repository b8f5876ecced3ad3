"""Whether a page or a piece of one is safe, by a parser that is neither ours nor the sanitiser's.

The lists are written here again, on purpose: what is allowed is decided twice.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import html5lib

from notesapp.storage.resources import resource

HTML = "{http://www.w3.org/1999/xhtml}"
WORDS = {
    *("p", "br", "hr", "blockquote", "pre", "code", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "img", "em", "strong"),
    *("b", "i", "u", "s", "small", "sub", "sup", "kbd", "mark", "del", "ins", "span", "div"),
}
PLACES = {"section", "nav", "header", "main", "audio", "time"}
FRAME = {"html", "head", "body", "meta", "title", "link", "style", "script"}
ATTRIBUTES = {
    *("class", "id", "lang", "dir", "href", "src", "alt", "title", "rel", "start", "datetime"),
    *("controls", "preload", "data-start-ms", "aria-label", "aria-labelledby"),
}
METAS = {"viewport", "color-scheme", "description"}
IDS = re.compile(r"player|chapters|notes|s\d+|t=\d+")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
IN_STYLE = re.compile(
    r"url\(|@import|expression|javascript|-moz-binding|[{;\\s]behavior|</|<!", re.I
)


@dataclass(frozen=True)
class Verdict:
    """What is wrong, if anything, and all that a reader sees or follows."""

    faults: tuple[str, ...]
    text: str


def judge_page(markup: str) -> Verdict:
    """A whole page: its frame, its two scripts, its policy, and everything within."""
    tree = html5lib.parse(as_written(markup))
    faults = [*_elements(tree, WORDS | PLACES | FRAME), *_frame(tree)]
    return Verdict(tuple(faults), _seen(tree))


@lru_cache(maxsize=1000)
def judge_piece(markup: str, *, styled: bool = False) -> Verdict:
    """A piece of a page; ``styled``: it may bring its own sheet."""
    tree = html5lib.parseFragment(as_written(markup))
    allowed = WORDS | {"section", "audio"} | ({"style"} if styled else set())
    faults = [*_elements(tree, allowed), *_styles(tree)]
    return Verdict(tuple(faults), _seen(tree))


def as_written(markup: str) -> str:
    """The markup as it is in a file: half a character cannot be."""
    return markup.encode("utf-8", "replace").decode("utf-8")


def _named(tree: Any, name: str) -> list[Any]:
    return list(tree.iter(HTML + name))


def _elements(tree: Any, allowed: set[str]) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield f"a comment or declaration: {element.text!r}"
            continue
        if element.tag == "DOCUMENT_FRAGMENT" or element.tag == "<!DOCTYPE>":
            continue
        name = element.tag.removeprefix(HTML)
        if name not in allowed:
            yield f"an element: {name}"
        if name not in ("meta", "script", "style", "link"):
            yield from _attributes(name, element.attrib)


def _attributes(name: str, attributes: dict[str, str]) -> Iterator[str]:
    for key, value in attributes.items():
        if key not in ATTRIBUTES or str(key).lower().startswith("on"):
            yield f"an attribute: {name} {key}={value!r}"
        if key in ("href", "src"):
            yield from _address(name, value)
        if key == "id" and not IDS.fullmatch(value):
            yield f"a name that could be taken for ours: {value!r}"


def _address(name: str, value: str) -> Iterator[str]:
    bare = UNSEEN.sub("", value)
    scheme = SCHEME.match(bare)
    wanted = ("http", "https") if name in ("img", "audio") else ("http", "https", "mailto")
    if scheme and scheme[1].lower() not in wanted:
        yield f"an address: {name} {value!r}"
    if bare.startswith(("//", "\\", "/")) or not bare.isascii() or bare != value:
        yield f"an address that hides something: {name} {value!r}"


def _frame(tree: Any) -> Iterator[str]:
    yield from _styles(tree)
    scripts = _named(tree, "script")
    if [dict(script.attrib) for script in scripts] != [{"type": "application/ld+json"}, {}]:
        yield f"scripts: {[script.attrib for script in scripts]}"
        return
    if json.loads(scripts[0].text)["@type"] != "PodcastEpisode":
        yield "data of something else"
    ours = "\n" + resource("templates", "page.js").read_text("utf-8").rstrip("\n") + "\n"
    if scripts[1].text != ours:
        yield "a script that is not ours"
    digest = base64.b64encode(hashlib.sha256(ours.encode()).digest()).decode()
    policies = [meta for meta in _named(tree, "meta") if "http-equiv" in meta.attrib]
    if len(policies) != 1 or f"script-src 'sha256-{digest}';" not in policies[0].get("content"):
        yield "a policy that is not ours"
    for meta in _named(tree, "meta"):
        if (
            meta not in policies
            and meta.get("name") not in METAS
            and set(meta.attrib) != {"charset"}
        ):
            yield f"a meta: {meta.attrib}"
    for link in _named(tree, "link"):
        if link.get("rel") != "canonical":
            yield f"a link: {link.attrib}"
        yield from _address("link", link.get("href", ""))


def _styles(tree: Any) -> Iterator[str]:
    styles = _named(tree, "style")
    if len(styles) > 1 or any(style.attrib for style in styles):
        yield f"{len(styles)} styles"
    for style in styles:
        found = IN_STYLE.search(style.text or "")
        if found:
            yield f"a style that says {found[0]!r}"


def _seen(tree: Any) -> str:
    """The words on the page and in the addresses and descriptions that it shows."""
    parts: list[str] = []
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in (HTML + "script", HTML + "style"):
            parts += [element.text or "", *map(str, element.attrib.values())]
        parts.append(element.tail or "")
    return " ".join(parts)
