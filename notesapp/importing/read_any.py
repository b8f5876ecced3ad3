"""Any file, by its content: audio that holds chapters, a chapter file, or show notes."""

from __future__ import annotations

import errno
import re
import stat
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from notesapp.audio.facts import AUDIO_SUFFIXES, probe
from notesapp.containers.base import Container
from notesapp.containers.registry import container_of
from notesapp.core.importer_chapters import chapter_notes
from notesapp.errors import AudioTrouble, FileTrouble, NotesError
from notesapp.formats.decoding import MOST_BYTES, Decoded, decode, refuse_long
from notesapp.formats.readers import reader_of
from notesapp.formats.reading import ChapterReader, ChapterReading, Remark
from notesapp.formats.reading_rows import MOST_CHAPTERS
from notesapp.importing.from_chapters import Source, imported_chapters
from notesapp.importing.from_text import MOST_CHARACTERS, imported_text
from notesapp.importing.imported import ImportedAnything
from notesapp.importing.own_page import as_written, is_own_page, with_list
from notesapp.storage.open_file import open_for_reading
from notesapp.storage.text_codec import looks_binary
from notesapp.storage.trouble import not_opened, shown

_STRUCTURE = re.compile(r"<(?:li|h[1-6]|tr|p|br|a\s)\b", re.IGNORECASE)


def read_any(path: Path, options: Mapping[str, str] | None = None) -> ImportedAnything:
    """Read a file. ``options`` are by name, as the result's ``options`` list them.

    Raises FileTrouble or AudioTrouble with one sentence where nothing can be read.
    """
    try:
        with _opened(path) as file:
            container = container_of(file)
            if container is not None:
                return _from_audio(file, container, path.name, _duration_ms(path))
            file.seek(0)
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise not_opened(path, error) from error
    return _from_bytes(data, path.name, options or {})


def read_text(
    text: str, name: str = "", options: Mapping[str, str] | None = None
) -> ImportedAnything:
    """Read text that stands in no file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    refuse_long(text)
    return _from_text(Decoded(text, ""), name, options or {})


def read_clipboard(
    text: str, html: str = "", options: Mapping[str, str] | None = None
) -> ImportedAnything:
    """Read what was copied: as a page where that says more than its words."""
    refuse_long(html)
    if page_says_more(text, html):
        return replace(imported_text(html, "clipboard.html"), name="")
    return read_text(text, "", options)


def page_says_more(text: str, html: str) -> bool:
    """Whether of what was copied the page is read, and not its words."""
    return bool(html and _STRUCTURE.search(html) and reader_of(text) is None)


def original_of(path: Path) -> bytes | None:
    """The bytes of a file that is no audio, as they are now; None where they cannot be read."""
    try:
        with _opened(path) as file:
            if container_of(file) is not None:
                return None
            file.seek(0)
            return file.read(MOST_BYTES + 1)
    except (OSError, NotesError):
        return None


def _opened(path: Path) -> BinaryIO:
    try:
        mode = path.stat().st_mode
    except ValueError as error:  # a zero in the name
        raise not_opened(path, error) from error
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "not an ordinary file", str(path))
    return open_for_reading(path)


def _duration_ms(path: Path) -> int | None:
    try:
        return probe(path).duration_ms or None
    except NotesError:
        return None


def _from_audio(
    file: BinaryIO, container: Container, name: str, duration_ms: int | None
) -> ImportedAnything:
    file.seek(0)
    reading = container.read(file)
    _refuse_endless(reading)
    source = Source(name, container.title, duration_ms=duration_ms, from_audio=True)
    return imported_chapters(reading, source)


def _refuse_endless(reading: ChapterReading) -> None:
    if len(reading.chapters) > MOST_CHAPTERS:
        raise AudioTrouble(f"This file has more than {MOST_CHAPTERS:,} chapters.")
    characters = sum(len(c.title) + len(c.url) for c in reading.chapters)
    if characters + len(reading.title) + len(reading.podcast) > MOST_CHARACTERS:
        raise AudioTrouble(
            f"The titles in this file have more than {MOST_CHARACTERS:,} characters."
        )


def _from_bytes(data: bytes, name: str, options: Mapping[str, str]) -> ImportedAnything:
    if looks_binary(data[:65_536]):
        if name.lower().endswith(AUDIO_SUFFIXES):
            raise FileTrouble(f"No chapters can be read from {shown(Path(name))}: not in its kind.")
        raise FileTrouble(f"{shown(Path(name))} is neither text nor audio that is known here.")
    return _from_text(decode(data), name, options)


def _from_text(decoded: Decoded, name: str, options: Mapping[str, str]) -> ImportedAnything:
    reader = reader_of(decoded.text)
    if reader is None and is_own_page(decoded.text):
        page, rows = as_written(decoded.text)
        done = with_list(imported_text(page, name, decoded.encoding), rows)
    elif reader is None:
        done = imported_text(decoded.text, name, decoded.encoding)
    else:
        done = _from_reader(reader, decoded, name, options)
    if decoded.remark:
        done = replace(done, remarks=(Remark(0, decoded.remark), *done.remarks))
    return done


def _from_reader(
    reader: ChapterReader, decoded: Decoded, name: str, options: Mapping[str, str]
) -> ImportedAnything:
    reading = reader.read(decoded.text, options)
    source = Source(name, reader.title, reader.options, decoded.encoding)
    if reading.key == "rss-item" and reading.kept and not reading.chapters:
        return _from_description(reading, source)
    return imported_chapters(reading, source)


def _from_description(reading: ChapterReading, source: Source) -> ImportedAnything:
    """An episode of a feed without a list of chapters: its description is show notes."""
    head = chapter_notes((), title=reading.title, podcast=reading.podcast, audio=reading.audio)
    words = "\n".join(text for _, text in reading.kept)
    done = imported_text(f"{head}\n{words}\n", "", source.encoding)
    below = imported_text(f"{reading.title}\n\n{words}\n", "")
    return replace(
        done,
        name=source.name,
        key=reading.key,
        title=source.title,
        added_text=below.added_text,
        remarks=(*reading.remarks, *done.remarks),
        options=source.options,
    )
