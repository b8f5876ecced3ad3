"""What every format is: a record; what it gets: one frozen snapshot; what it says: its losses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from notesapp.core.chapters import Chapter
from notesapp.core.model import Notes


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """The episode's audio as far as a format needs it. ``name`` is a file name without folders."""

    name: str = ""
    duration_ms: int | None = None
    size_bytes: int | None = None
    mime: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a format may use, frozen at the moment of publishing.

    ``base`` is the notes' file name without its ending; ``preset`` and ``options`` come from
    ``--to KEY:PRESET`` and ``--set KEY.OPTION=VALUE``.
    """

    notes: Notes
    chapters: tuple[Chapter, ...]
    audio: AudioInfo = AudioInfo()
    base: str = "notes"
    preset: str = ""
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something the format cannot carry, in one sentence; ``count`` is how often.

    ``by_design`` is what such a publication is like for everybody: said, but no reason to hesitate.
    """

    message: str
    count: int = 1
    by_design: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of a format: ``--set KEY.NAME=VALUE``."""

    name: str
    default: str
    title: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carries:
    """What of a chapter survives in a format; the table of losses is made from it.

    ``step`` is the finest time: "ms", "s", "1/75 s" or "frame", each floored. ``end`` is "yes",
    "implied" (the next chapter's start) or empty. ``picture`` is "address", "inside" or empty.
    ``silent`` is "yes", or empty where silent chapters are left out. ``first_at_zero``: an intro
    is added where no chapter starts at 0.
    """

    step: str = "ms"
    end: str = ""
    url: bool = False
    picture: str = ""
    silent: str = ""
    first_at_zero: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the registry. ``suffix`` is appended to the base name, dot included.

    ``carries`` is None where whole notes are published. ``more``: shown after the formats that
    most people use.
    """

    key: str
    title: str
    suffix: str
    mime: str
    summary: str
    write: Callable[[Snapshot], str]
    losses: Callable[[Snapshot], tuple[Loss, ...]] = lambda _: ()
    presets: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    clipboard: bool = False
    carries: Carries | None = None
    more: bool = False
