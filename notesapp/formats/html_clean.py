"""The last look at a page or a piece of one: only these elements, attributes and addresses."""

from __future__ import annotations

import re

_WORDS = {
    *("p", "br", "hr", "blockquote", "pre", "code", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("a", "img", "em", "strong", "b", "i", "u", "s", "small", "sub", "sup", "kbd", "mark"),
    *("del", "ins", "cite", "q", "abbr", "time", "span", "div", "figure", "figcaption"),
}
_PLACES = {"header", "footer", "section", "article", "aside", "nav", "main", "audio"}
_SCRIPTS = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title"}
_SCHEMES = {"http", "https", "mailto"}
_OF_TAGS = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "audio": {"src", "controls", "preload"},
    "ol": {"start"},
    "time": {"datetime"},
}
_OF_ALL = {"class", "id", "lang", "dir", "role", "data-start-ms"}

_ID = re.compile(r"player|chapters|notes|s\d{1,9}|t=\d{1,9}|theme-[\w-]{1,60}", re.ASCII)
_ADDRESS = re.compile(r"https?://|mailto:|#", re.IGNORECASE)


def clean_page(markup: str, audio: str = "") -> str:
    """What stands in a page's body: nothing runs, is sent or loaded but pictures and the audio.

    ``audio`` is the only address that may be relative. Ids are ours or begin with ``theme-``.
    """
    import nh3

    def kept(_tag: str, name: str, value: str) -> str | None:
        if name in ("href", "src"):
            return value if _may_lead(value, audio) else None
        return value if name != "id" or _ID.fullmatch(value) else None

    return nh3.clean(
        markup,
        tags=_WORDS | _PLACES,
        attributes={**_OF_TAGS, "a": {"href", "title", "rel"}, "*": _OF_ALL},
        attribute_filter=kept,
        generic_attribute_prefixes={"aria-"},
        clean_content_tags=_SCRIPTS,
        link_rel=None,
        url_schemes=_SCHEMES,
    ).strip()


def _may_lead(address: str, audio: str) -> bool:
    """Whether an address is a whole one, a place on the page or the audio beside it."""
    if audio and (address == audio or address.startswith(f"{audio}#")):
        return True
    return address.isascii() and bool(_ADDRESS.match(address))


def clean_piece(markup: str, prefix: str) -> str:
    """The same for a piece of somebody's page: no ids, and every class begins with ``prefix``."""
    import nh3

    def kept(_tag: str, name: str, value: str) -> str | None:
        if name == "href" and value.startswith("#"):
            return None  # there is nothing of that name on somebody else's page
        if name != "class":
            return value
        return " ".join(prefix + word.removeprefix(prefix) for word in value.split())

    return nh3.clean(
        markup,
        tags=_WORDS | {"section", "nav", "audio"},
        attributes={**_OF_TAGS, "*": {"class", "lang", "dir"}},
        attribute_filter=kept,
        generic_attribute_prefixes={"aria-"},
        clean_content_tags=_SCRIPTS,
        link_rel="noopener noreferrer",
        url_schemes=_SCHEMES,
    ).strip()
