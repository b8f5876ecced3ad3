"""``notesapp versions``: earlier states of notes, to list, to look at and to write to a file."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from notesapp.cli_notes import swept, to_standard_output
from notesapp.errors import UsageError
from notesapp.formats.publish import refuse_protected
from notesapp.storage.atomic import write_atomic
from notesapp.storage.places import places_from_environment
from notesapp.storage.trouble import shown
from notesapp.storage.versions import Version, VersionStore


def versions(options: argparse.Namespace) -> int:
    """List the versions of a file, which may be gone by now, or give one of them.

    The notes themselves are never written, and another file only with ``--force``.
    """
    notes = Path(options.notes)
    places = places_from_environment(os.environ, sys.platform, Path.home())
    store = VersionStore(places.versions_folder)
    found = store.list_versions(notes)
    if options.show is None:
        if options.output or options.force:
            raise UsageError("-o and --force write one version. Say which with --show.")
        _list(found, notes, as_json=options.json)
        return 0
    if options.json:
        raise UsageError("--json is for the list. Leave it out, or leave out --show.")
    if not 1 <= options.show <= len(found):
        raise UsageError(_no_such(options.show, len(found), notes))
    _give(store.read_bytes(found[options.show - 1]), notes, options.output, force=options.force)
    return 0


def _list(found: tuple[Version, ...], notes: Path, *, as_json: bool) -> None:
    if as_json:
        rows = [as_row(version, number) for number, version in enumerate(found, 1)]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for number, version in enumerate(found, 1):
        print(f"{number}\t{_time(version)}\t{version.reason}")
    if not found:
        print(f"No earlier versions of {shown(notes)} are kept.", file=sys.stderr)


def as_row(version: Version, number: int) -> dict[str, Any]:
    """A version as plain data; the keys are a promise, more may come."""
    return {
        "number": number,
        "kept_at": _time(version),
        "reason": version.reason,
        "digest": version.digest,
    }


def _time(version: Version) -> str:
    return datetime.fromtimestamp(version.kept_at_s).astimezone().isoformat(timespec="seconds")


def _no_such(number: int, count: int, notes: Path) -> str:
    if not count:
        return f"No earlier versions of {shown(notes)} are kept."
    return f"There is no version {number} of {shown(notes)}. Choose one from 1 to {count}."


def _give(data: bytes, notes: Path, output: str | None, *, force: bool) -> None:
    if output in (None, "-"):
        to_standard_output(data)
        return
    target = Path(str(output))
    refuse_protected([target], [notes])
    swept().expect(target)
    write_atomic(target, data, overwrite=force)
    print(target)
