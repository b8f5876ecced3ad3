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

_UNSAFE = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '()<>"`\\|'})
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
    return _kept(notes, link, (link.at, link.at + len(link.address)), address, address=address)


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
        return _kept(notes, link, (start, start + len(link.words)), words, words=words)
    whole = (link.start, link.end)
    if link.kind is LinkKind.NAME:
        return _kept(notes, link, whole, words, words=words)
    if _is_plain(notes) or link.words:
        edits = _kept(notes, link, whole, f"{words}: {link.address}", words=words)
        if edits:
            return edits
    address = link.address.translate(_UNSAFE)
    return _kept(notes, link, whole, f"[{words}]({address})", words=words, address=address)


def clean_address(address: str) -> str:
    """An address as one that a link can hold: no blanks, brackets of its own written as ``%28``."""
    return "".join(address.split())[:_LONGEST].translate(_UNSAFE)


def _is_plain(notes: Notes) -> bool:
    """Whether these notes write ``words: address`` and never ``[words](address)``."""
    links = web_links(notes)
    written = any(link.kind in _WRITTEN for link in links)
    return not written and any(link.kind is LinkKind.BARE and link.words for link in links)


def _named(notes: Notes, link: WebLink, address: str) -> Edits:
    whole = (link.start, link.end)
    if _is_plain(notes):
        edits = _kept(notes, link, whole, f"{link.words}: {address}", address=address)
        if edits:
            return edits
    return _kept(notes, link, whole, f"[{link.words}]({address})", address=address)


def _kept(
    notes: Notes,
    link: WebLink,
    columns: tuple[int, int],
    text: str,
    *,
    words: str | None = None,
    address: str | None = None,
) -> Edits:
    """One edit in the link's line, if the notes then read as meant, and else as before."""
    start, end = columns
    edit = TextEdit(Position(link.line, start), Position(link.line, end), text)
    after = parse(apply_edits(notes.text, (edit,)))
    same = len(after.segments) == len(notes.segments) and len(after.stamps) == len(notes.stamps)
    before = web_links(notes)
    found = web_links(after)
    if not same or len(found) != len(before):
        return ()
    place = before.index(link)
    meant = [(k.words, k.address, k.line) for k in before]
    now = [(k.words, k.address, k.line) for k in found]
    meant[place] = (
        now[place][0] if words is None else words,
        link.address if address is None else address,
        link.line,
    )
    return (edit,) if now == meant else ()


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
    edits = set_header(notes, link.key, tuple(values))
    found = web_links(parse(apply_edits(notes.text, edits)))
    now = [k.address for k in found if k.key == link.key and k.kind is LinkKind.HEADER]
    meant = [k.address for k in links]
    meant[place : place + 1] = [address] if address else []
    return edits if now == meant else ()


def lacks_words(link: WebLink) -> bool:
    """Whether a link on the web shows its bare address where words could stand."""
    bare = link.address.partition("//")[2].rstrip("/").casefold()
    shown = link.words.partition("//")[2] or link.words
    same = shown.strip().rstrip("/").casefold() in ("", bare)
    return link.is_web and same and takes_words(link) and link.kind is not LinkKind.IMAGE
