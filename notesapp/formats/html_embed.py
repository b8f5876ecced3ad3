"""A piece of a page for somebody's own site: its own style, no script, nothing of it is shared.

Every class begins with ``sn-`` and every rule with ``.sn-embed``; the type is the site's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from notesapp.formats.base import Format, Loss, Option, Snapshot
from notesapp.formats.chapter_list import list_losses
from notesapp.formats.html_body import Jumps, body_html
from notesapp.formats.html_clean import clean_piece
from notesapp.formats.html_page import page_context, part, template
from notesapp.formats.html_themes import OPTIONS, accent_of, colours_style, scheme_of, theme_of
from notesapp.formats.hygiene import web_url

SCOPE, PREFIX = ".sn-embed", "sn-"


def write(snapshot: Snapshot) -> str:
    """The style and the piece. Raises UsageError for a theme or a colour that cannot be used."""
    from markupsafe import Markup

    options = snapshot.options
    theme = replace(theme_of(options), style="", page="")
    colours = colours_style(theme, scheme_of(options), accent_of(options), SCOPE)
    context = page_context(snapshot)
    address = _leads_to(snapshot)
    notes = options.get("notes", "no") == "yes"
    play = str(context["words"]["play"])
    context |= {
        "audio": web_url(snapshot.notes.header.text("audio_url")),
        "chapters": _chapters(context, address),
        "body": Markup(body_html(snapshot.notes, Jumps(address, play))) if notes else "",
    }
    if options.get("chapters", "yes") != "yes":
        context["chapters"] = []
    piece = clean_piece(template("embed.html").render(context), PREFIX)
    return f"<style>\n{colours}\n{part('embed.css')}\n</style>\n{piece}\n"


def _leads_to(snapshot: Snapshot) -> str:
    """Where a stamp leads: to the published page, else into the public audio, else nowhere."""
    header = snapshot.notes.header
    return (web_url(header.text("link")) or web_url(header.text("audio_url"))).partition("#")[0]


def _chapters(context: dict[str, Any], address: str) -> list[dict[str, Any]]:
    return [
        {**row, "href": f"{address}#t={row['start_ms'] // 1000}" if address else ""}
        for row in context["chapters"]
    ]


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What the piece has no place or no address for."""
    found = list(list_losses(snapshot))
    if not _leads_to(snapshot):
        found.append(Loss("The times lead nowhere: these notes name no page and no public audio."))
    pictures = sum(bool(chapter.image) for chapter in snapshot.chapters)
    if pictures:
        found.append(Loss("Pictures of chapters are left out.", pictures))
    return tuple(found)


FORMAT = Format(
    key="html-embed",
    title="Piece for a site",
    suffix=".embed.html",
    mime="text/html",
    summary="Title, player and chapters to paste into a page of your own; no script.",
    write=write,
    losses=losses,
    options=(
        *OPTIONS,
        Option("chapters", "yes", "The list of chapters", ("yes", "no")),
        Option("notes", "no", "The notes below it", ("yes", "no")),
    ),
    clipboard=True,
    more=True,
)
