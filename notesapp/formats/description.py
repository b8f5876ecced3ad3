"""The text block for an episode's description: stamps first, 0:00 first, plain short titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from notesapp.core.chapters import INTRO_TITLE, MAX_TITLE, Chapter, shorten
from notesapp.core.model import Node, NodeKind, Notes
from notesapp.formats.base import Carries, Format, Loss, Option, Snapshot
from notesapp.formats.carried import carried_losses, counted
from notesapp.formats.chapter_list import ready_chapters
from notesapp.formats.source import shown_nodes
from notesapp.formats.text import plain_node

HOUR_MS = 3_600_000
LEAST_CHAPTERS = 3
LEAST_MS = 10_000


@dataclass(frozen=True, slots=True)
class Preset:
    """How one destination wants its lines.

    ``line`` has ``{time}`` and ``{title}``; ``limit`` counts characters, or bytes where ``bytes``
    is set; 0 is no limit. ``hours`` writes hours also below one hour.
    """

    key: str
    name: str
    line: str = "{time} {title}"
    hours: bool = False
    limit: int = 0
    in_bytes: bool = False


PRESETS = (
    Preset("strict", "Every platform"),
    Preset("youtube", "YouTube", limit=5000),
    Preset("apple", "Apple Podcasts", limit=4000, in_bytes=True),
    Preset("spotify", "Spotify", "({time}) {title}", limit=4000),
    Preset("spotify-dash", "Spotify", "{time}-{title}", limit=4000),
    Preset("transistor", "Transistor", "{time} - {title}"),
    Preset("podcastpage", "PodcastPage", "({time}) - {title}"),
    Preset("podigee", "Podigee", "{time} - {title}", hours=True),
    Preset("riverside", "Riverside", hours=True),
)

_BRACKETS = str.maketrans({"<": "‹", ">": "›"})
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_GAP = re.compile(r"\n\s*\n")


def write(snapshot: Snapshot) -> str:
    """Summary, chapters, and what stands below the questions, as plain text."""
    block = "\n".join(_lines(snapshot))
    if snapshot.options.get("parts", "all") == "chapters":
        return block + "\n" if block else ""
    before, after = _around(snapshot.notes)
    parts = [part for part in (before, block, after) if part]
    return "\n\n".join(parts) + "\n" if parts else ""


def preset_of(snapshot: Snapshot) -> Preset:
    """The chosen preset, the strict one where none was chosen."""
    return next((p for p in PRESETS if p.key == snapshot.preset), PRESETS[0])


def listed_chapters(snapshot: Snapshot) -> tuple[Chapter, ...]:
    """The chapters of the block: floored to seconds, none silent, one a second, titles short."""
    listed: list[Chapter] = []
    for chapter in ready_chapters(snapshot):
        if not chapter.toc:
            continue
        start_ms = chapter.start_ms // 1000 * 1000
        title = shorten(chapter.title.translate(_BRACKETS), MAX_TITLE)
        if listed and listed[-1].start_ms == start_ms:
            if listed[-1].kind != "intro":
                continue
            listed.pop()
        listed.append(replace(chapter, start_ms=start_ms, title=title))
    refused = snapshot.notes.header.text("intro").strip().casefold() in ("no", "none", "false")
    if listed and listed[0].start_ms > 0 and not refused:
        listed.insert(0, Chapter(0, INTRO_TITLE, kind="intro"))
    return tuple(listed)


def _lines(snapshot: Snapshot) -> list[str]:
    chapters = listed_chapters(snapshot)
    preset = preset_of(snapshot)
    longest = max([snapshot.audio.duration_ms or 0, *(c.start_ms for c in chapters)])
    hours = preset.hours or longest >= HOUR_MS
    digits = max(2, len(str(longest // HOUR_MS)))
    return [
        preset.line.format(time=_time(c.start_ms, hours, digits), title=c.title) for c in chapters
    ]


def _time(ms: int, hours: bool, digits: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    if not hours:
        return f"{minutes:02d}:{seconds:02d}"
    return f"{minutes // 60:0{digits}d}:{minutes % 60:02d}:{seconds:02d}"


def outside_segments(notes: Notes) -> tuple[list[Node], list[Node]]:
    """What stands before and after the first segment, without the segments themselves.

    Headings stay only over words, titles and rules not at all.
    """
    sides: tuple[list[Node], list[Node]] = ([], [])
    side = sides[0]
    waiting: list[Node] = []
    for node in shown_nodes(notes):
        if node.kind is NodeKind.SEGMENT:
            side, waiting = sides[1], []
        elif node.kind in (NodeKind.HEADING, NodeKind.SECTION):
            waiting = [node]
        elif node.kind is NodeKind.BLANK:
            (waiting or side).append(node)
        elif node.kind not in (NodeKind.TITLE, NodeKind.RULE):
            side += [*waiting, node]
            waiting = []
    return sides


def _around(notes: Notes) -> tuple[str, str]:
    before, after = outside_segments(notes)
    return _tidy(_plain(notes, before)), _tidy(_plain(notes, after))


def _plain(notes: Notes, nodes: Iterable[Node]) -> list[str]:
    lines: list[str] = []
    for node in nodes:
        if node.kind in (NodeKind.HEADING, NodeKind.SECTION):
            lines.append("")
        lines += [""] if node.kind is NodeKind.BLANK else plain_node(notes, node)
    return lines


def _tidy(lines: list[str]) -> str:
    text = "\n".join(line.rstrip() for line in lines)
    text = _QUOTE.sub("", text).translate(_BRACKETS)
    return _GAP.sub("\n\n", text).strip()


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What platforms would not show, and what the block leaves out."""
    chapters = listed_chapters(snapshot)
    found = [*carried_losses(snapshot, Carries(step="s")), *_changed(snapshot, chapters)]
    if chapters and len(chapters) < LEAST_CHAPTERS:
        found.append(Loss("Fewer than three chapters: YouTube, Spotify and Apple show none."))
    if chapters and chapters[0].start_ms > 0:
        found.append(Loss("No chapter starts at 0:00: YouTube, Spotify and Apple show none."))
    starts = [chapter.start_ms for chapter in chapters]
    if any(after - before < LEAST_MS for before, after in pairwise(starts)):
        found.append(Loss("Chapters shorter than ten seconds: YouTube shows none at all."))
    preset = preset_of(snapshot)
    text = write(snapshot)
    size = len(text.encode("utf-8", "replace")) if preset.in_bytes else len(text)
    if preset.limit and size > preset.limit:
        unit = "bytes" if preset.in_bytes else "characters"
        over = size - preset.limit
        found.append(Loss(f"{preset.name} takes {preset.limit} {unit}: {over} too many."))
    return tuple(found)


