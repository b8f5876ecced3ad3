"""Checks of links: names that lead nowhere, addresses that cannot be right, what only counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial

from notesapp.checking.addresses import (
    NEARLY,
    Flaw,
    flaw_of,
    is_domain,
    nearly_flaw,
    same_address,
    without_tracking,
)
from notesapp.checking.check import Check, Finding, Fix
from notesapp.checking.subject import Subject
from notesapp.core.edits.base import Edits, TextEdit, replacement
from notesapp.core.model import NodeKind, Notes
from notesapp.core.problems import Problem, Severity
from notesapp.core.query import node_at_line
from notesapp.core.web_links import LinkKind, LinkPlace, WebLink, web_links

_TARGETS = (LinkKind.HEADER, LinkKind.ATTRIBUTE)
_CODE = re.compile(r"`[^`]*`")
_SPACED = re.compile(
    r"\]\([ \t]*(?P<address>(?:https?://|www\.)[^()\s\"<>]*[ \t]+[^()\s\"<>][^()\"<>]{0,500})\)",
    re.IGNORECASE,
)
# What may begin almost like an address: two slashes behind anything but https: and the like.
_SUSPICIOUS = re.compile(r"(?<!\bhttp:)(?<!\bhttps:)//|[:;]/(?!/)|\\", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|\]\(|\S@\S+\.\w", re.IGNORECASE)
_HERE = ("here", "hier", " ici", "aqu", " qui")
# "Submit one here", in the languages whose labels are known.
_CLICK = re.compile(
    r"\b(?:(?:click|tap|submit|sign up|register|download|donate|apply)(?: \w{1,15}){0,4} here"
    r"|klick\w*(?: sie)? hier|cliquez ici|haz clic aquí|clique aqui|clicca qui|klik hier)\b",
    re.IGNORECASE,
)
# What is only ever found on the web.
_OF_PAGES = re.compile(
    r"\b(?:linkedin|twitter|mastodon|bluesky|instagram|facebook|youtube|tiktok|threads|github|"
    r"spotify|apple podcasts|patreon|substack|web ?sites?|webseite|blog|newsletter|home ?page|"
    r"page|profile|on x)\b",
    re.IGNORECASE,
)
_RIGHT = ("http", "https")
_BAD = "link-malformed"
# A line that offers something for money, in the languages whose labels are known.
_OFFER = re.compile(
    r"sponsor|promo|affiliate|discount|coupon|voucher|brought to you|supported by|\d ?% off|"
    r"\bcode\b|rabatt|gutschein|werbung|patrocin|anzeige|descuento|desconto|sconto|korting|remise",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[\W_]+")
_LEAST_NAME = 4
_SPONSORS = ("sponsor", "sponsors")


@dataclass(frozen=True, slots=True)
class _Text:
    """Notes by their lines: two with the same lines have the same links."""

    lines: tuple[str, ...]
    notes: Notes = field(compare=False)


def links_of(notes: Notes) -> tuple[WebLink, ...]:
    """The links of the notes; of the same text they are found once for all checks."""
    return _links(_Text(notes.lines, notes))


@lru_cache(maxsize=2)
def _links(text: _Text) -> tuple[WebLink, ...]:
    return web_links(text.notes)


# --- words without an address


def _no_address(subject: Subject) -> Iterator[Finding]:
    rows: dict[int, list[str]] = {}
    titles: set[int] = set()  # lines that may also name a book or a film, which need no address
    for link in links_of(subject.notes):
        if not link.is_missing:
            continue
        if link.kind is LinkKind.NAME and is_domain(link.words):
            yield Finding(
                link.line + 1,
                f"“{link.words}” is the name of a site and no link. Write https://{link.words}.",
                f"write-address:{link.words}",
            )
        elif link.words.strip() and link.kind is not LinkKind.IMAGE:
            rows.setdefault(link.line, []).append(link.words)
            if link.kind is LinkKind.NAME:
                titles.add(link.line)
    for line, words in rows.items():
        sure = line not in titles or len(words) > 1 or _OF_PAGES.search(words[0])
        yield Finding(line + 1, _without(words), severity=None if sure else Severity.NOTE)
    yield from _lost(subject)


def _without(words: list[str]) -> str:
    named = " and ".join(f"“{_short(word)}”" for word in words[:3])
    if len(words) > 3:
        named += f" and {len(words) - 3} more"
    if len(words) == 1:
        return f"{named} has no address. Add one, so that it leads somewhere."
    return f"{named} have no addresses. Add them, so that they lead somewhere."


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _lost(subject: Subject) -> Iterator[Finding]:
    """“Click here”, which was a link on the page that it was copied from."""
    notes = subject.notes
    for node in notes.nodes:
        if node.kind is not NodeKind.TEXT:
            continue
        for number in range(node.first_line, node.last_line + 1):
            line = notes.lines[number]
            if any(word in line for word in _HERE) and not _ADDRESS.search(line):
                asked = _CLICK.search(line)
                if asked is not None:
                    words = f"“{asked[0]}” reads like a link and leads nowhere. Write its address."
                    yield Finding(number + 1, words, severity=Severity.NOTE)


# --- addresses that cannot be right


@dataclass(frozen=True, slots=True)
class _Flawed:
    """A flaw and where it stands; the columns are those of ``written``, -1 where it is escaped."""

    line: int
    start: int
    written: str
    flaw: Flaw


def _flawed(notes: Notes) -> tuple[_Flawed, ...]:
    """The flaws of all addresses; of the same text they are found once for all checks."""
    return _flaws(_Text(notes.lines, notes))


@lru_cache(maxsize=2)
def _flaws(text: _Text) -> tuple[_Flawed, ...]:
    return (*_flawed_links(text.notes), *_flawed_words(text.notes))


def _flawed_links(notes: Notes) -> Iterator[_Flawed]:
    for link in links_of(notes):
        if link.is_missing or link.kind is LinkKind.NAME:
            continue
        if link.kind in (LinkKind.IMAGE, LinkKind.REFERENCE) and not link.is_web:
            continue
        flaw = flaw_of(link.address, is_target=link.kind in _TARGETS or _is_way(link))
        nearly = flaw is not None and NEARLY.match(link.address) and not link.is_web
        if flaw is not None and (link.kind in _TARGETS or not nearly):
            yield _Flawed(link.line, link.at, link.address, flaw)


def _is_way(link: WebLink) -> bool:
    """Whether it would lead somewhere on a page of its own: notes.pdf, /episodes/12."""
    if link.kind is not LinkKind.MARKDOWN or link.address.startswith("#"):
        return False
    return any(sign in link.address for sign in "./:")


def _flawed_words(notes: Notes) -> Iterator[_Flawed]:
    for number, line in enumerate(notes.lines):
        if "/" not in line and "\\" not in line:
            continue
        found = _SUSPICIOUS.search(line) or ("](" in line and _SPACED.search(line))
        if found and _is_text(notes, number):
            yield from _nearly_in(number, line)


def _is_text(notes: Notes, number: int) -> bool:
    """No header, code or attributes, whose addresses are known by their place."""
    node = node_at_line(notes, number)
    if node is None or node.kind in (NodeKind.HEADER, NodeKind.CODE):
        return False
    return not notes.lines[number].lstrip().startswith("{:")


def _nearly_in(number: int, line: str) -> Iterator[_Flawed]:
    bare = _CODE.sub(lambda code: " " * len(code[0]), line) if "`" in line else line
    for match in NEARLY.finditer(bare):
        flaw = nearly_flaw(match)
        is_link = match["marks"].startswith("://") and match["scheme"].lower() in _RIGHT
        if flaw is not None and not is_link:  # the others are known as links
            yield _Flawed(number, match.start(), match[0], flaw)
    for match in _SPACED.finditer(bare):
        words = f"There is a space in “{_short(match['address'])}”. Take it out, or write %20."
        yield _Flawed(number, match.start("address"), match["address"], Flaw(_BAD, words))


def _find_flawed(subject: Subject, *, check: str) -> Iterator[Finding]:
    for found in _flawed(subject.notes):
        if found.flaw.check == check:
            can = bool(found.flaw.meant) and _stands(subject.notes, found)
            fix = f"write-address:{found.written}" if can else ""
            yield Finding(found.line + 1, found.flaw.message, fix)


def _stands(notes: Notes, found: _Flawed) -> bool:
    """Whether the address can be replaced where it stands: headers that nobody can read cannot."""
    if found.line <= notes.header.last_line and not notes.header.readable:
        return False
    end = found.start + len(found.written)
    return notes.lines[found.line][found.start : end] == found.written


def _written(notes: Notes, problem: Problem) -> Edits:
    """The address as it was meant, in place of the one that the problem names."""
    wanted = problem.fix.partition(":")[2]
    line = problem.line - 1
    for link in links_of(notes):
        is_it = (link.line, link.words, link.kind) == (line, wanted, LinkKind.NAME)
        if is_it and is_domain(wanted):
            return (replacement(line, link.start, link.end, f"https://{wanted}"),)
    for found in _flawed(notes):
        is_it = (found.line, found.written) == (line, wanted) and found.flaw.meant != ""
        if is_it and _stands(notes, found):
            end = found.start + len(wanted)
            return (replacement(line, found.start, end, found.flaw.meant),)
    return ()


# --- the same twice, and what only counts


def _twice(subject: Subject) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for link in links_of(subject.notes):
        listed = link.place is LinkPlace.SECTION or link.key == "links"
        if not listed or link.is_missing or link.kind is LinkKind.IMAGE:
            continue
        entry = (link.key, same_address(link.address))
        if entry in seen:
            where = "in the header" if link.place is LinkPlace.HEADER else f"under “{link.key}”"
            words = f"“{_short(link.address)}” stands twice {where}. Leave one of them out."
            yield Finding(link.line + 1, words)
        seen.add(entry)


def _tracking(subject: Subject) -> Iterator[Finding]:
    rows: dict[int, int] = {}
    for edit in _tracked(subject.notes):
        rows[edit.start.line] = rows.get(edit.start.line, 0) + 1
    for line, count in rows.items():
        what = "An address here holds" if count == 1 else f"{count} addresses here hold"
        words = f"{what} parts that only count visits. Take them out."
        yield Finding(line + 1, words, "strip-tracking")


def _tracked(notes: Notes, line: int | None = None) -> Iterator[TextEdit]:
    """What takes the tracking out of every address (of one line), each in its own edit."""
    links = links_of(notes)
    if line is not None:
        first = bisect_left(links, line, key=_line_of)
        links = links[first : bisect_left(links, line + 1, key=_line_of)]
    for link in links:
        if "?" not in link.address or not link.is_web or link.key == "audio_url":
            continue
        if link.place is LinkPlace.SECTION and link.key.casefold() in _SPONSORS:
            continue
        if link.line <= notes.header.last_line and not notes.header.readable:
            continue
        clean = without_tracking(link.address)
        if clean == link.address or _is_counted(notes, link):
            continue
        end = link.at + len(link.address)
        if notes.lines[link.line][link.at : end] == link.address:
            yield replacement(link.line, link.at, end, clean)


def _is_counted(notes: Notes, link: WebLink) -> bool:
    """Whether an address shall tell who sent its visitors: a sponsor's, or one naming the show."""
    if _OFFER.search(notes.lines[link.line]):
        return True
    show = _LETTERS.sub("", notes.header.text("podcast")).casefold()
    query = _LETTERS.sub("", link.address.partition("?")[2]).casefold()
    return len(show) >= _LEAST_NAME and show in query


