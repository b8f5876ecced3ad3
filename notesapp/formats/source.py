"""The notes' own lines as formats use them: without header and attributes, times floored."""

from __future__ import annotations

import re
from collections.abc import Sequence

from notesapp.core.lines import classify
from notesapp.core.model import Node, NodeKind, Notes
from notesapp.formats.base import Loss, Snapshot

HIDDEN = (NodeKind.HEADER, NodeKind.ATTRIBUTES)

_HASHES = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*$")
_LANGUAGE = re.compile(r"[`~]+[ \t]*[\w+#.-]{0,20}")
_FRACTION = re.compile(r"(:[0-5]\d)[.,]\d{1,3}")


def shown_nodes(notes: Notes) -> list[Node]:
    """The nodes that are published: no header, no attributes, no blank lines below the header."""
    nodes = [node for node in notes.nodes if node.kind not in HIDDEN]
    if notes.header.present:
        while len(nodes) > 1 and nodes[0].kind is NodeKind.BLANK:
            del nodes[0]
    return nodes


def shown_lines(notes: Notes, node: Node) -> tuple[str, ...]:
    """A node's lines without its attribute line, fractions of seconds cut off its stamps."""
    last = node.last_line
    if node.segment is not None:
        last = notes.segments[node.segment].body_last_line
    lines = notes.lines[node.first_line : last + 1]
    return lines if node.kind is NodeKind.CODE else tuple(floored(line) for line in lines)


def floored(line: str) -> str:
    """The line with whole seconds in its stamps; every other character stays."""
    for mark in reversed(classify(line).times):
        if "." in mark.source or "," in mark.source:
            line = line[: mark.start] + without_fraction(mark.source) + line[mark.end :]
    return line


def without_fraction(stamp: str) -> str:
    """A stamp's source with whole seconds, floored."""
    return _FRACTION.sub(r"\1", stamp)


def notes_losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What notes lose that are published as words: fractions of seconds, and attributes."""
    notes = snapshot.notes
    fractions = sum(
        stamp.start_ms % 1000 > 0 or (stamp.end_ms or 0) % 1000 > 0 for stamp in notes.stamps
    )
    attributes = sum(bool(segment.attributes) for segment in notes.segments)
    rows = (
        ("Times are rounded down to whole seconds.", fractions),
        ("Attributes are left out: titles, links and pictures of chapters.", attributes),
    )
    return tuple(Loss(message, count, by_design=True) for message, count in rows if count)


def heading_text(line: str) -> str:
    """A heading's words without its ``#`` marks; other lines come back unchanged."""
    if not classify(line).level:
        return line
    return _CLOSING_HASHES.sub("", _HASHES.sub("", line, count=1))


def without_fences(lines: Sequence[str]) -> list[str]:
    """Code without the lines that fence it; a fence that says more than a language stays."""
    kept: list[str] = []
    fence = ""
    for line in lines:
        bare = line.strip()
        if not fence and bare[:3] in ("```", "~~~"):
            fence = bare[:3]
            if not _LANGUAGE.fullmatch(bare):
                kept.append(line)
        elif fence and bare.startswith(fence) and not bare.strip(fence[0]):
            fence = ""
        else:
            kept.append(line)
    return kept


def own_title(notes: Notes) -> str:
    """The title where it stands in the header and so nowhere in the body."""
    return " ".join(notes.header.text("title").split())
