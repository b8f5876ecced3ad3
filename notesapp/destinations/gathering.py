"""What is sent: the notes' blocks around the chapter block, as a destination's options say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from notesapp.core.chapters import Chapter
from notesapp.core.model import Form, Node, NodeKind, Notes, Segment, SegmentKind
from notesapp.destinations.times import Times, with_times, without_clocks
from notesapp.destinations.tree import PARAGRAPH, Block, Run, of_lines, read_blocks
from notesapp.destinations.words import ANGLES
from notesapp.formats import description
from notesapp.formats.base import Option, Snapshot
from notesapp.formats.html_body import Jumps, body_html
from notesapp.formats.hygiene import clean_title
from notesapp.formats.inline_plain import plain_line
from notesapp.formats.source import shown_nodes

_HEADS = (NodeKind.HEADING, NodeKind.SECTION)
_TIMES = {
    *("timestamps", "time stamps", "chapters", "kapitel", "kapitelmarken", "zeitmarken"),
    *("chapitres", "capítulos", "capitoli", "hoofdstukken"),
}
_LINK = re.compile(r"\]\(|://|<[a-zA-Z]+:")
_TIME = re.compile(r"\d:\d\d(?!\d)(?!:)")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Blocks before and behind the chapters, the chapters' lines, and where those stand.

    ``stamps_left_out``: times of the text are not in the blocks. ``clocks_changed``: times of day
    that begin lines are written so that they are no chapters.
    """

    before: tuple[Block, ...]
    after: tuple[Block, ...]
    lines: tuple[str, ...]
    place: str
    stamps_left_out: bool = False
    clocks_changed: bool = False

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All of it, in order."""
        block: tuple[Block, ...] = ()
        if self.lines and self.place != "none":
            runs = of_lines([Run(line)] for line in self.lines)
            block = (Block(PARAGRAPH, runs),)
        if self.place == "last":
            return (*self.before, *self.after, *block)
        return (*self.before, *block, *self.after)

    def without_clocks(self) -> Gathered:
        """The same, no line of which looks as if it were one more chapter."""
        before, after = without_clocks(self.before), without_clocks(self.after)
        changed = (before, after) != (self.before, self.after)
        return replace(self, before=before, after=after, clocks_changed=changed)


def options_of(chapters: str, stamps: str, content: str = "auto") -> tuple[Option, ...]:
    """The three options that outlets have, with their defaults."""
    return (
        Option(
            "content",
            content,
            "What is sent: “auto” is the whole notes where they fit, else the summary",
            ("auto", "notes", "short"),
        ),
        Option("chapters", chapters, "Where the chapters stand", ("first", "last", "none")),
        Option("stamps", stamps, "Keep the times in the text", ("yes", "no")),
    )


def gather(
    snapshot: Snapshot, content: str, options: dict[str, str], brackets: str = "[]"
) -> Gathered:
    """The summary and what stands below the segments, or with ``notes`` all of them.

    Beside a chapter block no other line begins with a time: it would be one more chapter.
    ``brackets`` are those of times that are kept.
    """
    notes, place = snapshot.notes, options["chapters"]
    listed = () if place == "none" else description.listed_chapters(snapshot)
    if content == "notes":
        before, after = _halves(notes, _repeated(notes, listed))
    else:
        before, after = description.outside_segments(notes)
    raw = [blocks_of(notes, side) for side in (before, after)]
    kept = options["stamps"] == "yes" or not listed
    times = Times(kept, at_end=bool(listed), brackets=brackets)
    first, last = (with_times(side, times) for side in raw)
    left_out = not kept and any(
        run.kind == "stamp" for side in raw for block in side for run in block.runs
    )
    lines = chapter_lines(snapshot) if listed else ()
    return Gathered(first, last, lines, place, left_out)


def blocks_of(notes: Notes, nodes: Iterable[Node] | None = None) -> tuple[Block, ...]:
    """The blocks of some of the notes' nodes, or of all."""
    kept = notes if nodes is None else replace(notes, nodes=tuple(nodes))
    return read_blocks(body_html(kept, Jumps("", "")))


