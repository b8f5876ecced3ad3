"""What the palette offers for what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from notesapp.commands.fuzzy import match
from notesapp.core.going import parse_place
from notesapp.core.model import Notes, Segment, SegmentKind
from notesapp.core.timecode import format_time

_MANY = 200  # questions shown at most


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. ``now`` says what would happen, or why it cannot; ``slot`` is a command's id.

    ``choice`` is the key of an entry of a submenu. ``target`` is a line (0-based) or milliseconds,
    by ``kind``: command, line, question or time. ``usual`` is what a command is called at rest,
    ``words`` what else it is found by. ``places`` are the letters that were found.
    """

    kind: str
    title: str
    now: str = ""
    chord: str = ""
    icon: str = ""
    slot: str = ""
    choice: str = ""
    target: int = 0
    can: bool = True
    usual: str = ""
    words: str = ""
    places: tuple[int, ...] = ()


def found_commands(words: str, entries: Iterable[Entry]) -> list[Entry]:
    """The commands that fit, best first, those that cannot run last."""
    if not words.strip():
        return sorted(entries, key=lambda entry: not entry.can)
    scored = []
    for number, entry in enumerate(entries):
        title = match(words, entry.title)
        usual = match(words, entry.usual)
        aside = match(words, f"{entry.title} {entry.usual} {entry.words}")
        scores = [
            found.score - less
            for found, less in ((title, 0), (usual, 5), (aside, 200))
            if found is not None
        ]
        if scores:
            hit = replace(entry, places=title.places) if title is not None else entry
            scored.append(((not entry.can, -max(scores), number), hit))
    return [hit for _, hit in sorted(scored, key=lambda pair: pair[0])]


def line_entries(words: str, notes: Notes) -> list[Entry]:
    """``:12`` is the twelfth line; past the end it is the last."""
    number = words[1:].strip()
    if not number.isascii() or not number.isdigit():
        return []
    line = min(max(1, int(number[:9])), len(notes.lines))
    title = _tr("Go to line {0}").format(line)
    text = notes.lines[line - 1].strip()
    return [Entry("line", title, text, icon="document", target=line - 1)]


def question_entries(words: str, notes: Notes) -> list[Entry]:
    """``@`` and some letters: questions and topics, by their words or their number."""
    wanted = words[1:].strip()
    rows: list[tuple[int, Entry]] = []
    for segment in notes.segments:
        if segment.kind is SegmentKind.ANSWER:
            continue
        entry = _question(segment)
        if wanted.isdigit():
            if str(segment.pair or "").startswith(wanted):
                rows.append((0, entry))
        elif not wanted:
            rows.append((0, entry))
        else:
            found = match(wanted, entry.title)
            if found is not None:
                rows.append((-found.score, replace(entry, places=found.places)))
    return [entry for _, entry in sorted(rows, key=lambda row: row[0])][:_MANY]


def time_entries(words: str, now_ms: int, duration_ms: int) -> list[Entry]:
    """A time, or a step with its sign: go there."""
    typed = words.strip()
    if not typed[:1].isdigit() and typed[:1] not in "+-−–[":
        return []
    ms = parse_place(typed, now_ms)
    if ms is None:
        return []
    title = _tr("Go to {0}").format(format_time(ms))
    if not duration_ms:
        return [Entry("time", title, _tr("Needs audio"), icon="play", target=ms, can=False)]
    if ms > duration_ms:
        ends = _tr("The audio ends at {0}").format(format_time(duration_ms))
        return [Entry("time", title, ends, icon="play", target=ms, can=False)]
    return [Entry("time", title, icon="play", target=ms)]


def _question(segment: Segment) -> Entry:
    title = segment.attribute("chapter") or segment.text
    number = _tr("Question {0}").format(segment.pair) if segment.pair else ""
    time = format_time(segment.start_ms) if segment.start_ms is not None else ""
    now = ", ".join(part for part in (number, time) if part)
    return Entry("question", title, now, icon="chapter", target=segment.first_line)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Palette", text)
