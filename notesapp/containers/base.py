"""What a kind of audio file is to somebody who writes chapters into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from notesapp.core.chapters import Chapter
from notesapp.formats.base import Carries, Loss
from notesapp.formats.reading import ChapterReading
from notesapp.storage.pieces import Piece


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for one chapter; ``mime`` is image/jpeg or image/png."""

    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """The chapters that are to stand in the file: in order, within it, each with an end.

    ``pictures`` are by the chapter's place in ``chapters``.
    """

    chapters: tuple[Chapter, ...]
    duration_ms: int
    title: str = ""
    pictures: Mapping[int, Picture] = field(default_factory=dict)


def no_limit(_: Wanted) -> str:
    """Every list of chapters fits."""
    return ""


def no_changes(_: BinaryIO, __: Wanted) -> tuple[Loss, ...]:
    """Nothing but the chapters changes."""
    return ()


def no_losses(_: Wanted) -> tuple[Loss, ...]:
    """Nothing is lost."""
    return ()


@dataclass(frozen=True, slots=True)
class Container:
    """One kind of audio file.

    ``recognises`` goes by the first bytes and leaves the file at any place. ``read`` gives the
    chapters inside, an empty reading where there are none, and raises AudioTrouble for damage.
    ``pieces`` is the new file made of the old: all of it, old chapters replaced, every other tag
    and every packet kept; it raises AudioTrouble with one sentence, and is None where chapters
    can only be read. ``refusal`` is one sentence where a limit of the container is broken, else
    empty. ``same_sound`` compares what is played in two files, packet by packet. ``losses`` are
    those that ``carries`` does not say.
    ``changes`` is what else happens to this very file, or what programs will not see in it.
    """

    key: str
    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[BinaryIO], bool]
    read: Callable[[BinaryIO], ChapterReading]
    carries: Carries
    pieces: Callable[[BinaryIO, Wanted], Iterable[Piece]] | None = None
    same_sound: Callable[[BinaryIO, BinaryIO], bool] | None = None
    refusal: Callable[[Wanted], str] = no_limit
    losses: Callable[[Wanted], tuple[Loss, ...]] = no_losses
    changes: Callable[[BinaryIO, Wanted], tuple[Loss, ...]] = no_changes
