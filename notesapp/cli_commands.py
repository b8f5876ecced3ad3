"""What the commands do. Each takes the read arguments and returns the exit code."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from notesapp.cli_notes import OpenedNotes, open_notes, swept, to_standard_output
from notesapp.core.chapters import Chapter
from notesapp.core.model import Notes, Segment
from notesapp.core.timecode import describe_style, format_time
from notesapp.errors import FileTrouble, UsageError
from notesapp.formats.html_themes import with_own_themes
from notesapp.formats.publish import (
    Output,
    Target,
    deliver,
    parse_settings,
    parse_targets,
    refuse_protected,
    render,
)
from notesapp.formats.registry import FORMATS
from notesapp.storage.atomic import make_folder, write_all_atomic
from notesapp.storage.places import places_from_environment
from notesapp.storage.theme_folder import ThemeFolder, own_themes


def formats(options: argparse.Namespace) -> int:
    """List the formats."""
    if options.json:
        _print_json([_format_row(place) for place in range(len(FORMATS))])
        return 0
    width = max(len(entry.key) for entry in FORMATS)
    for entry in FORMATS:
        print(f"{entry.key:{width}}  {entry.suffix:18}  {entry.summary}")
        if entry.presets:
            print(f"{'':{width}}  presets: {', '.join(entry.presets)}")
        for option in entry.options:
            words = option.allowed or (option.name.upper(),)
            allowed = "|".join(words) if len(words) <= 8 else f"{words[0]}…{words[-1]}"
            print(f"{'':{width}}  --set {entry.key}.{option.name}={allowed}  {option.title}")
    return 0


def _format_row(place: int) -> dict[str, Any]:
    entry = FORMATS[place]
    return {
        "key": entry.key,
        "title": entry.title,
        "suffix": entry.suffix,
        "mime": entry.mime,
        "summary": entry.summary,
        "presets": list(entry.presets),
        "options": [asdict(option) for option in entry.options],
    }


def export(options: argparse.Namespace) -> int:
    """Publish notes: everything is made before the first file is written.

    A dry run names the files and what each cannot carry, and writes nothing.
    """
    targets = parse_targets(options.to)
    settings = with_own_themes(parse_settings(options.settings), _themes().texts)
    folder, file = _destination(options.output, targets)
    opened = open_notes(Path(options.notes), options.audio)
    outputs = render(opened.notes, opened.base, targets, opened.audio, settings)
    if options.dry_run:
        for output in outputs:
            print(file or (folder or opened.path.parent) / output.name)
    elif options.output == "-":
        to_standard_output(outputs[0].data)
    else:
        _write(outputs, folder or opened.path.parent, file, opened)
    for output in outputs:
        for loss in output.losses:
            times = f" ({loss.count})" if loss.count > 1 else ""
            print(f"{output.key}: {loss.message}{times}", file=sys.stderr)
    return 0


def _themes() -> ThemeFolder:
    return own_themes(places_from_environment(os.environ, sys.platform, Path.home()).data)


def _destination(output: str | None, targets: Sequence[Target]) -> tuple[Path | None, Path | None]:
    """The folder or the file to write to; neither for standard output and beside the notes."""
    several = len(targets) > 1
    if output is None:
        return None, None
    if output == "-":
        if several:
            raise UsageError("Standard output takes one format. Name a folder with -o.")
        return None, None
    path = Path(output)
    if path.is_dir() or output.endswith(("/", os.sep)):
        return path, None
    if several and path.exists():
        raise UsageError(f"“{output}” is a file. Several formats need a folder.")
    return (path, None) if several else (None, path)


def _write(outputs: Sequence[Output], folder: Path, file: Path | None, opened: OpenedNotes) -> None:
    paths = [file or folder / output.name for output in outputs]
    refuse_protected(paths, opened.kept)
    for path in paths:
        if path.is_dir():
            raise FileTrouble(f"Not written: “{path}” is a folder. Choose another name.")
    if file is None:
        make_folder(folder)
    swept().expect(*paths)
    deliver(outputs, paths, protected=opened.kept, write=write_all_atomic)
    for path in paths:
        print(path)


def inspect(options: argparse.Namespace) -> int:
    """Show what the notes hold."""
    opened = open_notes(Path(options.notes), options.audio)
    if options.json:
        _print_json(inspected(opened))
        return 0
    notes = opened.notes
    number = f"{notes.number}: " if notes.number is not None else ""
    print(f"{number}{notes.title}")
    print(
        f"{len(notes.segments)} segments, {notes.pair_count} pairs, {len(opened.chapters)} chapters"
    )
    for segment in notes.segments:
        time = "-" if segment.start_ms is None else format_time(segment.start_ms)
        print(f"{time:>8}  {segment.kind:8}  {segment.text[:90]}")
    return 0


def inspected(opened: OpenedNotes) -> dict[str, Any]:
    """The notes as plain data; the keys are a promise, later versions only add."""
    notes = opened.notes
    return {
        "header": dict(notes.header.values),
        "title": notes.title,
        "number": notes.number,
        "season": notes.season,
        "language": notes.language,
        "style": describe_style(notes.style),
        "pairs": notes.pair_count,
        "segments": [_segment(notes, segment) for segment in notes.segments],
        "chapters": [_chapter(chapter) for chapter in opened.chapters],
        "problems": [problem.as_dict() for problem in opened.problems()],
        "audio": asdict(opened.audio),
    }


def _segment(notes: Notes, segment: Segment) -> dict[str, Any]:
    return {
        "kind": str(segment.kind),
        "label": segment.label.word if segment.label else "",
        "speaker": segment.label.speaker if segment.label else "",
        "start_ms": segment.start_ms,
        "end_ms": segment.end_ms,
        "text": segment.text,
        "line": segment.first_line + 1,
        "last_line": segment.last_line + 1,
        "attrs": dict(segment.attributes),
        "source": "\n".join(notes.lines[segment.first_line : segment.last_line + 1]),
        "stamp": segment.stamp.source if segment.stamp else "",
        "pair": segment.pair,
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return asdict(chapter)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