def _line_of(link: WebLink) -> int:
    return link.line


def _stripped(notes: Notes, problem: Problem) -> Edits:
    return tuple(_tracked(notes, problem.line - 1))


def _flaw_row(check: str, title: str, why: str) -> Check:
    find = partial(_find_flawed, check=check)
    return Check(check, Severity.ADVICE, "", title, find, explanation=why)


CHECKS: tuple[Check, ...] = (
    Check(
        *("link-no-address", Severity.ADVICE, "", "Link without an address", _no_address),
        explanation="These words read like a link and lead nowhere. Addresses are lost when a "
        "page is copied as plain text.",
    ),
    _flaw_row(_BAD, "Address that cannot be right", "Nobody can follow such an address."),
    _flaw_row(
        "link-no-scheme",
        "Address without https://",
        "Some apps make a link of it and others do not, and on a web page it leads to a page of "
        "the same site.",
    ),
    _flaw_row(
        "link-not-https",
        "Address with http://",
        "Browsers warn of pages that are not encrypted, and some apps do not open them. "
        "Nearly every site has https:// today; try it first.",
    ),
    Check(
        *("link-twice", Severity.NOTE, "", "The same address twice", _twice),
        explanation="A list of links says each once.",
    ),
    Check(
        *("link-tracking", Severity.ADVICE, "", "Address that counts visits", _tracking),
        explanation="Parts such as utm_source and fbclid tell a site who followed the link. They "
        "come along when an address is copied, and the page is the same without them. "
        "Addresses of sponsors, and those that name a podcast, are left as they are.",
    ),
)

FIXES: tuple[Fix, ...] = (
    Fix("write-address", "Write the address", _written),
    Fix("strip-tracking", "Take out what only counts visits", _stripped, safe=True),
)
