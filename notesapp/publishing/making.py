"""Making the files of one item in memory, and what its destination would not show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from notesapp.checking.run import check, plan_safe_fixes
from notesapp.checking.subject import Subject, subject_of
from notesapp.core.destinations import PLATFORMS, destination_of
from notesapp.core.model import Notes
from notesapp.core.problems import Problem, Severity
from notesapp.destinations.base import Clip
from notesapp.destinations.registry import clip_for, outlet_of
from notesapp.formats.base import AudioInfo, Loss, Snapshot
from notesapp.formats.carried import carried_chapters
from notesapp.formats.description import listed_chapters
from notesapp.formats.html_page import beside_words
from notesapp.formats.publish import Settings, make_snapshot, render
from notesapp.publishing.items import Item, Kind

Surrounding = Callable[[Subject], Subject]


@dataclass(frozen=True, slots=True)
class Material:
    """What everything is made from. ``audio`` is the audio as it will be when published.

    ``beside``: it will lie in the folder of the files.
    """

    notes: Notes
    base: str
    audio: AudioInfo
    settings: Settings = field(default_factory=lambda: MappingProxyType({}))
    beside: bool = False

    def snapshot(self, key: str) -> Snapshot:
        """The snapshot for a format or a destination, with its options."""
        return make_snapshot(
            self.notes, self.base, self.audio, options=self.settings.get(key.partition(":")[0])
        )


@dataclass(frozen=True, slots=True)
class Made:
    """A finished item. ``files`` are names and contents; ``chapters`` is None where none count.

    ``clip`` is there for blocks. ``losses`` are what the format or the destination cannot carry.
    """

    item: Item
    files: tuple[tuple[str, bytes], ...]
    losses: tuple[Loss, ...]
    chapters: int | None = None
    clip: Clip | None = None


def make(item: Item, material: Material) -> Made:
    """Make an item's files. Slow for long notes. Raises NotesError where the format refuses."""
    return _block(item, material) if item.kind is Kind.BLOCK else _file(item, material)


def _file(item: Item, material: Material) -> Made:
    assert item.target is not None
    output = render(
        material.notes, material.base, (item.target,), material.audio, material.settings
    )[0]
    carries = item.target.format.carries
    chapters = None
    if carries is not None:
        chapters = len(carried_chapters(material.snapshot(item.key), carries))
    name = item.names(material.base)[0]
    losses = output.losses
    if material.beside:
        losses = tuple(loss for loss in losses if loss != beside_words(material.audio.name))
    return Made(item, ((name, output.data),), losses, chapters)


def _block(item: Item, material: Material) -> Made:
    snapshot = material.snapshot(item.key)
    clip = clip_for(item.key, snapshot)
    shown = outlet_of(item.key).show(clip, snapshot)
    plain_name, rich_name = item.names(material.base)
    files = [(plain_name, clip.plain.encode("utf-8", "replace"))]
    if clip.html:
        files.append((rich_name, clip.html.encode("utf-8", "replace")))
    remarks = dict.fromkeys(shown.remarks)
    losses = tuple(Loss(remark, by_design=remark in shown.usual) for remark in remarks)
    platforms = {entry.key for entry in PLATFORMS}
    chapters = len(listed_chapters(snapshot)) if item.key in platforms else None
    return Made(item, tuple(files), losses, chapters, clip)


def faults(
    material: Material, made: Iterable[Made], surroundings: Iterable[Surrounding] = ()
) -> tuple[Problem, ...]:
    """What breaks a rule of the notes' own or of a destination that is in the set."""
    items = tuple(made)
    asked = frozenset(one.item.destination for one in items if one.item.destination)
    return rules_broken(material, asked, sizes_of(items), surroundings)


def rules_broken(
    material: Material,
    destinations: frozenset[str],
    sizes: Mapping[str, int],
    surroundings: Iterable[Surrounding] = (),
) -> tuple[Problem, ...]:
    """The problems that are rules, for these destinations; ``sizes`` by their keys."""
    subject = subject_of(material.notes, material.audio.duration_ms)
    for around in surroundings:
        subject = around(subject)
    subject = replace(subject, sizes={**subject.sizes, **sizes})
    found = check(subject, destinations=destinations)
    return tuple(problem for problem in found if problem.severity is Severity.RULE)


def safely_fixable(material: Material, surroundings: Iterable[Surrounding] = ()) -> bool:
    """Whether anything that is said of the notes can be fixed safely."""
    subject = subject_of(material.notes, material.audio.duration_ms)
    for around in surroundings:
        subject = around(subject)
    return bool(plan_safe_fixes(subject).fixed)


def sizes_of(made: Iterable[Made]) -> dict[str, int]:
    """How large each block is, by the key of its destination, in that destination's unit."""
    sizes: dict[str, int] = {}
    for one in made:
        destination = destination_of(one.item.key)
        if one.clip is not None and destination is not None:
            sizes[one.item.key] = one.clip.size(destination)
    return sizes
