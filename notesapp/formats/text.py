"""Plain text: the notes as they stand, without header, attributes and Markdown marks."""

from __future__ import annotations

from notesapp.core.model import Node, NodeKind, Notes
from notesapp.formats.base import Format, Option, Snapshot
from notesapp.formats.inline_plain import plain_line
from notesapp.formats.source import (
    notes_losses,
    own_title,
    shown_lines,
    shown_nodes,
    without_fences,
)


def plain_node(notes: Notes, node: Node) -> list[str]:
    """A node's lines as plain text; a node without constructs comes back unchanged."""
    lines = shown_lines(notes, node)
    if node.kind is NodeKind.CODE:
        return without_fences(lines)
    return [plain_line(line) for line in lines]


def full_title(notes: Notes) -> str:
    """The title as the line a reader expects: ``Episode 50: Title``."""
    title = own_title(notes)
    if title and notes.number is not None:
        return f"Episode {notes.number}: {title}"
    return title


def write(snapshot: Snapshot) -> str:
    """The notes as plain text; notes without constructs come back byte for byte."""
    notes = snapshot.notes
    lines = [line for node in shown_nodes(notes) for line in plain_node(notes, node)]
    title = full_title(notes) if snapshot.options.get("title", "yes") == "yes" else ""
    if title:
        lines = [title, "", *lines] if any(lines) else [title, ""]
    return "\n".join(lines)


FORMAT = Format(
    key="text",
    title="Plain text",
    suffix=".notes.txt",
    mime="text/plain",
    summary="The notes as they stand, without header, attributes and Markdown marks.",
    write=write,
    losses=notes_losses,
    options=(Option("title", "yes", "Begin with the header's title", ("yes", "no")),),
    clipboard=True,
)
