"""What can be published, made from the table of formats, and how each stands for these notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QLocale

from notesapp.checking.run import check
from notesapp.checking.subject import subject_of
from notesapp.core.destinations import PLATFORMS
from notesapp.core.model import Notes
from notesapp.core.problems import Severity
from notesapp.errors import NotesError
from notesapp.formats.base import AudioInfo, Format, Loss
from notesapp.formats.chapter_list import ready_chapters
from notesapp.formats.description import PRESETS, Preset
from notesapp.formats.publish import Output, Target, make_snapshot, render
from notesapp.formats.registry import FORMATS
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.publish.embedder import Source, planned
from notesapp.ui.publish.publish_rows import CLIPBOARD, FILES, MORE, RowState

AUDIO = "embed"
DESCRIPTION = "description"
EVERYWHERE = "strict"
_FIRST = ("html", "markdown", "json", AUDIO, "text")
_NOT_USUAL = ("text",)


@dataclass(frozen=True, slots=True)
class Choice:
    """One row. ``key`` is KEY or KEY:PRESET; ``target`` is None for the audio itself."""

    key: str
    title: str
    group: str
    target: Target | None = None

    def file_name(self, base: str) -> str:
        """The name of the file; presets stand in theirs, however many are written."""
        if self.target is None:
            return ""
        preset = f".{self.target.preset}" if self.target.preset else ""
        return f"{base or 'notes'}{preset}{self.target.format.suffix}"

    def is_usual(self, ticked: tuple[str, ...] | None) -> bool:
        """Whether it is ticked: as last time, else where most people want it."""
        if ticked is None:
            return self.group != MORE and self.key not in _NOT_USUAL
        plain = self.group != MORE and self.key.partition(":")[0] in ticked
        return self.key in ticked or plain


def choices() -> tuple[Choice, ...]:
    """All rows: the few that most people use, the platforms, and everything else."""
    rows = [_of_format(entry) for entry in FORMATS if entry.key != DESCRIPTION]
    rows += [Choice(AUDIO, _title(AUDIO, ""), FILES), *_platforms()]
    places = {key: place for place, key in enumerate(_FIRST)}
    groups = (FILES, CLIPBOARD, MORE)
    rows.sort(key=lambda row: (groups.index(row.group), places.get(row.key, len(places))))
    return tuple(rows)


def _of_format(entry: Format) -> Choice:
    group = MORE if entry.more else FILES
    return Choice(entry.key, _title(entry.key, entry.title), group, Target(entry))


def _platforms() -> list[Choice]:
    """A row for each platform's description: those with rules of their own first."""
    entry = next(entry for entry in FORMATS if entry.key == DESCRIPTION)
    first = [entry.key for entry in PLATFORMS]
    found: dict[str, Choice] = {}
    for preset in sorted(PRESETS, key=lambda p: (p.key not in first, _place(p, first))):
        if preset.name in found or preset.key not in entry.presets:
            continue
        group, title = CLIPBOARD, preset.name
        if preset.key not in first:
            group = MORE
            title = _tr("Description, {0}").format(said_sentence(preset.name))
            if preset.key == EVERYWHERE:
                title = _tr("Description, every platform")
        key = f"{DESCRIPTION}:{preset.key}"
        found[preset.name] = Choice(key, title, group, Target(entry, preset.key))
    return list(found.values())


def _place(preset: Preset, first: list[str]) -> int:
    return first.index(preset.key) if preset.key in first else 0


def rendered(choice: Choice, notes: Notes, base: str, audio: AudioInfo) -> Output:
    """The finished file of a row. Raises FileTrouble where the format refuses these notes."""
    assert choice.target is not None
    output = render(notes, base, (choice.target,), audio)[0]
    return replace(output, key=choice.key, name=choice.file_name(base))


def state_of(choice: Choice, notes: Notes, base: str, audio: AudioInfo) -> RowState:
    """How a row stands: what it will lose, or why it cannot be written. Slow for long notes."""
    assert choice.target is not None
    try:
        output = rendered(choice, notes, base, audio)
    except NotesError as trouble:
        return RowState(said_sentence(trouble.sentence), Severity.ADVICE, refused=True)
    losses = said(output.losses)
    entry = choice.target.format
    if entry.key == DESCRIPTION:
        return _of_description(choice, output, notes, audio, losses)
    if first := _grave(output):
        severity = Severity.NOTE if choice.group == MORE else Severity.ADVICE
        return RowState(first, severity, losses)
    if entry.carries is None:
        return RowState(_tr("Ready"), "", losses)
    return RowState(_ready(len(ready_chapters(make_snapshot(notes, base, audio)))), "", losses)


def _grave(output: Output) -> str:
    """The first loss that is not what such a publication is like for everybody."""
    return next(iter(said(loss for loss in output.losses if not loss.by_design)), "")


def _of_description(
    choice: Choice, output: Output, notes: Notes, audio: AudioInfo, losses: tuple[str, ...]
) -> RowState:
    assert choice.target is not None
    text = output.data.decode("utf-8")
    preset = next(p for p in PRESETS if p.key == choice.target.preset)
    words, severity = _tr("Ready"), ""
    if first := _grave(output):
        words, severity = first, str(Severity.ADVICE)
    faults = [said_sentence(message) for message in _faults(notes, audio, preset.key)]
    size = len(output.data) if preset.in_bytes else len(text)
    if faults or (preset.limit and size > preset.limit):
        words, severity = (faults or losses[-1:])[0], str(Severity.RULE)
        losses = (*faults, *(loss for loss in losses if loss not in faults))
    return RowState(words, severity, losses, fact=_size(preset, size), clipboard_text=text)


def _faults(notes: Notes, audio: AudioInfo, platform: str) -> list[str]:
    problems = check(subject_of(notes, audio.duration_ms))
    rules = (p for p in problems if p.severity is Severity.RULE)
    return [p.message for p in rules if p.destination in ("", platform)]


def _size(preset: Preset, size: int) -> str:
    locale = QLocale()
    if not preset.limit:
        return _tr("Description, {0} characters").format(locale.toString(size))
    words = _tr("Description, {0} of {1} characters")
    if preset.in_bytes:
        words = _tr("Description, {0} of {1} bytes")
    return words.format(locale.toString(size), locale.toString(preset.limit))


def audio_state(source: Source) -> RowState:
    """How the audio stands for its chapters; waits for the disk."""
    try:
        plan = planned(source)
    except NotesError as trouble:
        return RowState(said_sentence(trouble.sentence), Severity.ADVICE, refused=True)
    losses = said(plan.losses)
    if losses:
        return RowState(losses[0], Severity.NOTE, losses)
    return RowState(_ready(len(plan.wanted.chapters)))


def _ready(chapters: int) -> str:
    words = _tr("Ready, {0} chapters") if chapters != 1 else _tr("Ready, 1 chapter")
    return words.format(chapters)


def said(losses: Iterable[Loss]) -> tuple[str, ...]:
    """Losses in the user's language."""
    return tuple(said_sentence(loss.message) for loss in losses)


def _title(key: str, title: str) -> str:
    own = {
        "html": _tr("Web page"),
        "markdown": _tr("Markdown"),
        "json": _tr("Podcasting 2.0 chapters"),
        AUDIO: _tr("Chapters inside the audio"),
        "text": _tr("Plain text"),
    }
    return own.get(key) or said_sentence(title)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Choices", words)
