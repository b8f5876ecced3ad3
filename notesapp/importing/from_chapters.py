"""Chapters that a reader found, as an import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from notesapp.core.chapters import Chapter
from notesapp.core.importer_chapters import chapter_notes, topic_line
from notesapp.formats.base import Option
from notesapp.formats.reading import ChapterReading
from notesapp.importing.imported import ImportedAnything, SourceLine, Verdict


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a source besides its content; ``title`` names its kind."""

    name: str
    title: str
    options: tuple[Option, ...] = ()
    encoding: str = ""
    duration_ms: int | None = None
    from_audio: bool = False


def imported_chapters(reading: ChapterReading, source: Source) -> ImportedAnything:
    """The import of a reading."""
    kept = [text for _, text in sorted(reading.kept, key=lambda row: row[0])]
    ends_ms = source.duration_ms
    return ImportedAnything(
        name=source.name,
        key=reading.key,
        title=source.title,
        lines=tuple(_lines(reading)),
        chapters=reading.chapters,
        notes_text=chapter_notes(
            reading.chapters,
            title=reading.title,
            podcast=reading.podcast,
            audio=reading.audio,
            kept=kept,
            duration_ms=ends_ms,
        ),
        added_text=chapter_notes(reading.chapters, kept=kept, duration_ms=ends_ms),
        remarks=reading.remarks,
        encoding=source.encoding,
        options=source.options,
        from_audio=source.from_audio,
        episode_title=reading.title,
    )


def _lines(reading: ChapterReading) -> list[SourceLine]:
    """The lines of the source, then chapters and words that have no line of their own."""
    chapters: dict[int, list[Chapter]] = defaultdict(list)
    kept: dict[int, list[str]] = defaultdict(list)
    remarks: dict[int, list[str]] = defaultdict(list)
    texts = list(reading.lines)
    while texts and not texts[-1].strip():
        texts.pop()
    numbers = range(1, len(texts) + 1)
    for chapter in reading.chapters:
        chapters[chapter.line if chapter.line in numbers else 0].append(chapter)
    for number, text in reading.kept:
        kept[number if number in numbers else 0].append(text)
    for remark in reading.remarks:
        remarks[remark.line].append(remark.message)
    found = [
        _line(number, text, chapters[number], kept[number], remarks[number], reading)
        for number, text in enumerate(texts, start=1)
    ]
    found += [_line(0, "", [chapter], [], [], reading) for chapter in chapters[0]]
    return found + [_line(0, "", [], [words], [], reading) for words in kept[0]]


def _line(
    number: int,
    text: str,
    chapters: Sequence[Chapter],
    kept: Sequence[str],
    remarks: Sequence[str],
    reading: ChapterReading,
) -> SourceLine:
    verdict = Verdict.MARKUP if text.strip() else Verdict.BLANK
    if chapters:
        verdict = Verdict.CHAPTER
    elif kept:
        verdict = Verdict.KEPT
    elif reading.title and reading.title in text:
        verdict = Verdict.TITLE
    becomes = (*map(topic_line, chapters), *kept)
    if verdict is Verdict.TITLE:
        becomes = (reading.title,)
    start_ms = chapters[0].start_ms if chapters else None
    return SourceLine(number, text, verdict, becomes, start_ms, " ".join(remarks))
