"""``notesapp publish``: everything the show publishes into one folder, with a report."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from notesapp.cli_check import surrounded
from notesapp.cli_notes import OpenedNotes, named_audio, open_notes, swept, to_standard_output
from notesapp.core.shows import Show
from notesapp.errors import Cancelled, FileTrouble, UsageError
from notesapp.publishing.items import (
    AUDIO,
    Kind,
    block_destinations,
    item_of,
    parse_keys,
    set_of,
)
from notesapp.publishing.plan import Episode, Wish, plan_publication
from notesapp.publishing.report import report_text
from notesapp.publishing.run import How, Step, dry_run, run_publication
from notesapp.storage.places import Places, places_from_environment
from notesapp.storage.show_store import ShowStore
from notesapp.storage.theme_folder import own_themes
from notesapp.storage.trouble import AlreadyThere, shown

MOST_NOTES_BYTES = 2 << 20
_STEPS = {
    Step.MAKING: "Making the files",
    Step.AUDIO: "Writing the audio",
    Step.WRITING: "Writing the files",
}


def publish(options: argparse.Namespace) -> int:
    """Publish; 1 where everything was written and a rule is still broken.

    Ctrl+C stops between two steps, so that nothing is left half-written.
    """
    source = Path(options.notes)
    if source.is_file() and source.stat().st_size > MOST_NOTES_BYTES:
        raise FileTrouble(f"{shown(source)} is longer than 2 MB. Give the notes of one episode.")
    opened = open_notes(source, options.audio)
    places = places_from_environment(os.environ, sys.platform, Path.home())
    show = show_of(opened, places)
    episode = _episode(opened, options.audio)
    plan = plan_publication(episode, show, _wish(opened, show, options), own_themes(places.data))
    sound = [episode.audio_path] if episode.audio_path is not None else []
    stop = Event()
    how = How(
        replace=options.replace,
        progress=_progress(),
        cancelled=stop.is_set,
        unfinished=swept(),
        surroundings=(lambda subject: surrounded(subject, opened.path, sound),),
    )
    try:
        with _stopped_by_keys(stop):
            report = dry_run(plan, how) if options.dry_run else run_publication(plan, how)
    except AlreadyThere as there:
        name = there.sentence.partition("”")[0]
        sentence = f"{name}” is already there. Add --replace, or name another folder."
        raise UsageError(sentence, there.detail) from there
    except Cancelled as stopped:
        print(f"notesapp: {stopped.sentence}", file=sys.stderr)
        raise KeyboardInterrupt from stopped
    finally:
        _clear_line()
    if options.json:
        data = json.dumps(report.as_dict(), ensure_ascii=False, indent=2)
        to_standard_output(f"{data}\n".encode("utf-8", "replace"))
    else:
        to_standard_output(report_text(report).encode("utf-8", "replace"))
    return int(bool(report.faults))


def show_of(opened: OpenedNotes, places: Places) -> Show | None:
    """The user's show that these notes belong to."""
    return ShowStore(places.data / "shows").show_of(opened.notes)


def _episode(opened: OpenedNotes, audio: str | None) -> Episode:
    path = Path(audio) if audio else named_audio(opened.notes, opened.path.parent)
    at_hand = path is not None and path.is_file()
    return Episode(opened.notes, opened.base, opened.audio, opened.path, path if at_hand else None)


def _wish(opened: OpenedNotes, show: Show | None, options: argparse.Namespace) -> Wish:
    folder = opened.path.absolute().parent / f"{opened.base}-published"
    if options.output is not None:
        if options.output == "-":
            raise UsageError("Several files need a folder. Name one with -o.")
        folder = Path(options.output)
    keys = parse_keys(options.to) if options.to is not None else set_of(show)
    if options.whom is not None:
        keys = (*(key for key in keys if item_of(key).kind is not Kind.BLOCK), *_blocks(options))
    if options.no_audio:
        keys = tuple(key for key in keys if key != AUDIO)
    if not keys:
        raise UsageError("Nothing is chosen. Name formats or destinations with --to.")
    return Wish(keys, folder, must=options.to is not None, words=tuple(options.settings))


def _blocks(options: argparse.Namespace) -> tuple[str, ...]:
    known = {entry.key for entry in block_destinations()}
    asked = [word.strip() for word in options.whom.split(",")]
    for word in asked:
        if word not in known:
            raise UsageError(f"“{word}” has no block. Choose from: {', '.join(sorted(known))}.")
    return tuple(asked)


@contextlib.contextmanager
def _stopped_by_keys(stop: Event) -> Iterator[None]:
    """Ctrl+C asks the work to stop; pressed again, it ends it at once."""

    def ask(number: int, frame: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _progress() -> Callable[[int, Step], None]:
    """A line that is written anew, for people; nothing for scripts."""
    last = ""

    def moved(per_mille: int, step: Step) -> None:
        nonlocal last
        line = f"{_STEPS[step]}, {per_mille // 10} %"
        if line != last and _has_terminal():
            print(f"\r{line:40}", end="", file=sys.stderr, flush=True)
        last = line

    return moved


def _clear_line() -> None:
    if _has_terminal():
        print(f"\r{'':40}\r", end="", file=sys.stderr, flush=True)


def _has_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()
