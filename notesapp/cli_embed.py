"""``notesapp embed``: the chapters of the notes go into the audio, or into a copy of it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from notesapp.cli_notes import open_notes, to_standard_output
from notesapp.containers.embedding import Plan, Report, embed, plan_embedding
from notesapp.core.chapters import Chapter
from notesapp.core.timecode import format_time
from notesapp.errors import FileTrouble, UsageError
from notesapp.formats.base import Loss
from notesapp.formats.publish import make_snapshot, refuse_protected
from notesapp.storage.places import places_from_environment
from notesapp.storage.state_file import StateFile
from notesapp.storage.trouble import shown

MOST_NOTES_BYTES = 2 << 20


def embed_chapters(options: argparse.Namespace) -> int:
    """Write the chapters, then say what the finished file holds; losses go to standard error.

    A dry run says what would be written and lost, and writes nothing.
    """
    source, audio = Path(options.notes), Path(options.audio)
    if source.is_file() and source.stat().st_size > MOST_NOTES_BYTES:
        raise FileTrouble(f"{shown(source)} is longer than 2 MB. Give the notes of one episode.")
    opened = open_notes(source, str(audio))
    snapshot = make_snapshot(opened.notes, opened.base, opened.audio)
    plan = plan_embedding(snapshot, audio, source.absolute().parent)
    target = _target(options.output, plan, source, replace=options.replace)
    if options.dry_run:
        _say(plan.losses)
        print(target or plan.source)
        for number, chapter in enumerate(plan.wanted.chapters, 1):
            print(_line(number, chapter))
        return 0
    places = places_from_environment(os.environ, sys.platform, Path.home())
    unfinished = StateFile(places.state_file).unfinished
    report = embed(plan, target, replace=options.replace, unfinished=unfinished)
    _say(report.losses)
    if options.json:
        data = json.dumps(embedded(report), ensure_ascii=False, indent=2)
        to_standard_output(f"{data}\n".encode("utf-8", "replace"))
    else:
        print(report.path)
        for number, chapter in enumerate(report.reading.chapters, 1):
            print(_line(number, chapter))
    return 0


def _say(losses: Iterable[Loss]) -> None:
    for loss in losses:
        times = f" ({loss.count})" if loss.count > 1 else ""
        print(f"{loss.message}{times}", file=sys.stderr)


def _target(output: str | None, plan: Plan, notes: Path, *, replace: bool) -> Path | None:
    """The file to write; None where it is the audio itself. Raises UsageError and FileTrouble."""
    if output is None:
        return None
    if output == "-":
        raise UsageError("Audio is not written to standard output. Name a file with -o.")
    target = Path(output)
    if target.is_dir():
        target = target / plan.source.name
    refuse_protected([target], [notes])
    if target.exists() and target.samefile(plan.source):
        return None
    ending = plan.source.suffix.lower()
    if target.suffix.lower() not in (ending, *plan.container.suffixes):
        raise UsageError(f"“{target.name}” does not end in {ending}, as its content will.")
    if target.exists() and not replace:
        raise UsageError(f"“{target.name}” is already there. Add --replace, or name another file.")
    return target


def _line(number: int, chapter: Chapter) -> str:
    facts = [] if chapter.toc else ["silent"]
    facts += [chapter.url] if chapter.url else []
    facts += ["picture"] if chapter.image else []
    return f"{number:3} {format_time(chapter.start_ms):>8}  {'  '.join((chapter.title, *facts))}"


def embedded(report: Report) -> dict[str, Any]:
    """The finished file as plain data; the keys are a promise, later versions only add."""
    return {
        "path": str(report.path),
        "size_bytes": report.size_bytes,
        "chapters": [
            {
                "start_ms": chapter.start_ms,
                "end_ms": chapter.end_ms,
                "title": chapter.title,
                "url": chapter.url,
                "image": chapter.image,
                "toc": chapter.toc,
            }
            for chapter in report.reading.chapters
        ],
        "losses": [{"message": loss.message, "count": loss.count} for loss in report.losses],
    }
