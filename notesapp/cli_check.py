"""``notesapp check``: what destinations will not like, and the fixes that are safe."""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from notesapp.checking.run import FixPlan, check, plan_safe_fixes, silenced_ids
from notesapp.checking.subject import Subject, subject_of
from notesapp.checking.surroundings import complete, measured
from notesapp.checking.table import check_of, fix_of
from notesapp.cli_notes import audio_of
from notesapp.containers.tag_facts import tag_facts
from notesapp.core.destinations import DESTINATIONS, destination_of
from notesapp.core.parser import parse
from notesapp.core.problems import Problem, Severity
from notesapp.errors import UsageError
from notesapp.storage.note_file import load_notes, save_notes
from notesapp.storage.previous_notes import previous_notes


def check_notes(options: argparse.Namespace) -> int:
    """Say what destinations will not like, and fix what is safe; 1 where a rule stays broken.

    A dry run shows the difference and writes nothing; what it says of problems is said of the
    notes as they would be.
    """
    if options.dry_run and not options.fix:
        raise UsageError("--dry-run goes with --fix: it shows what would be changed.")
    wanted = destinations_of(options.destinations)
    loaded = load_notes(Path(options.notes))
    notes = parse(loaded.text)
    info, audio = audio_of(notes, loaded.path, options.audio)
    subject = surrounded(subject_of(notes, info.duration_ms), loaded.path, audio)
    if options.fix:
        plan = plan_safe_fixes(subject, wanted)
        if not options.dry_run:
            save_notes(loaded.path, plan.text, loaded)
        _say_fixed(plan, loaded.text, loaded.path, options)
        subject = subject.of(parse(plan.text))
    sizes = measured(subject, info, loaded.path.stem)
    problems = check(complete(subject, sizes=sizes), destinations=wanted)
    if options.json:
        print(json.dumps([as_row(p) for p in problems], ensure_ascii=False, indent=2))
    else:
        out = sys.stderr if options.dry_run else sys.stdout
        for line in said(loaded.path, problems, fixable=not options.fix):
            print(line, file=out)
        for line in _silenced(subject):
            print(line, file=out)
    return int(any(problem.severity is Severity.RULE for problem in problems))


def surrounded(subject: Subject, path: Path, audio: Sequence[Path]) -> Subject:
    """The subject with the episode before and the tags of the audio, where they are found."""
    tags = tag_facts(audio[0]) if audio else None
    return complete(subject, previous=previous_notes(path, subject.notes), tags=tags)


def destinations_of(text: str | None) -> frozenset[str] | None:
    """The keys of ``--for``; None where all are meant. Raises UsageError for an unknown one."""
    if text is None:
        return None
    keys = [key.strip() for key in text.split(",") if key.strip()]
    for key in keys:
        if destination_of(key) is None:
            known = ", ".join(entry.key for entry in DESTINATIONS)
            raise UsageError(f"“{key}” is no destination. Known are: {known}.")
    return frozenset(keys)


def as_row(problem: Problem) -> dict[str, Any]:
    """A problem as plain data, with why and whose rule it is; later versions only add keys."""
    entry = check_of(problem.id, problem.destination)
    about = ("title", "explanation", "source", "read_on")
    return {**problem.as_dict(), **{key: getattr(entry, key, "") for key in about}}


def said(path: Path, problems: Sequence[Problem], *, fixable: bool) -> Iterator[str]:
    """What is printed: the problems of the notes, then of each destination, then the count."""
    for key in ("", *(entry.key for entry in DESTINATIONS)):
        found = [problem for problem in problems if problem.destination == key]
        if not found:
            continue
        entry = destination_of(key)
        yield f"{entry.name if entry else 'Notes'}: {_counts(found)}"
        for problem in found:
            fix = fix_of(problem.fix) if problem.fix else None
            tail = f" (fix: {fix.title})" if fix else ""
            where = f"{path}:{problem.line}"
            yield f"  {where}: {problem.severity}: {problem.message} [{problem.id}]{tail}"
    yield f"{_counts(problems)}." if problems else "No problems."
    safe = sum(_is_safe(problem) for problem in problems)
    if safe and fixable:
        yield f"{safe} can be fixed safely: add --fix, or --fix --dry-run to see it first."


def _silenced(subject: Subject) -> Iterator[str]:
    """What the header silences, so that nobody is surprised by what is not said."""
    ids = sorted(silenced_ids(subject.notes))
    if ids:
        yield f"Silenced in the header: {', '.join(ids)}."


def _is_safe(problem: Problem) -> bool:
    fix = fix_of(problem.fix) if problem.fix else None
    return fix is not None and fix.safe


def _counts(problems: Collection[Problem]) -> str:
    counts = Counter(problem.severity for problem in problems)
    many = {Severity.RULE: "rules", Severity.ADVICE: "advice", Severity.NOTE: "notes"}
    return ", ".join(
        f"{counts[kind]} {kind if counts[kind] == 1 else many[kind]}"
        for kind in Severity
        if counts[kind]
    )


def _say_fixed(plan: FixPlan, before: str, path: Path, options: argparse.Namespace) -> None:
    out = sys.stderr if options.json or options.dry_run else sys.stdout
    if options.dry_run:
        for line in difference_lines(before, plan.text, path.name):
            print(line, file=sys.stderr if options.json else sys.stdout)
    for problem in plan.fixed:
        fix = fix_of(problem.fix)
        print(f"{path}:{problem.line}: {fix.title if fix else 'Fixed'} [{problem.id}]", file=out)
    verb = "would be fixed" if options.dry_run else "fixed"
    count = len(plan.fixed)
    print(f"{count} {verb}." if count else "Nothing here can be fixed safely.", file=out)


def difference_lines(before: str, after: str, name: str) -> Iterator[str]:
    """A unified difference; a last line without a line end is marked as ``diff`` marks it."""
    for line in difflib.unified_diff(_by_line(before), _by_line(after), name, name):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _by_line(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines
