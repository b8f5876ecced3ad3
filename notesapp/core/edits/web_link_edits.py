"""Changing one link of the notes: its address, its words."""

from __future__ import annotations

from notesapp.core.edits.attributes import set_attribute
from notesapp.core.edits.base import Edits, Position, TextEdit, apply_edits
from notesapp.core.edits.header_edits import set_header
from notesapp.core.edits.links import typed_address
from notesapp.core.lines import classify
from notesapp.core.model import Notes
from notesapp.core.parser import parse
from notesapp.core.people import Link, write_link
from notesapp.core.web_links import LinkKind, WebLink, web_links

_UNSAFE = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22"})
_LONGEST = 4000
_WRITTEN = (LinkKind.MARKDOWN, LinkKind.IMAGE)
_WITH_WORDS = (*_WRITTEN, LinkKind.BARE, LinkKind.AUTO, LinkKind.NAME)


def suggested_address(link: WebLink) -> str:
    """The address that words without one are themselves, as ``Example.com``; else empty."""
    return typed_address(link.words) if link.is_missing else ""


def takes_words(link: WebLink) -> bool:
    """Whether a link's words can be set: a header's, an attribute's and HTML's cannot."""
    return link.kind in _WITH_WORDS


def set_address(notes: Notes, link: WebLink, address: str) -> Edits:
    """Lead a link to another address; a name becomes a link.

    A name becomes ``words: address`` in notes that write their links so and ``[words](address)``
    in all others. Empty where nothing changes, where the link is not in these notes, or where an
    address cannot be taken away without the words.
    """
    if link not in web_links(notes):
        return ()
    address = clean_address(address)
    if address == link.address or (not address and link.kind not in (*_WRITTEN, *_KEPT_APART)):
        return ()
    if link.kind is LinkKind.HEADER:
        return _in_header(notes, link, address)
    if link.kind is LinkKind.ATTRIBUTE and link.segment is not None:
        return set_attribute(notes, notes.segments[link.segment], link.key, address)
    if link.kind is LinkKind.NAME:
        return _named(notes, link, address)
    return _kept(notes, link, link.at, link.at + len(link.address), address)


_KEPT_APART = (LinkKind.HEADER, LinkKind.ATTRIBUTE)


def set_words(notes: Notes, link: WebLink, words: str) -> Edits:
    """Give a link words; one that has none gets them in front of its address.

    Empty where nothing changes, where the link is not in these notes, or where it has no place
    for words. Brackets become round ones: a link cannot hold them.
    """
    words = " ".join(words.replace("`", "'").split())
    words = words.replace("[", "(").replace("]", ")").strip("\\")
    if not words or words == link.words or link not in web_links(notes) or not takes_words(link):
        return ()
    if classify(f"[{words}]").times:
        return ()  # it would become a stamp
    if link.kind in _WRITTEN:
        start = link.start + (2 if link.kind is LinkKind.IMAGE else 1)
        return _kept(notes, link, start, start + len(link.words), words)
    if link.kind is LinkKind.NAME:
        return _kept(notes, link, link.start, link.end, words)
    if _is_plain(notes) or link.words:
        edits = _kept(notes, link, link.start, link.end, f"{words}: {link.address}", words)
        if edits:
            return edits
    return _kept(notes, link, link.start, link.end, f"[{words}]({_inside(link.address)})", words)


def clean_address(address: str) -> str:
    """An address as one that a link can hold: no blanks, brackets of its own written as ``%28``."""
    return "".join(address.split())[:_LONGEST].translate(_UNSAFE)


def _inside(address: str) -> str:
    return address.translate(_UNSAFE)


def _is_plain(notes: Notes) -> bool:
    """Whether these notes write ``words: address`` and never ``[words](address)``."""
    links = web_links(notes)
    written = any(link.kind in _WRITTEN for link in links)
    return not written and any(link.kind is LinkKind.BARE and link.words for link in links)


def _named(notes: Notes, link: WebLink, address: str) -> Edits:
    if _is_plain(notes):
        edits = _kept(notes, link, link.start, link.end, f"{link.words}: {address}")
        if edits:
            return edits
    return _kept(notes, link, link.start, link.end, f"[{link.words}]({address})")


def _kept(
    notes: Notes, link: WebLink, start: int, end: int, text: str, words: str | None = None
) -> Edits:
    """One edit within the line, if the notes then hold what they held: segments, stamps, links."""
    edit = TextEdit(Position(link.line, start), Position(link.line, end), text)
    after = parse(apply_edits(notes.text, (edit,)))
    same = len(after.segments) == len(notes.segments) and len(after.stamps) == len(notes.stamps)
    before = web_links(notes)
    found = web_links(after)
    if not same or len(found) != len(before):
        return ()
    place = before.index(link)
    others = (*before[:place], *before[place + 1 :])
    kept = all(
        (a.words, a.address, a.line) == (b.words, b.address, b.line)
        for a, b in zip(others, (*found[:place], *found[place + 1 :]), strict=True)
    )
    fits = words is None or found[place].words == words
    return (edit,) if kept and fits else ()


def _in_header(notes: Notes, link: WebLink, address: str) -> Edits:
    """The header's key with one of its addresses changed; an empty one is taken out."""
    links = [found for found in web_links(notes) if found.key == link.key]
    links = [found for found in links if found.kind is LinkKind.HEADER]
    if link.key != "links":
        return set_header(notes, link.key, address)
    values = list(notes.header.items(link.key))
    place = links.index(link)
    filled = [at for at, value in enumerate(values) if value.strip()]
    if len(filled) != len(links):
        return ()
    if address:
        values[filled[place]] = write_link(Link(link.words, address)) if link.words else address
    else:
        del values[filled[place]]
    return set_header(notes, link.key, tuple(values))
