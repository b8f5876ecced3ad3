"""What a reader of chapter files is, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from notesapp.core.chapters import Chapter
from notesapp.formats.base import Option


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody should know about one line, in one sentence; ``line`` is 1-based or 0."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ChapterReading:
    """Chapters as they were found in a file.

    ``chapters`` are in order of time; their ``line`` is the 1-based line of the source, 0 where
    the source has no lines. ``kept`` are lines with words that were not understood, with their
    number: an import keeps them as text. ``lines`` is the source as it was read.
    """

    key: str
    chapters: tuple[Chapter, ...]
    title: str = ""
    podcast: str = ""
    audio: str = ""
    remarks: tuple[Remark, ...] = ()
    kept: tuple[tuple[int, str], ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChapterReader:
    """One row of the readers.

    ``recognises`` looks at decoded text with LF line ends and no BOM, and never raises. ``read``
    takes the same text and the options, and raises FileTrouble with one sentence where nothing
    can be made of it. ``options`` are what the file cannot say, such as frames per second.
    """

    key: str
    title: str
    recognises: Callable[[str], bool]
    read: Callable[[str, Mapping[str, str]], ChapterReading]
    options: tuple[Option, ...] = ()
