"""Pages that come with the program, from Markdown to HTML. Not for anybody else's text."""

from __future__ import annotations

from markdown import Markdown


def own_page_html(source: str) -> str:
    """The HTML of one page: trusted, so nothing in it is cleaned or counted."""
    return Markdown(extensions=["tables", "sane_lists"]).convert(source)
