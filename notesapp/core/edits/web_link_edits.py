"""Changing one link of the notes: its address, its words."""

from __future__ import annotations

from dataclasses import replace

from notesapp.core.edits.attributes import set_attribute
from notesapp.core.edits.base import Edits, Position, TextEdit, apply_edits
from notesapp.core.edits.header_edits import set_header
from notesapp.core.edits.links import typed_address
from notesapp.core.lines import classify
from notesapp.core.model import Notes
from notesapp.core.parser import parse, parse_lines
from notesapp.core.people import Link, write_link
from notesapp.core.web_links import LinkKind, WebLink, links_of_line, web_links

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
    if not _is_of(notes, link):
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


def set_words(notes: Notes, link: WebLink, words: str, *, as_plain: bool | None = None) -> Edits:
    """Give a link words; one that has none gets them in front of its address.

    ``as_plain``: what ``is_plain`` says of the notes, where it is known already. Empty where
    nothing changes, where the link is not in these notes, or where it has no place for words.
    Brackets become round ones: a link cannot hold them.
    """
    words = " ".join(words.replace("`", "'").split())
    words = words.replace("[", "(").replace("]", ")").strip("\\")
    if not words or words == link.words or not takes_words(link) or not _is_of(notes, link):
        return ()
    if classify(f"[{words}]").times:
        return ()  # it would become a stamp
    if link.kind in _WRITTEN:
        start = link.start + (2 if link.kind is LinkKind.IMAGE else 1)
        return _kept(notes, link, (start, start + len(link.words)), words, words=words)
    whole = (link.start, link.end)
    if link.kind is LinkKind.NAME:
        return _kept(notes, link, whole, words, words=words)
    if link.words or (is_plain(notes) if as_plain is None else as_plain):
        edits = _kept(notes, link, whole, f"{words}: {link.address}", words=words)
        if edits:
            return edits
    address = link.address.translate(_UNSAFE)
    return _kept(notes, link, whole, f"[{words}]({address})", words=words, address=address)


def clean_address(address: str) -> str:
    """An address as one that a link can hold: no blanks, brackets of its own written as ``%28``."""
    return "".join(address.split())[:_LONGEST].translate(_UNSAFE)


def _is_of(notes: Notes, link: WebLink) -> bool:
    known = web_links(notes) if link.kind in _KEPT_APART else links_of_line(notes, link.line)
    return link in known


def is_plain(notes: Notes) -> bool:
    """Whether these notes write ``words: address`` and never ``[words](address)``."""
    links = web_links(notes)
    written = any(link.kind in _WRITTEN for link in links)
    return not written and any(link.kind is LinkKind.BARE and link.words for link in links)


def _named(notes: Notes, link: WebLink, address: str) -> Edits:
    whole = (link.start, link.end)
    if is_plain(notes):
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
    """One edit in the link's line, if the line then reads as meant, and else as before.

    Only the line is read again: of equal shape, it means what it meant to those around it.
    """
    start, end = columns
    old = notes.lines[link.line]
    new = old[:start] + text + old[end:]
    lines = (*notes.lines[: link.line], new, *notes.lines[link.line + 1 :])
    if _shape(old) != _shape(new) or (_label(old) != _label(new) and not _same(notes, lines)):
        return ()
    before = links_of_line(notes, link.line)
    meant = [(k.words, k.address) for k in before]
    now = [(k.words, k.address) for k in links_of_line(replace(notes, lines=lines), link.line)]
    place = before.index(link)
    if len(now) != len(meant):
        return ()
    meant[place] = (
        now[place][0] if words is None else words,
        link.address if address is None else address,
    )
    edit = TextEdit(Position(link.line, start), Position(link.line, end), text)
    return (edit,) if now == meant else ()


def _shape(text: str) -> tuple[object, ...]:
    """What a line says to the lines around it, but for its label."""
    line = classify(text)
    stamps = (len(line.times), line.leading is None, line.trailing is None)
    return line.kind, line.item, line.level, stamps


def _label(text: str) -> str:
    """A word and a colon at the start, which may or may not be a label in these notes."""
    label = classify(text).label
    return "" if label is None else label.word.casefold()


def _same(notes: Notes, lines: tuple[str, ...]) -> bool:
    after = parse_lines(lines)
    return [(s.first_line, s.kind) for s in after.segments] == [
        (s.first_line, s.kind) for s in notes.segments
    ]


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
