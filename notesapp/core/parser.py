"""Text to notes. Total and lossless: never raises, every line belongs to exactly one node.

The whole text is parsed each time, through memoised line records; ``parse_steps`` does it in
slices so that a window can parse a long document without holding up a keystroke.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from notesapp.core.assemble import assemble
from notesapp.core.header import read_header
from notesapp.core.labels import LabelTable, label_table
from notesapp.core.lines import LabelMark, Line, LineKind, classify
from notesapp.core.model import Header, Node, NodeKind, Notes
from notesapp.core.segmenting import Draft, Segmenter

SLICE = 200


def parse(text: str) -> Notes:
    """Parse notes. Lines are split at ``\\n`` only, so joining them gives the text back."""
    return parse_lines(text.split("\n"))


def parse_lines(lines: Sequence[str]) -> Notes:
    """Parse lines that hold no ``\\n``."""
    steps = parse_steps(lines)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]


def parse_steps(lines: Sequence[str]) -> Generator[None, None, Notes]:
    """The same in slices of ``SLICE`` lines: yields between them, returns the notes."""
    header = read_header(lines)
    first = header.last_line + 1
    classified: list[Line] = []
    marks: list[LabelMark] = []
    fence = ""
    for number in range(first, len(lines)):
        line = classify(lines[number])
        fence, line = _in_fence(fence, lines[number], line)
        classified.append(line)
        if line.label is not None:
            marks.append(line.label)
        if number % SLICE == 0:
            yield
    table = label_table(header, marks)
    drafts = yield from _draft(lines, classified, first, header, table)
    return (yield from assemble(lines, header, table, drafts))


def _in_fence(fence: str, text: str, line: Line) -> tuple[str, Line]:
    """Lines inside a code fence are opaque; the fence that is open, and the line to use."""
    if fence:
        closes = line.kind is LineKind.FENCE and text.strip().startswith(fence)
        closes = closes and not text.strip().strip(fence[0])
        return ("", line) if closes else (fence, _OPAQUE)
    if line.kind is LineKind.FENCE:
        opening = text.strip()
        return opening[: len(opening) - len(opening.lstrip(opening[0]))], line
    return "", line


_OPAQUE = Line(LineKind.FENCE)


def _draft(
    lines: Sequence[str],
    classified: Sequence[Line],
    first: int,
    header: Header,
    table: LabelTable,
) -> Generator[None, None, list[Draft | Node]]:
    """Group lines into segment drafts and other nodes, in order."""
    segmenter = Segmenter(table, title_wanted=not header.text("title"))
    if header.present:
        segmenter.rows.append(Node(NodeKind.HEADER, 0, header.last_line))
    for offset, line in enumerate(classified):
        segmenter.take(first + offset, lines[first + offset], line)
        if offset % SLICE == 0:
            yield
    return segmenter.finish()
