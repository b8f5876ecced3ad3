"""What can be published, as rows, and how each stands for these notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from notesapp.core.destinations import destination_of
from notesapp.core.problems import Severity
from notesapp.destinations.base import Clip
from notesapp.errors import NotesError
from notesapp.formats.base import Loss
from notesapp.formats.description import PRESETS
from notesapp.formats.registry import FORMATS
from notesapp.publishing.items import (
    AUDIO,
    DESCRIPTION,
    Item,
    Kind,
    block_destinations,
    item_of,
)
from notesapp.publishing.making import Made, Material, make, rules_broken, sizes_of
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.publish.embedder import Source, planned
from notesapp.ui.publish.publish_rows import CLIPBOARD, FILES, MORE, RowState

EVERYWHERE = "strict"
_FIRST = ("html", "markdown", "json", AUDIO, "text")


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: an item, what it is called and where it stands."""

    item: Item
    title: str
    group: str

    @property
    def key(self) -> str:
        """The item's key."""
        return self.item.key

    def file_name(self, base: str) -> str:
        """The name of its first file; empty for the audio, whose name depends on the folder."""
        return next(iter(self.item.names(base)), "")


def choices() -> tuple[Choice, ...]:
    """All rows: the few that most people use, the destinations, and everything else."""
    rows = [
        Choice(item_of(entry.key), _title(entry.key, entry.title), MORE if entry.more else FILES)
        for entry in FORMATS
        if entry.key != DESCRIPTION
    ]
    rows.append(Choice(item_of(AUDIO), _title(AUDIO, ""), FILES))
    rows += [Choice(item_of(e.key), e.name, CLIPBOARD) for e in block_destinations()]
    rows += _descriptions()
    places = {key: place for place, key in enumerate(_FIRST)}
    groups = (FILES, CLIPBOARD, MORE)
    rows.sort(key=lambda row: (groups.index(row.group), places.get(row.key, len(places))))
    return tuple(rows)


def _descriptions() -> list[Choice]:
    """The plain block as hosts want it that have no row of their own."""
    known = {entry.name for entry in block_destinations()}
    found = []
    for preset in PRESETS:
        if preset.name in known:
            continue
        title = _tr("Description, {0}").format(said_sentence(preset.name))
        if preset.key == EVERYWHERE:
            title = _tr("Description, every platform")
        found.append(Choice(item_of(f"{DESCRIPTION}:{preset.key}"), title, MORE))
    return found


def state_of(choice: Choice, material: Material) -> RowState:
    """How a row stands: what it will lose, or why it cannot be written. Slow for long notes."""
    try:
        made = make(choice.item, material)
    except NotesError as trouble:
        return RowState(said_sentence(trouble.sentence), Severity.ADVICE, refused=True)
    losses = said(made.losses)
    words, severity = ready(made.chapters), ""
    if first := _grave(made.losses):
        words = first
        severity = Severity.NOTE if choice.group == MORE else Severity.ADVICE
    faults = _faults(made, material)
    if faults:
        words, severity = faults[0], str(Severity.RULE)
        losses = (*faults, *(loss for loss in losses if loss not in faults))
    fact = _size(choice.key, made.clip) if made.clip is not None else ""
    return RowState(words, severity, losses, fact=fact, clip=made.clip)


def _grave(losses: Iterable[Loss]) -> str:
    """The first loss that is not what such a publication is like for everybody."""
    return next(iter(said(loss for loss in losses if not loss.by_design)), "")


def _faults(made: Made, material: Material) -> list[str]:
    """What breaks a rule of this row's destination; only of blocks and what the notes share."""
    if made.item.kind is not Kind.BLOCK:
        return []
    asked = frozenset({made.item.destination})
    problems = rules_broken(material, asked, sizes_of((made,)))
    return list(dict.fromkeys(said_sentence(problem.message) for problem in problems))


def _size(key: str, clip: Clip) -> str:
    destination = destination_of(key)
    assert destination is not None
    locale, size = QLocale(), clip.size(destination)
    if not destination.limit:
        return _tr("{0} characters").format(locale.toString(size))
    words = _tr("{0} of {1} characters")
    if destination.in_bytes:
        words = _tr("{0} of {1} bytes")
    return words.format(locale.toString(size), locale.toString(destination.limit))


def audio_state(source: Source) -> RowState:
    """How the audio stands for its chapters; waits for the disk."""
    try:
        plan = planned(source)
    except NotesError as trouble:
        return RowState(said_sentence(trouble.sentence), Severity.ADVICE, refused=True)
    losses = said(plan.losses)
    if losses:
        return RowState(losses[0], Severity.NOTE, losses)
    return RowState(ready(len(plan.wanted.chapters)))


def ready(chapters: int | None) -> str:
    """That a row can be written, with how many chapters."""
    if chapters is None:
        return _tr("Ready")
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
