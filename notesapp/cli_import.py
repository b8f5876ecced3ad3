"""``notesapp import``: show notes and chapters of any kind become notes in a new file."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from notesapp.audio.facts import probe
from notesapp.cli_chapters import print_remarks, read_settings, read_with
from notesapp.cli_notes import swept, to_standard_output
from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.header_edits import set_header
from notesapp.core.parser import parse
from notesapp.errors import UsageError
from notesapp.formats.publish import refuse_protected
from notesapp.storage.atomic import write_atomic
from notesapp.storage.trouble import shown


def import_notes(options: argparse.Namespace) -> int:
    """Write canonical notes to a new file, or to standard output; the source stays as it is.

    Notes made from the chapters in a recording name it as their audio.
    """
    source = Path(options.file)
    target = None if options.output in (None, "-") else Path(options.output)
    done = read_with(source, read_settings(options.settings))
    if done.from_audio and not done.chapters:
        raise UsageError(f"{shown(source)} holds no chapters: there is nothing to import.")
    audio = Path(options.audio) if options.audio else source if done.from_audio else None
    text = with_audio(done.notes_text, audio, target) if audio else done.notes_text
    data = text.encode("utf-8", "replace")
    if target is None:
        to_standard_output(data)
    else:
        _write(target, data, [source, *([audio] if audio else [])])
    print_remarks(done)
    return 0


def _write(target: Path, data: bytes, kept: list[Path]) -> None:
    """Notes are somebody's work: a file that exists is never replaced."""
    if target.suffix.lower() not in (".md", ".txt"):
        raise UsageError(f"“{target.name}” does not end in .md or .txt, as notes do.")
    refuse_protected([target], kept)
    swept().expect(target)
    write_atomic(target, data, overwrite=False)
    print(target)


def with_audio(text: str, audio: Path, target: Path | None) -> str:
    """The notes with the audio in their header, relative to where they will stand.

    Raises AudioTrouble where the file is no audio.
    """
    probe(audio)
    folder = target.resolve().parent if target else Path.cwd()
    try:
        name = os.path.relpath(audio.resolve(), folder)
    except ValueError:  # another drive
        name = str(audio.resolve())
    return apply_edits(text, set_header(parse(text), "audio", name.replace(os.sep, "/")))
