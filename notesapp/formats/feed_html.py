"""Show notes for a feed: only what every podcast app shows, chapters first."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from notesapp.formats import description
from notesapp.formats.base import Format, Loss, Option, Snapshot
from notesapp.formats.chapter_list import list_losses
from notesapp.formats.feed_safe import feed_safe
from notesapp.formats.html_body import Jumps, body_html
from notesapp.formats.source import notes_losses

APPLE_BYTES = 4000


def write(snapshot: Snapshot) -> str:
    """A paragraph of chapter lines, then the notes; nothing is cut."""
    parts = []
    if snapshot.options.get("chapters", "yes") == "yes":
        parts.append(chapter_paragraph(snapshot))
    parts.append(feed_safe(body_html(snapshot.notes, Jumps("", ""))))
    filled = [part for part in parts if part]
    return "\n".join(filled) + "\n" if filled else ""


def chapter_paragraph(snapshot: Snapshot) -> str:
    """The chapters as lines of one paragraph, stamp first, 0:00 first, no link on the stamp."""
    only = replace(snapshot, preset="", options={"parts": "chapters"})
    lines = description.write(only).strip().split("\n")
    text = "<br>\n".join(escape(line, quote=False) for line in lines)
    return f"<p>{text}</p>" if text else ""


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What the words cannot say, and how far it is over what Apple reads."""
    return (*list_losses(snapshot), *notes_losses(snapshot), *too_long(write(snapshot)))


def too_long(markup: str) -> tuple[Loss, ...]:
    """One loss where Apple would cut the description."""
    over = len(markup.encode("utf-8", "replace")) - APPLE_BYTES
    if over <= 0:
        return ()
    return (Loss(f"Apple Podcasts reads {APPLE_BYTES:,} bytes: {over:,} too many."),)


FORMAT = Format(
    key="html-feed",
    title="HTML for feeds",
    suffix=".feed.html",
    mime="text/html",
    summary="Show notes with only the elements that podcast apps show.",
    write=write,
    losses=losses,
    options=(Option("chapters", "yes", "Begin with the chapters", ("yes", "no")),),
    clipboard=True,
    more=True,
)
