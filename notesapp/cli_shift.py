"""``notesapp shift``: the stamps follow something that was cut from the audio or put into it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from notesapp.cli_notes import audio_of, to_standard_output
from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.shifting import ShiftPlan, ShiftRow, plan_shift
from notesapp.core.going import parse_step
from notesapp.core.parser import parse
from notesapp.core.timecode import format_time
from notesapp.errors import UsageError
from notesapp.formats.publish import refuse_protected
from notesapp.storage.note_file import LoadedNotes, encoded_notes, load_notes, save_notes

_TITLE = 60


def shift(options: argparse.Namespace) -> int:
    """Shift the stamps and write the notes, or only say what would happen."""
    first_ms = _moment("--from", options.first)
    last_ms = None if options.last is None else _moment("--to", options.last)
    by_ms = parse_step(options.by)
    if by_ms is None:
        raise UsageError(f"--by takes a time such as 42, -0:30 or 1:02.5, not “{options.by}”.")
    if last_ms is not None and last_ms < first_ms:
        raise UsageError("--to is before --from. Turn them round.")
    loaded = load_notes(Path(options.notes))
    notes = parse(loaded.text)
    info, kept = audio_of(notes, loaded.path, options.audio)
    plan = plan_shift(notes, first_ms, last_ms, by_ms, info.duration_ms)
    if plan.refused:
        raise UsageError(plan.refused)
    _put(options, loaded, apply_edits(loaded.text, plan.edits), kept)
    out = sys.stderr if options.output == "-" else sys.stdout
    for row in plan.rows:
        print(_said(row), file=out)
    for problem in plan.problems:
        print(f"line {problem.line + 1}: {problem.message}", file=sys.stderr)
    print(_summary(plan, dry=options.dry_run), file=out)
    return 0


def _moment(name: str, text: str) -> int:
    ms = parse_step(text)
    if ms is None or ms < 0:
        raise UsageError(f"{name} takes a time such as 7:50, 1:02:03 or 470, not “{text}”.")
    return ms


def _put(options: argparse.Namespace, loaded: LoadedNotes, text: str, kept: list[Path]) -> None:
    if options.dry_run:
        return
    if options.output == "-":
        to_standard_output(encoded_notes(text, loaded))
        return
    target = Path(options.output) if options.output else loaded.path
    if options.output:
        if target.suffix.lower() not in (".md", ".txt"):
            raise UsageError(f"“{target.name}” does not end in .md or .txt, as notes do.")
        refuse_protected([target], kept)
    save_notes(target, text, loaded)


def _said(row: ShiftRow) -> str:
    before = _times(row.before_ms, row.before_end_ms)
    after = _times(row.after_ms, row.after_end_ms) if row.moved else "stays"
    name = f"{row.label}{row.pair or ''}" if row.label else "link" if row.link else ""
    return f"{row.line + 1:>5}  {before:>11}  {after:>11}  {name:4}  {row.title[:_TITLE]}".rstrip()


def _times(start_ms: int, end_ms: int | None) -> str:
    return "–".join(_exact(ms) for ms in (start_ms, end_ms) if ms is not None)


def _exact(ms: int) -> str:
    """With its fraction where there is one."""
    fraction = f".{ms % 1000:03d}" if ms % 1000 else ""
    return format_time(ms) + fraction


def _summary(plan: ShiftPlan, *, dry: bool) -> str:
    moved = plan.moved
    if not moved:
        return "No stamp moves. Nothing is changed."
    verb = "would move" if dry else "moved"
    return f"{moved} of {len(plan.rows)} stamps {verb}."
