"""Markdown: the notes as they stand, without header and attributes, the title as a heading."""

from __future__ import annotations

from notesapp.formats.base import Format, Snapshot
from notesapp.formats.source import notes_losses, own_title, shown_lines, shown_nodes


def write(snapshot: Snapshot) -> str:
    """The notes' own Markdown; a title that stands in the header becomes the first heading."""
    notes = snapshot.notes
    lines = [line for node in shown_nodes(notes) for line in shown_lines(notes, node)]
    title = own_title(notes)
    if title:
        lines = [f"# {title}", "", *lines] if any(lines) else [f"# {title}", ""]
    return "\n".join(lines)


FORMAT = Format(
    key="markdown",
    title="Markdown",
    suffix=".notes.md",
    mime="text/markdown",
    summary="The notes with their Markdown, without header and attributes.",
    write=write,
    losses=notes_losses,
    clipboard=True,
)
