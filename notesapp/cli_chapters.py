"""``notesapp chapters``: the chapters of any audio, chapter file or notes."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from notesapp.core.chapters import Chapter
from notesapp.core.timecode import StampStyle, format_time
from notesapp.errors import UsageError
from notesapp.formats.readers import READERS
from notesapp.importing.imported import ImportedAnything
from notesapp.importing.read_any import read_any
from notesapp.storage.trouble import shown

Settings = dict[str, dict[str, str]]


def chapters(options: argparse.Namespace) -> int:
    """Print the chapters of a file; none in it is an empty list and a line that says so."""
    path = Path(options.file)
    done = read_with(path, read_settings(options.settings))
    if options.json:
        print(json.dumps(as_data(done), ensure_ascii=False, indent=2))
    else:
        _print_rows(done.chapters)
    if not done.chapters:
        print(f"{shown(path)} holds no chapters.", file=sys.stderr)
    print_remarks(done)
    return 0


def read_with(path: Path, settings: Settings) -> ImportedAnything:
    """Read a file; the settings of its kind count once it is known."""
    done = read_any(path)
    options = settings.get(done.key, {})
    return read_any(path, options) if options else done


def read_settings(words: Iterable[str]) -> Settings:
    """Read ``KEY.OPTION=VALUE`` words. Raises UsageError for what no reader knows."""
    known = {reader.key: reader.options for reader in READERS}
    found: Settings = {}
    for word in words:
        place, equals, value = word.partition("=")
        key, _, name = place.partition(".")
        if not equals or not name:
            raise UsageError(f"“{word}” sets nothing. Write KEY.OPTION=VALUE.")
        if key not in known:
            raise UsageError(f"There is no reader “{key}”. Choose from: {', '.join(known)}.")
        option = next((option for option in known[key] if option.name == name), None)
        if option is None:
            names = ", ".join(option.name for option in known[key]) or "none"
            raise UsageError(f"The reader “{key}” has no option “{name}”. Its options: {names}.")
        if option.allowed and value not in option.allowed:
            raise UsageError(f"“{place}” is one of: {', '.join(option.allowed)}.")
        found.setdefault(key, {})[name] = value
    return found


def as_data(done: ImportedAnything) -> dict[str, Any]:
    """The chapters as plain data; the keys are a promise, later versions only add."""
    return {
        "format": done.key,
        "kind": done.title,
        "title": done.episode_title,
        "chapters": [_chapter(chapter) for chapter in done.chapters],
        "remarks": [{"line": r.line, "message": r.message} for r in done.remarks],
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "start_ms": chapter.start_ms,
        "end_ms": chapter.end_ms,
        "title": chapter.title,
        "url": chapter.url,
        "image": chapter.image,
        "toc": chapter.toc,
    }


def _print_rows(found: Iterable[Chapter]) -> None:
    rows = [(_time(chapter.start_ms), chapter) for chapter in found]
    width = max((len(time) for time, _ in rows), default=0)
    for time, chapter in rows:
        url = f"  <{chapter.url}>" if chapter.url else ""
        print(f"{time:>{width}}  {chapter.title}{url}")


def _time(ms: int) -> str:
    return format_time(ms, StampStyle(fraction=ms % 1000 > 0))


def print_remarks(done: ImportedAnything) -> None:
    """Say on standard error what was read with doubt."""
    for remark in done.remarks:
        place = f"line {remark.line}: " if remark.line else ""
        print(f"{place}{remark.message}", file=sys.stderr)
