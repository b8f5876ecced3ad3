"""What is sent: the notes' blocks around the chapter block, as a destination's options say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from notesapp.core.model import Node, NodeKind, Notes
from notesapp.destinations.tree import (
    BREAK,
    PARAGRAPH,
    Block,
    Run,
    lines_of,
    of_lines,
    read_blocks,
)
from notesapp.formats import description
from notesapp.formats.base import Option, Snapshot
from notesapp.formats.html_body import Jumps, body_html
from notesapp.formats.source import shown_nodes

_LEADS = " -–—:|•·"


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


def gather(snapshot: Snapshot, content: str, options: dict[str, str]) -> Gathered:
    """The summary and what stands below the segments, or with ``notes`` all of them."""
    notes = snapshot.notes
    if content == "notes":
        before, after = _halves(notes)
    else:
        before, after = description.outside_segments(notes)
    place = options["chapters"]
    lines = () if place == "none" else chapter_lines(snapshot)
    raw = [blocks_of(notes, side) for side in (before, after)]
    kept = options["stamps"] == "yes"
    first, last = ([_with_stamps(block, kept) for block in side] for side in raw)
    left_out = not kept and any(
        run.kind == "stamp" for side in raw for block in side for run in block.runs
    )
    return Gathered(_filled(first), _filled(last), lines, place, left_out)


def blocks_of(notes: Notes, nodes: Iterable[Node] | None = None) -> tuple[Block, ...]:
    """The blocks of some of the notes' nodes, or of all."""
    kept = notes if nodes is None else replace(notes, nodes=tuple(nodes))
    return read_blocks(body_html(kept, Jumps("", "")))


def chapter_lines(snapshot: Snapshot) -> tuple[str, ...]:
    """The chapters as platforms read them: stamp first, 0:00 first, one width."""
    only = replace(snapshot, preset="", options={"parts": "chapters"})
    return tuple(line for line in description.write(only).split("\n") if line)


def _halves(notes: Notes) -> tuple[list[Node], list[Node]]:
    """Before the first segment, with its heading, and from there on."""
    nodes = shown_nodes(notes)
    first = next((n for n, node in enumerate(nodes) if node.kind is NodeKind.SEGMENT), None)
    if first is None:
        return nodes, []
    heading = (NodeKind.HEADING, NodeKind.SECTION, NodeKind.BLANK)
    while first and nodes[first - 1].kind in heading:
        first -= 1
    return nodes[:first], nodes[first:]


def _filled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block.runs)


def _with_stamps(block: Block, is_kept: bool) -> Block:
    lines = lines_of(block.runs)
    if not any(run.kind == "stamp" for line in lines for run in line):
        return block
    return replace(block, runs=of_lines(_line(line, is_kept) for line in lines))


def _line(line: list[Run], is_kept: bool) -> list[Run]:
    """A stamp that leads its line stands at the end, in brackets, or nowhere."""
    lead = next((run for run in line if run.text.strip(_LEADS)), None)
    first = lead if lead is not None and lead.kind == "stamp" else None
    words: list[Run] = []
    for place, run in enumerate(line):
        if run.kind != "stamp":
            words.append(run)
        elif run is first:
            continue
        elif is_kept or any(r.text.strip() and r.kind != "stamp" for r in line[place + 1 :]):
            words.append(replace(run, text=f"({run.text})"))
    if first is not None:
        words = _stripped(words)
        if is_kept:
            words += [Run(" ")] * bool(words) + [replace(first, text=f"({first.text})")]
    while words and not words[-1].text.strip() and words[-1].text != BREAK:
        words.pop()
    if words:
        words[-1] = replace(words[-1], text=words[-1].text.rstrip(" "))
    return words


def _stripped(words: list[Run]) -> list[Run]:
    """Without the blanks and dashes that parted the stamp from its title."""
    kept = list(words)
    while kept:
        text = kept[0].text.lstrip(_LEADS)
        if text:
            kept[0] = replace(kept[0], text=text)
            break
        del kept[0]
    return kept
