"""What works here and what is missing, one line each; needs no display."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from notesapp import __version__
from notesapp.bundle import own_command
from notesapp.cli_notes import OpenedNotes, open_notes
from notesapp.cli_trial import WORD as TRIAL
from notesapp.errors import NotesError
from notesapp.formats.publish import Target, render
from notesapp.formats.registry import FORMATS
from notesapp.player.choose import available
from notesapp.storage.resources import resource

MODULES = (
    ("markdown", "Markdown"),
    ("nh3", "nh3"),
    ("jinja2", "Jinja2"),
    ("ruamel.yaml", "ruamel.yaml"),
    ("mutagen", "mutagen"),
)
RESOURCES = (
    ("fonts", "*.ttf"),
    ("icons", "*.svg"),
    ("app", "*.svg"),
    ("themes", "*.json"),
    ("templates", "page.*"),
)
QT_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. What is not ``needed`` may be missing."""

    name: str
    found: bool
    detail: str
    needed: bool = True


def selftest(options: argparse.Namespace) -> int:
    """Print what was found; 0 where all that is needed is there, else 1."""
    findings = list(look())
    missing = [finding for finding in findings if finding.needed and not finding.found]
    if options.json:
        rows = [asdict(finding) for finding in findings]
        print(json.dumps({"ok": not missing, "findings": rows}, ensure_ascii=False, indent=2))
        return int(bool(missing))
    print(f"Show Notes {__version__}, Python {sys.version.split()[0]}")
    for finding in findings:
        mark = "ok     " if finding.found else "MISSING" if finding.needed else "absent "
        print(f"{mark}  {finding.name}: {finding.detail}")
    print("All that is needed is here." if not missing else f"Missing: {len(missing)}.")
    return int(bool(missing))


def look() -> Iterator[Finding]:
    """Everything the self test looks at, in order."""
    for module, name in MODULES:
        yield _tried(name, lambda module=module: _version_of(module))  # type: ignore[misc]
    yield from _qt_and_engines()
    for folder, pattern in RESOURCES:
        yield _tried(
            f"resources/{folder}",
            lambda folder=folder, pattern=pattern: _files(folder, pattern),  # type: ignore[misc]
        )
    yield from _sample()


def _tried(name: str, look_at: Callable[[], str]) -> Finding:
    """Whatever goes wrong in a part is a line of the report, never the end of it."""
    try:
        return Finding(name, True, look_at())
    except NotesError as error:
        return Finding(name, False, error.sentence)
    except Exception as error:
        return Finding(name, False, f"{type(error).__name__}: {error}".split("\n")[0])


def _version_of(module: str) -> str:
    from importlib.metadata import version

    importlib.import_module(module)
    return version(module)


def _qt_and_engines() -> Iterator[Finding]:
    """Try them in a process of their own: here Qt is never loaded, and there it may crash."""
    try:
        tried = _trial()
    except NotesError as error:
        yield Finding("Qt window", False, error.sentence)
        yield Finding("an engine that plays", False, "none could be tried")
        return
    yield Finding("Qt window", True, f"Qt {tried['qt']}")
    yield Finding("Qt media backend", tried["backend"], "there" if tried["backend"] else "missing")
    usable = []
    for fact in available():
        rows = [row for row in tried["engines"] if row["key"] == fact.key]
        trouble = fact.trouble or " ".join(row["trouble"] for row in rows if row["trouble"])
        if not trouble:
            usable.append(fact.name)
        detail = trouble or f"version {fact.version}, plays"
        yield Finding(f"engine {fact.name}", not trouble, detail, needed=False)
    yield Finding("an engine that plays", bool(usable), ", ".join(usable) or "none")


def _trial() -> dict[str, Any]:
    try:
        done = subprocess.run(
            own_command(TRIAL),
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=QT_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise NotesError(f"Qt did not answer within {QT_SECONDS} seconds.") from error
    if done.returncode != 0:
        words = (done.stderr.strip() or f"exit code {done.returncode}").split("\n")
        raise NotesError(f"Qt does not start: {words[-1]}")
    tried: dict[str, Any] = json.loads(done.stdout.strip().split("\n")[-1])
    return tried


def _files(folder: str, pattern: str) -> str:
    found = sum(1 for _ in resource(folder).glob(pattern))
    if not found:
        raise NotesError(f"There is no {pattern} in it. Install the program again.")
    return f"{found} files"


def _sample() -> Iterator[Finding]:
    opened: list[OpenedNotes] = []

    def open_sample() -> str:
        path = _sample_notes()
        opened.append(open_notes(path, None))
        notes = opened[0]
        length = "no audio" if notes.audio.duration_ms is None else "with audio"
        if notes.audio.duration_ms is None:
            raise NotesError("The sample's audio cannot be read. Install the program again.")
        return f"{len(notes.notes.segments)} segments, {length}"

    yield _tried("sample episode", open_sample)
    for entry in FORMATS if opened else ():
        yield _tried(
            f"sample as {entry.key}",
            lambda entry=entry: _size(opened[0], Target(entry)),  # type: ignore[misc]
        )


def _sample_notes() -> Path:
    found = sorted(resource("sample").glob("*.md"))
    if not found:
        raise NotesError("There are no sample notes. Install the program again.")
    return found[0]


def _size(opened: OpenedNotes, target: Target) -> str:
    (output,) = render(opened.notes, opened.base, (target,), opened.audio)
    if not output.data.strip():
        raise NotesError("Nothing came out.")
    return f"{len(output.data)} bytes"
