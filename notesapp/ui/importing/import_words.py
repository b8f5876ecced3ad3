"""What an import says in words: what a line was understood as, and how many there are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from notesapp.core.timecode import format_time
from notesapp.importing.imported import ImportedAnything, SourceLine, Verdict

translate = QCoreApplication.translate


def verdict_words(line: SourceLine) -> str:
    """What a line is, with its time where it has one; empty for a blank line."""
    words = {
        Verdict.CHAPTER: translate("Import", "Chapter"),
        Verdict.QUESTION: translate("Import", "Question"),
        Verdict.ANSWER: translate("Import", "Answer"),
        Verdict.TITLE: translate("Import", "Title"),
        Verdict.SECTION: translate("Import", "Section"),
        Verdict.HEADING: translate("Import", "Heading"),
        Verdict.TEXT: translate("Import", "Text, kept"),
        Verdict.BLANK: "",
        Verdict.CODE: translate("Import", "Code, kept"),
        Verdict.RULE: translate("Import", "Line across"),
        Verdict.HEADER: translate("Import", "Details"),
        Verdict.ATTRIBUTES: translate("Import", "Details"),
        Verdict.JOINED: translate("Import", "Goes to its title"),
        Verdict.ALMOST_A_TIME: translate("Import", "Looks like a time"),
        Verdict.TRANSCRIPT: translate("Import", "Speech, kept"),
        Verdict.KEPT: translate("Import", "Not understood, kept"),
        Verdict.MARKUP: translate("Import", "Part of the format"),
    }[line.verdict]
    return words if line.start_ms is None else f"{words} {shown_time(line.start_ms)}"


def shown_time(ms: int) -> str:
    """A time with the fraction it has, without zeros that say nothing."""
    fraction = f".{ms % 1000:03d}".rstrip("0") if ms % 1000 else ""
    return format_time(ms) + fraction


def becomes_words(line: SourceLine) -> str:
    """What a line becomes, on one line."""
    return "  ·  ".join(line.becomes)


def spoken(line: SourceLine) -> str:
    """A row for a screen reader."""
    number = translate("Import", "Line {0}").format(line.number) if line.number else ""
    verdict = verdict_words(line) or translate("Import", "Blank")
    becomes = becomes_words(line) if line.becomes != (line.text,) else ""
    return ", ".join(filter(None, (number, line.text.strip(), verdict, becomes, line.remark)))


def recognised(done: ImportedAnything) -> str:
    """What the source is."""
    name = done.name or translate("Import", "The clipboard")
    if done.from_audio:
        words = (
            translate("Import", "{0} holds chapters ({1}).")
            if done.chapters
            else translate("Import", "{0} ({1}).")
        )
        return words.format(name, done.title)
    kind = translate("Import", "Transcript") if done.transcript else done.title
    return translate("Import", "{0} was read as: {1}.").format(name, kind)


def counted(done: ImportedAnything) -> str:
    """How much was found."""
    chapters = len(done.chapters)
    lines = sum(line.number > 0 for line in done.lines)
    parts = [
        translate("Import", "1 chapter")
        if chapters == 1
        else translate("Import", "{0} chapters").format(chapters)
    ]
    if lines:
        parts.append(
            translate("Import", "1 line")
            if lines == 1
            else translate("Import", "{0:,} lines").format(lines)
        )
    return ", ".join(parts)


def all_well(done: ImportedAnything) -> str:
    """The sentence where nothing is in doubt."""
    if done.from_audio:
        return translate("Import", "Every chapter was read.")
    if not done.chapters:
        return translate("Import", "No chapters were found. Every line is kept as text.")
    return translate("Import", "Every line was understood, or is kept as text.")
