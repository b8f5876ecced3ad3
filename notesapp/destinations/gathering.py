"""What is sent: the notes' blocks around the chapter block, as a destination's options say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from notesapp.core.chapters import Chapter
from notesapp.core.model import Form, Node, NodeKind, Notes, SegmentKind
from notesapp.destinations.times import Times, with_times
from notesapp.destinations.tree import PARAGRAPH, Block, Run, of_lines, read_blocks
from notesapp.formats import description
from notesapp.formats.base import Option, Snapshot
from notesapp.formats.html_body import Jumps, body_html
from notesapp.formats.hygiene import clean_title
from notesapp.formats.source import shown_nodes

_HEADS = (NodeKind.HEADING, NodeKind.SECTION)
_LINK = re.compile(r"\]\(|://|<")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Blocks before and behind the chapters, the chapters' lines, and where those stand.

    ``stamps_left_out``: times of the text are not in the blocks.
    """

    before: tuple[Block, ...]
    after: tuple[Block, ...]
    lines: tuple[str, ...]
    place: str
    stamps_left_out: bool = False

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
    return _kept(nodes[:first], repeated), _kept(nodes[first:], repeated)


def _repeated(notes: Notes, listed: Iterable[Chapter]) -> set[int]:
    """Segments that are items of a list of times and say no more than the chapter block does."""
    said = {chapter.line: chapter.title for chapter in listed}
    return {
        segment.index
        for segment in notes.segments
        if segment.form is Form.ITEM
        and segment.kind is SegmentKind.TOPIC
        and segment.first_line == segment.body_last_line
        and said.get(segment.first_line + 1) == clean_title(segment.text)
        and not _LINK.search(notes.lines[segment.first_line])
    }


def _kept(nodes: list[Node], repeated: set[int]) -> list[Node]:
    """Without the repeated segments, and without the headings that stood over them alone."""
    kept: list[Node] = []
    is_bare = False  # the last heading has lost all that stood below it
    for node in nodes:
        if node.segment is not None and node.segment in repeated:
            is_bare = is_bare or _ends_in_heading(kept)
            continue
        if is_bare and node.kind in _HEADS:
            _drop_heading(kept)
        is_bare = is_bare and node.kind is NodeKind.BLANK
        kept.append(node)
    if is_bare:
        _drop_heading(kept)
    return kept


def _ends_in_heading(nodes: list[Node]) -> bool:
    last = next((node for node in reversed(nodes) if node.kind is not NodeKind.BLANK), None)
    return last is not None and last.kind in _HEADS


def _drop_heading(nodes: list[Node]) -> None:
    while nodes and nodes[-1].kind is NodeKind.BLANK:
        nodes.pop()
    if nodes and nodes[-1].kind in _HEADS:
        nodes.pop()
