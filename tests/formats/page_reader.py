"""A page as a reader sees it: its tags, its scripts, its words (every tag parts words)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "img", "br", "hr", "input", "wbr", "col"}
SILENT = {"script", "style"}


@dataclass
class Page:
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: str = ""
    scripts: list[tuple[dict[str, str], str]] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        want = {key.replace("_", "-").rstrip("-"): value for key, value in wanted.items()}
        return [
            found
            for name, found in self.tags
            if name == tag and all(found.get(key) == value for key, value in want.items())
        ]

    @property
    def ids(self) -> list[str]:
        return [found["id"] for _, found in self.tags if "id" in found]

    @property
    def words(self) -> list[str]:
        shown = [self.text]
        shown += [found.get(key, "") for _, found in self.tags for key in ("href", "src", "alt")]
        return words_of(" ".join(shown))


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[str] = []

    def handle_starttag(self, tag, attrs):
        found = {key: value or "" for key, value in attrs}
        self.page.tags.append((tag, found))
        self.page.text += " "
        if tag == "script":
            self.page.scripts.append((found, ""))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self._open or self._open.pop() != tag:
            self.page.unbalanced.append(tag)
        self.page.text += " "

    def handle_data(self, data):
        if self._open and self._open[-1] == "script":
            attributes, before = self.page.scripts[-1]
            self.page.scripts[-1] = (attributes, before + data)
        elif not self._open or self._open[-1] not in SILENT:
            self.page.text += data

    def close(self):
        super().close()
        self.page.unbalanced += self._open


def read_page(markup: str) -> Page:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.page
