"""A judge of what was published, from the platforms' own rules and with none of our code."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import urlsplit

TIME = r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})"
LINE = re.compile(rf"^(\()?{TIME}(?(1)\))(?:\s*[-–—:]\s*|\s+)(\S.*)$")
ANY_TIME = re.compile(rf"(?<![\d:]){TIME}(?![\d:])")
TAGS = {"p", "br", "a", "ul", "ol", "li"}
LIMITS = {"apple": 4000, "spotify": 4000, "youtube": 5000}


class Page(HTMLParser):
    """Tags, addresses and lines of a snippet, as a browser breaks them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: list[str] = []
        self.lines = [""]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name == "href"]
        if tag != "a":
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag != "a":
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def chapters_in(lines: list[str]) -> list[tuple[int, str]]:
    """The list of chapters a platform finds: the lines that begin with a time."""
    found = []
    for line in lines:
        match = LINE.match(line.strip())
        if match:
            hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:4])
            found.append((3600 * hours + 60 * minutes + seconds, match[5]))
    return found


def faults_of(platform: str, plain: str, html: str) -> list[str]:
    """Everything that a platform would drop or refuse; empty where all is well."""
    page = Page(html)
    faults: list[str] = []
    texts = [("plain", plain.splitlines())] + ([("rich", page.lines)] if html else [])
    for name, lines in texts:
        faults += [f"{name}: {fault}" for fault in _of_chapters(lines)]
    if html and chapters_in(page.lines) != chapters_in(plain.splitlines()):
        faults.append("plain and rich list other chapters")
    faults += [f"tag {tag}" for tag in sorted(page.tags - TAGS)]
    faults += [f"attribute {pair}" for pair in sorted(page.attributes - {("a", "href")})]
    faults += [f"address {a}" for a in page.addresses if not _is_address(a)]
    sent = html or plain
    size = len(sent.encode("utf-8")) if platform == "apple" else len(sent)
    if size > LIMITS[platform]:
        faults.append(f"{size} is too long")
    if platform == "youtube" and (html or re.search("[<>]", plain)):
        faults.append("YouTube takes no angle brackets and no markup")
    if any(char in plain for char in "\u00a0\u200b\ufeff"):
        faults.append("invisible characters")
    return faults


def _of_chapters(lines: list[str]) -> list[str]:
    faults = []
    chapters = chapters_in(lines)
    places = [n for n, line in enumerate(lines) if LINE.match(line.strip())]
    starts = [start for start, _ in chapters]
    if len(chapters) < 3:
        faults.append("fewer than three chapters")
    if starts[:1] != [0]:
        faults.append("the first is not 0:00")
    if any(after - before < 10 for before, after in pairwise(starts)):
        faults.append("chapters fall or are shorter than ten seconds")
    if places and places[-1] - places[0] + 1 != len(places):
        faults.append("something stands between the chapters")
    if len({LINE.match(lines[n].strip())[1] for n in places}) > 1:  # type: ignore[index]
        faults.append("two ways of writing times")
    faults += [f"title {title}" for _, title in chapters if len(title) > 100 or "<" in title]
    others = [line for n, line in enumerate(lines) if n not in places and ANY_TIME.match(line)]
    return [*faults, *(f"another time in {line!r}" for line in others)]


def _is_address(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https", "mailto") and bool(parts.netloc or parts.path)
