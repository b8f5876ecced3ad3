#!/usr/bin/env python3
"""Write docs/checks.md from the tables of checks, fixes and destinations.

    python packaging/make_checks.py

Run it in the project's environment after a change in ``notesapp/checking`` or
``notesapp/core/destinations.py``; a test compares the page with the tables.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from notesapp.checking.check import Check
from notesapp.checking.table import CHECKS, FIXES
from notesapp.core.destinations import DESTINATIONS, Destination
from notesapp.destinations.registry import OUTLETS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "checks.md"
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
HEAD = """\
# Checks and destinations

Written by `packaging/make_checks.py` from the tables; do not edit it here.

A **rule** is broken where a destination drops something of what is published; only rules make
`notesapp check` exit with 1. **Advice** is about what reads worse, a **note** about what is good to
know. Rows marked "when publishing" are not said of a draft, only by `notesapp check`, by Check for
publishing and by the report of Publish.

The id of a check in the header's `silenced:` leaves it out for these notes, as in
`silenced: [unstamped]`, or for one destination, as in `silenced: [long-title/spotify]`.

Rules of destinations come from their help pages, and from what others measured, as quoted in the
explanations; none was tried by uploading.
"""


def month(read_on: str) -> str:
    """ "September 2026" of 2026-09."""
    year, _, number = read_on.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def number(value: int) -> str:
    """A limit, with its thousands parted."""
    return f"{value:,}" if value else ""


def destination_row(entry: Destination) -> str:
    """One line of the destinations' table."""
    limit = f"{number(entry.limit)} {'bytes' if entry.in_bytes else 'characters'}"
    least = f"{entry.least_ms // 1000} s" if entry.least_ms else ""
    advised = f"{entry.advised_ms // 1000} s" if entry.advised_ms else ""
    given = {outlet.destination.key: outlet.summary for outlet in OUTLETS}
    cells = (
        f"`{entry.key}`",
        entry.name,
        given.get(entry.key, "Chapters inside the file."),
        limit if entry.limit else "",
        str(entry.least_chapters or ""),
        least or (f"{advised} advised" if advised else ""),
        number(entry.short_title),
    )
    return "| " + " | ".join(cells) + " |"


def check_row(entry: Check) -> str:
    """One line of a destination's table."""
    when = "" if entry.draft else ", when publishing"
    source = f" {entry.source}, read {month(entry.read_on)}." if entry.source else ""
    why = " ".join(entry.explanation.split()).replace("|", "\\|").replace("<", "&lt;")
    return f"| `{entry.id}` | {entry.title} | {entry.severity}{when} | {why}{source} |"


def page() -> str:
    """The whole page."""
    head = ["| key | destination | is given | room | chapters | shortest | title |"]
    parts = [HEAD, "\n## Destinations\n\n"]
    parts.append("\n".join([*head, "| --- | --- | --- | --- | --- | --- | --- |"]))
    parts.append("\n" + "\n".join(map(destination_row, DESTINATIONS)) + "\n")
    parts.append(
        "\n“Room” is the limit, “chapters” the least number that is shown, “shortest” the shortest "
        "chapter,\n“title” the length of a chapter's title that is advised or shown.\n"
    )
    names = (("", "The notes"), *((entry.key, entry.name) for entry in DESTINATIONS))
    for key, name in names:
        rows = [check_row(entry) for entry in CHECKS if entry.destination == key]
        if rows:
            table = ["| id | what | severity | why |", "| --- | --- | --- | --- |", *rows]
            parts.append(f"\n## {name}\n\n" + "\n".join(table) + "\n")
    fixes = [f"| `{fix.key}` | {fix.title} | {'yes' if fix.safe else ''} |" for fix in FIXES]
    table = ["| key | does | safe |", "| --- | --- | --- |", *fixes]
    parts.append(
        "\n## Fixes\n\nA safe fix changes nothing that somebody reads, hears or follows; "
        "`notesapp check --fix` and Fix all safe\nmake only those.\n\n" + "\n".join(table) + "\n"
    )
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