def _changed(snapshot: Snapshot, listed: tuple[Chapter, ...]) -> tuple[Loss, ...]:
    shown = [c for c in ready_chapters(snapshot) if c.toc]
    added = bool(shown) and listed[0].start_ms < shown[0].start_ms // 1000 * 1000
    usual = (
        ("A chapter “Intro” is added at 0:00.", int(added)),
        ("Times are rounded down to whole seconds.", sum(c.start_ms % 1000 > 0 for c in shown)),
    )
    rows = (
        (
            "Chapters within the same second: only the first is listed.",
            _count(shown) - _count(listed),
        ),
        (
            f"Titles are cut at {MAX_TITLE} characters.",
            sum(len(c.title) > MAX_TITLE for c in shown),
        ),
        (
            "Angle brackets in titles become ‹ and ›.",
            sum(c.title != c.title.translate(_BRACKETS) for c in shown),
        ),
    )
    designed = (replace(loss, by_design=True) for loss in counted(usual))
    return (*designed, *counted(rows))


def _count(chapters: Iterable[Chapter]) -> int:
    return sum(chapter.kind != "intro" for chapter in chapters)


FORMAT = Format(
    key="description",
    title="Description",
    suffix=".description.txt",
    mime="text/plain",
    summary="The text block platforms read chapters from: stamp first, 0:00 first.",
    write=write,
    losses=losses,
    presets=tuple(preset.key for preset in PRESETS),
    options=(Option("parts", "all", "What the block holds", ("all", "chapters")),),
    clipboard=True,
)
