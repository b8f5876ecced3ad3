"""Chapters as XML for mkvmerge and mkvpropedit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from notesapp.core.chapters import Chapter
from notesapp.errors import FileTrouble
from notesapp.formats.base import Carries, Format, Loss, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses
from notesapp.formats.chapter_list import with_ends
from notesapp.formats.html_data import page_language
from notesapp.formats.reading import ChapterReader, ChapterReading
from notesapp.formats.reading_rows import Found
from notesapp.formats.times import clock, read_time
from notesapp.formats.xml_reading import Element, parse_xml, root_name, strays
from notesapp.formats.xml_writing import DECLARATION, escaped

CARRIES = Carries(end="yes", silent="yes")

_LANGUAGES = {"en": "eng", "de": "ger", "fr": "fre", "es": "spa", "it": "ita", "nl": "dut"}
_LANGUAGES |= {"pt": "por", "pl": "pol", "sv": "swe", "da": "dan", "nb": "nob", "fi": "fin"}
_LANGUAGES |= {"cs": "cze", "hu": "hun", "ja": "jpn", "zh": "chi", "ru": "rus", "tr": "tur"}


def write(snapshot: Snapshot) -> str:
    """One edition; unique ids are left to the program that puts the chapters into a file."""
    chapters = carried_chapters(snapshot, CARRIES)
    if snapshot.audio.duration_ms:
        chapters = with_ends(chapters, snapshot.audio.duration_ms)
    tag = page_language(snapshot.notes)
    atoms = "".join(_atom(chapter, tag) for chapter in chapters)
    return f"{DECLARATION}<Chapters>\n  <EditionEntry>\n{atoms}  </EditionEntry>\n</Chapters>\n"


def _atom(chapter: Chapter, tag: str) -> str:
    end = chapter.end_ms
    language = _LANGUAGES.get(tag.partition("-")[0].lower(), "und")
    lines = (
        f"<ChapterTimeStart>{_time(chapter.start_ms)}</ChapterTimeStart>",
        "" if end is None else f"<ChapterTimeEnd>{_time(end)}</ChapterTimeEnd>",
        "" if chapter.toc else "<ChapterFlagHidden>1</ChapterFlagHidden>",
        "<ChapterDisplay>",
        f"  <ChapterString>{escaped(chapter.title)}</ChapterString>",
        f"  <ChapterLanguage>{language}</ChapterLanguage>",
        f"  <ChapLanguageIETF>{tag}</ChapLanguageIETF>",
        "</ChapterDisplay>",
    )
    inside = "".join(f"      {line}\n" for line in lines if line)
    return f"    <ChapterAtom>\n{inside}    </ChapterAtom>\n"


def _time(ms: int) -> str:
    return clock(ms) + "000000"


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """Links and pictures."""
    return carried_losses(snapshot, CARRIES)


def recognises(text: str) -> bool:
    """XML whose root is ``Chapters``."""
    return root_name(text) == "Chapters"


def read(text: str, options: Mapping[str, str]) -> ChapterReading:
    """The chapters of the first edition; titles of others are kept as words."""
    root = parse_xml(text)
    editions = root.named("EditionEntry")
    if not editions:
        raise FileTrouble("This file has no edition with chapters in it.")
    found = Found()
    for atom, depth in _atoms(editions[0]):
        if depth:
            found.remark(atom.line, "A chapter inside a chapter; it stands beside it now.")
        _read_atom(atom, found)
    for edition in editions[1:]:
        found.remark(edition.line, "Another edition; its titles are kept as words.")
        for atom, _ in _atoms(edition):
            found.keep(atom.line, " ".join([atom.value("ChapterTimeStart"), *_titles(atom)]))
    for line, words in strays(root):
        found.keep(line, words)
    return found.reading("matroska", text)


def _atoms(edition: Element) -> Iterator[tuple[Element, int]]:
    waiting = [(atom, 0) for atom in reversed(edition.named("ChapterAtom"))]
    while waiting:
        atom, depth = waiting.pop()
        yield atom, depth
        waiting += [(inner, depth + 1) for inner in reversed(atom.named("ChapterAtom"))]


@dataclass(frozen=True, slots=True)
class _Flags:
    hidden: bool
    enabled: bool


def _flags(atom: Element) -> _Flags:
    return _Flags(
        hidden=atom.value("ChapterFlagHidden") == "1",
        enabled=atom.value("ChapterFlagEnabled") != "0",
    )


def _read_atom(atom: Element, found: Found) -> None:
    start_ms = read_time(atom.value("ChapterTimeStart"))
    title, *others = _titles(atom) or [""]
    if start_ms is None:
        found.remark(atom.line, "This chapter has no time that can be read; its words are kept.")
        found.keep(atom.line, " ".join([atom.value("ChapterTimeStart"), title, *others]))
        return
    flags = _flags(atom)
    if not flags.enabled:
        found.remark(atom.line, "This chapter was switched off; it is silent now.")
    for other in others:
        found.remark(atom.line, "A second title, in another language, is kept as words.")
        found.keep(atom.line, other)
    end_ms = read_time(atom.value("ChapterTimeEnd"))
    silent = flags.hidden or not flags.enabled
    found.add(start_ms, title, atom.line, end_ms=end_ms, toc=not silent)


def _titles(atom: Element) -> list[str]:
    shown = (display.value("ChapterString") for display in atom.named("ChapterDisplay"))
    return [title for title in shown if title]


FORMAT = Format(
    key="matroska",
    title="Matroska chapters",
    suffix=".mkv-chapters.xml",
    mime="application/xml",
    summary="XML chapters for mkvmerge and mkvpropedit.",
    write=write,
    losses=losses,
    carries=CARRIES,
    more=True,
)

READER = ChapterReader("matroska", "Matroska chapters", recognises, read)