def chapter_lines(snapshot: Snapshot) -> tuple[str, ...]:
    """The chapters as platforms read them: stamp first, 0:00 first, one width."""
    only = replace(snapshot, preset="", options={"parts": "chapters"})
    return tuple(line for line in description.write(only).split("\n") if line)


def _halves(notes: Notes, repeated: set[int]) -> tuple[list[Node], list[Node]]:
    """Before the first segment, with its heading, and from there on, without what is repeated."""
    nodes = shown_nodes(notes)
    first = next((n for n, node in enumerate(nodes) if node.kind is NodeKind.SEGMENT), len(nodes))
    while 0 < first < len(nodes) and nodes[first - 1].kind in (*_HEADS, NodeKind.BLANK):
        first -= 1
    return _kept(notes, nodes[:first], repeated), _kept(notes, nodes[first:], repeated)


def _repeated(notes: Notes, listed: Iterable[Chapter]) -> set[int]:
    """Segments that are items of a list of times and say no more than the chapter block does."""
    said = {chapter.line: chapter.title for chapter in listed}
    found: set[int] = set()
    lines: list[Segment] = []  # a list of times without bullets, nothing between them
    for segment in notes.segments:
        if lines and not _follows(notes, lines[-1], segment):
            found |= _if_all(notes, lines, said)
            lines = []
        if segment.kind is SegmentKind.TOPIC and segment.form is Form.BLOCK:
            lines.append(segment)
        elif segment.form is Form.ITEM and _is_said(notes, segment, said):
            found |= _bare(notes, [segment])
    return found | _if_all(notes, lines, said)


def _if_all(notes: Notes, lines: list[Segment], said: dict[int, str]) -> set[int]:
    """Lines that all stand in the chapter block; two or fewer are no list."""
    all_said = len(lines) > 2 and all(_is_said(notes, segment, said) for segment in lines)
    return _bare(notes, lines) if all_said else set()


def _bare(notes: Notes, segments: Iterable[Segment]) -> set[int]:
    """Those without a link, which the chapter block does not have."""
    return {s.index for s in segments if not _LINK.search(notes.lines[s.first_line])}


def _follows(notes: Notes, before: Segment, segment: Segment) -> bool:
    between = notes.lines[before.last_line + 1 : segment.first_line]
    return segment.form is Form.BLOCK and not any(line.strip() for line in between)


def _is_said(notes: Notes, segment: Segment, said: dict[int, str]) -> bool:
    title = clean_title(segment.text).translate(ANGLES)
    return (
        segment.kind is SegmentKind.TOPIC
        and segment.first_line == segment.body_last_line
        and said.get(segment.first_line + 1) == title
        and len(_TIME.findall(notes.lines[segment.first_line])) < 2
    )


def _kept(notes: Notes, nodes: list[Node], repeated: set[int]) -> list[Node]:
    """Without repeated items below no heading, or below one that says that times follow."""
    kept: list[Node] = []
    emptied: set[Node] = set()  # headings from below which an item was taken
    heading: Node | None = None
    is_times = True
    for node in nodes:
        if is_times and node.segment is not None and node.segment in repeated:
            emptied |= {heading} if heading is not None else set()
            continue
        if node.kind in _HEADS:
            heading = node
            words = plain_line(notes.lines[node.first_line])
            is_times = words.strip(" *_:").casefold() in _TIMES
        elif node.segment is not None:
            is_times = is_times and notes.segments[node.segment].form is not Form.HEADING
        kept.append(node)
    over_items = _over_items(notes, kept)
    return [node for node in kept if node not in emptied or node in over_items]


def _over_items(notes: Notes, nodes: list[Node]) -> set[Node]:
    """The headings that a list of times still follows."""
    full = [node for node in nodes if node.kind is not NodeKind.BLANK]
    return {
        node
        for node, after in pairwise(full)
        if node.kind in _HEADS
        and after.segment is not None
        and notes.segments[after.segment].form is Form.ITEM
    }
