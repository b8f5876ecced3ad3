"""Publishing: from notes to finished files, all of them rendered before the first is written.

The window and the command line use the same three steps: ``parse_targets``, ``render``,
``deliver``. Writing itself is handed in, so that only ``storage`` touches the disk.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from notesapp.core.chapters import chapters_of
from notesapp.core.model import Notes
from notesapp.errors import FileTrouble, UsageError
from notesapp.formats.base import AudioInfo, Format, Loss, Option, Snapshot
from notesapp.formats.registry import FORMATS, format_of

Settings = Mapping[str, Mapping[str, str]]
OptionRows = Mapping[str, Sequence[Option]]


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to make: a format, and a preset or an empty string."""

    format: Format
    preset: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """One finished file. ``name`` has no folder; ``losses`` are what the format cannot carry."""

    key: str
    preset: str
    name: str
    data: bytes
    losses: tuple[Loss, ...]


def parse_targets(text: str) -> tuple[Target, ...]:
    """Read ``html,description:spotify``. Raises UsageError for unknown keys and presets."""
    targets: list[Target] = []
    for word in text.split(","):
        key, _, preset = word.strip().partition(":")
        entry = format_of(key)
        if preset and preset not in entry.presets:
            known = ", ".join(entry.presets)
            choice = f"Choose from: {known}." if known else "It has none."
            raise UsageError(f"“{key}” has no preset “{preset}”. {choice}")
        if Target(entry, preset) not in targets:
            targets.append(Target(entry, preset))
    return tuple(targets)


def parse_settings(
    words: Iterable[str], more: OptionRows | None = None
) -> dict[str, dict[str, str]]:
    """Read ``KEY.OPTION=VALUE`` words. Raises UsageError for what nobody knows.

    ``more`` are the options of what is no format, by key: those of outlets.
    """
    found: dict[str, dict[str, str]] = {}
    for word in words:
        place, equals, value = word.partition("=")
        key, _, name = place.partition(".")
        if not equals or not name:
            raise UsageError(f"“{word}” sets nothing. Write KEY.OPTION=VALUE.")
        options = {option.name: option for option in _options(key, more or {})}
        if name not in options:
            known = ", ".join(options) or "none"
            raise UsageError(f"“{key}” has no option “{name}”. Its options: {known}.")
        allowed = options[name].allowed
        if allowed and value not in allowed:
            raise UsageError(f"“{place}” is one of: {', '.join(allowed)}.")
        found.setdefault(key, {})[name] = value
    return found


def _options(key: str, more: OptionRows) -> Sequence[Option]:
    if key in more:
        return more[key]
    if not more or any(entry.key == key for entry in FORMATS):
        return format_of(key).options
    known = ", ".join((*(entry.key for entry in FORMATS), *more))
    raise UsageError(f"There is no format or destination “{key}”. Choose from: {known}.")


def make_snapshot(
    notes: Notes,
    base: str,
    audio: AudioInfo | None = None,
    *,
    preset: str = "",
    options: Mapping[str, str] | None = None,
) -> Snapshot:
    """Freeze what a format may use; ``base`` is the notes' file name without its ending."""
    return Snapshot(
        notes,
        chapters_of(notes),
        audio or AudioInfo(),
        base or "notes",
        preset,
        dict(options or {}),
    )


def render(
    notes: Notes,
    base: str,
    targets: Sequence[Target],
    audio: AudioInfo | None = None,
    settings: Settings | None = None,
) -> tuple[Output, ...]:
    """Make every target in memory. Where a format comes twice, presets stand in the names."""
    counts = Counter(target.format.key for target in targets)
    outputs = []
    for target in targets:
        entry, preset = target.format, target.preset
        options = (settings or {}).get(entry.key, {})
        snapshot = make_snapshot(notes, base, audio, preset=preset, options=options)
        middle = f".{preset}" if preset and counts[entry.key] > 1 else ""
        outputs.append(
            Output(
                entry.key,
                preset,
                f"{snapshot.base}{middle}{entry.suffix}",
                entry.write(snapshot).encode("utf-8", "replace"),
                entry.losses(snapshot),
            )
        )
    return tuple(outputs)


def deliver(
    outputs: Sequence[Output],
    paths: Sequence[Path],
    *,
    protected: Iterable[Path],
    write: Callable[[Sequence[tuple[Path, bytes]]], object],
) -> None:
    """Hand all outputs with their paths to ``write``; nothing is written where one is refused.

    ``protected`` are the notes and the audio: neither is ever written, however the path leads
    there. Raises FileTrouble.
    """
    refuse_protected(paths, protected)
    write([(path, output.data) for output, path in zip(outputs, paths, strict=True)])


def refuse_protected(paths: Iterable[Path], protected: Iterable[Path]) -> None:
    """Raise FileTrouble where a path leads to the notes or the audio."""
    kept = list(protected)
    for path in paths:
        if any(_same(path, other) for other in kept):
            raise FileTrouble(
                f"Not written: “{path.name}” is the notes or the audio. Choose another name.",
                str(path),
            )


def _same(one: Path, other: Path) -> bool:
    """Links of both kinds and, where the disk ignores it, case are seen through."""
    try:
        return os.path.realpath(one) == os.path.realpath(other) or one.samefile(other)
    except (OSError, ValueError):
        return False
