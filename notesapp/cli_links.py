"""``notesapp links``: every link of the notes, and on request what became of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from notesapp.core.edits.web_link_edits import suggested_address
from notesapp.core.parser import parse
from notesapp.core.web_links import LinkPlace, WebLink, web_links
from notesapp.storage.note_file import load_notes
from notesapp.web.asking import Asking
from notesapp.web.guard import STRICT, Guard
from notesapp.web.verdict import Verdict

Verdicts = Mapping[str, Verdict]


def list_links(options: argparse.Namespace, guard: Guard = STRICT) -> int:
    """Print the links; asks the web only with ``--check`` or ``--titles``.

    1 where ``--check`` found one that gives a reader no page.
    """
    links = web_links(parse(load_notes(Path(options.notes)).text))
    verdicts = _asked(links, guard, options) if options.check or options.titles else {}
    if options.json:
        rows = [as_row(link, verdicts) for link in links]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for link in links:
            print(_line(link, verdicts))
    return int(options.check and any(verdict.is_dead for verdict in verdicts.values()))


def _asked(
    links: tuple[WebLink, ...], guard: Guard, options: argparse.Namespace
) -> dict[str, Verdict]:
    asking = Asking(
        (link.address for link in links if link.is_web), titles=options.titles, guard=guard
    )
    if sys.stderr.isatty():
        print(f"Asking about {len(asking.addresses)} addresses.", file=sys.stderr)
    return {verdict.address: verdict for verdict in asking.run()}


def as_row(link: WebLink, verdicts: Verdicts) -> dict[str, Any]:
    """A link as plain data; the keys are a promise, later versions only add.

    ``state`` and what follows it are there only where the web was asked.
    """
    row: dict[str, Any] = {
        "line": link.line + 1,
        "words": link.words,
        "address": link.address,
        "missing": link.is_missing,
        "suggested": suggested_address(link),
        "kind": link.kind.value,
        "place": link.place.value,
        "key": link.key,
        "segment": None if link.segment is None else link.segment + 1,
    }
    verdict = verdicts.get(link.address)
    if verdict is not None:
        row |= {
            "state": verdict.state.value,
            "sentence": verdict.sentence,
            "moved_to": verdict.moved_to,
            "title": verdict.title,
        }
    return row


def _line(link: WebLink, verdicts: Verdicts) -> str:
    """Line, words, address, place and what was found out, with tabs between them."""
    verdict = verdicts.get(link.address)
    cells = [str(link.line + 1), link.words or "-", link.address or "no address", _place(link)]
    if verdict is not None:
        cells += [verdict.sentence, *([verdict.title] if verdict.title else [])]
    return "\t".join(" ".join(cell.split()) for cell in cells)


def _place(link: WebLink) -> str:
    if link.place is LinkPlace.SEGMENT and link.segment is not None:
        return f"segment {link.segment + 1}"
    return f"header: {link.key}" if link.place is LinkPlace.HEADER else link.key or "text"
