"""Podlove Simple Chapters, version 1.2 (Podlove, 2013-03-31), as a file of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notesapp.core.chapters import Chapter
from notesapp.errors import FileTrouble
from notesapp.formats.base import Carries, Format, Loss, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses
from notesapp.formats.hygiene import clean_url, web_url
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.reading_rows import Found
from notesapp.formats.times import clock, read_time
from notesapp.formats.xml_reading import Element, parse_xml, root_name, walk
from notesapp.formats.xml_writing import DECLARATION, attributes

NAMESPACE = "http://podlove.org/simple-chapters"
CARRIES = Carries(url=True, picture="address")


def write(snapshot: Snapshot) -> str:
    """The file; times always have hours and three decimals."""
    chapters = carried_chapters(snapshot, CARRIES)
    declared = attributes(**{"version": "1.2", "xmlns:psc": NAMESPACE})
    return f"{DECLARATION}<psc:chapters{declared}>\n{rows(chapters, '  ')}</psc:chapters>\n"


def rows(chapters: Sequence[Chapter], indent: str) -> str:
    """One line for each chapter, with line end."""
    return "".join(f"{indent}<psc:chapter{_attributes(chapter)}/>\n" for chapter in chapters)


def _attributes(chapter: Chapter) -> str:
    return attributes(
        start=clock(chapter.start_ms),
        title=chapter.title,
        href=clean_url(chapter.url),
        image=web_url(chapter.image),
    )


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """Ends, silent chapters, and what has no web address."""
    return carried_losses(snapshot, CARRIES)


def recognises(text: str) -> bool:
    """XML whose root is ``chapters``."""
    return root_name(text) == "chapters"


def read(text: str, options: Mapping[str, str]) -> ChapterReading:
    """The chapters of the file. Raises FileTrouble for XML that is broken."""
    root = parse_xml(text)
    if not root.named("chapter"):
        raise FileTrouble("This file has no chapters in it.")
    found = Found()
    read_chapters(root, found)
    return found.reading("psc", text)


def read_chapters(root: Element, found: Found) -> None:
    """Add what ``psc:chapters`` holds; what is no chapter is kept as words."""
    found.keep(root.line, root.text)
    for element in root.children:
        if element.name == "chapter":
            _read_chapter(element, found)
        else:
            found.remark(element.line, f"“{element.name[:40]}” is no chapter; its words are kept.")
            for part in walk(element):
                found.keep(part.line, part.text)


def _read_chapter(element: Element, found: Found) -> None:
    values = element.attributes
    start_ms = read_time(values.get("start", ""))
    for part in walk(element):
        found.keep(part.line, part.text)
    if start_ms is None:
        words = " ".join(filter(None, (values.get("start"), values.get("title"))))
        found.remark(element.line, "This chapter has no time that can be read; its words are kept.")
        found.keep(element.line, words)
        return
    found.add(
        start_ms,
        values.get("title", ""),
        element.line,
        url=values.get("href", ""),
        image=values.get("image", ""),
    )


FORMAT = Format(
    key="psc",
    title="Podlove Simple Chapters",
    suffix=".psc",
    mime="application/xml",
    summary="XML chapters that Podlove and many feeds use.",
    write=write,
    losses=losses,
    carries=CARRIES,
    more=True,
)

READER = ChapterReader("psc", "Podlove Simple Chapters", recognises, read)
