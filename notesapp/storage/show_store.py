"""Shows on the disk: a readable template and a readable list of people for each, in one folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from notesapp.core.model import Notes
from notesapp.core.people import Person, read_people, write_people
from notesapp.core.shows import PUBLISH, Show, read_show, same_show, with_fact
from notesapp.core.snippets import DEFAULTS, Snippet, read_snippets, write_snippets
from notesapp.errors import FileTrouble, NotesError
from notesapp.storage.atomic import make_folder, remove_file, write_atomic
from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.note_file import load_notes
from notesapp.storage.trouble import shown

__all__ = ["ShowStore", "SnippetFile", "StoredShows"]

_PEOPLE = ".people.md"
_ENDING = ".md"
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")


@dataclass(frozen=True, slots=True)
class StoredShows:
    """The shows that could be read, by name, and a sentence for each that could not."""

    shows: tuple[Show, ...]
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowStore:
    """The folder of the shows; it need not exist yet.

    ``garden.md`` is a show's template, ``garden.people.md`` its people.
    """

    folder: Path
    ops: FileOps = REAL
    heard: dict[Path, tuple[int, int, object]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What was read of a file of a time and a size."""

    def changed_ns(self) -> int:
        """When a show was last written, cheap to ask; 0 without a folder."""
        try:
            return self.ops.stat(self.folder).st_mtime_ns
        except OSError:
            return 0

    def read_all(self) -> StoredShows:
        """All shows. Never raises; what cannot be read is said, the others are usable."""
        try:
            names = sorted(self.ops.list_names(self.folder))
        except OSError:
            return StoredShows(())
        shows: list[Show] = []
        said: list[str] = []
        for name in names:
            if not name.endswith(_ENDING) or name.endswith(_PEOPLE) or name.startswith("."):
                continue
            try:
                shows.append(self.read(name.removesuffix(_ENDING)))
            except FileTrouble as trouble:
                said.append(_unread(name, trouble))
        return StoredShows(tuple(sorted(shows, key=lambda show: show.name.casefold())), tuple(said))

    def read(self, key: str) -> Show:
        """One show. Raises FileTrouble where its file is missing or cannot be read as text."""
        show = self._held(self.folder / f"{key}{_ENDING}", lambda text: read_show(key, text))
        assert isinstance(show, Show)
        return show

    def show_of(self, notes: Notes) -> Show | None:
        """The show that notes belong to, by the podcast they name. Never raises."""
        return next((show for show in self.read_all().shows if same_show(notes, show)), None)

    def remember_ticks(self, notes: Notes, ticked: tuple[str, ...]) -> None:
        """Keep with the show, if there is one, what was published. Raises FileTrouble."""
        show = self.show_of(notes)
        if show is not None and show.publish != ticked:
            self.write(show.key, with_fact(show.text, PUBLISH, ticked))

    def write(self, key: str, text: str) -> Show:
        """Write a show's template. Raises FileTrouble; the file is then as it was."""
        make_folder(self.folder, self.ops)
        write_atomic(self.folder / f"{key}{_ENDING}", text.encode("utf-8"), ops=self.ops)
        return read_show(key, text)

    def remove(self, key: str) -> None:
        """Remove a show and its people. Raises FileTrouble."""
        for ending in (_ENDING, _PEOPLE):
            remove_file(self.folder / f"{key}{ending}", ops=self.ops)

    def new_key(self, name: str) -> str:
        """A file name for a show, without its ending, that none has yet."""
        base = re.sub(r"[\W_]+", "-", name.casefold()).strip("-")[:60] or "show"
        base = f"{base}-show" if _RESERVED.match(base) else base
        try:
            taken = {name.casefold() for name in self.ops.list_names(self.folder)}
        except OSError:
            taken = set()
        keys = (base if number == 1 else f"{base}-{number}" for number in range(1, 10_000))
        return next(key for key in keys if f"{key}{_ENDING}" not in taken)

    def people(self, key: str) -> tuple[Person, ...]:
        """The people of a show; none where there is no list. Raises FileTrouble."""
        path = self.folder / f"{key}{_PEOPLE}"
        if not path.exists():
            return ()
        people = self._held(path, read_people)
        assert isinstance(people, tuple)
        return people

    def write_people(self, key: str, people: tuple[Person, ...]) -> None:
        """Write the people of a show. Raises FileTrouble."""
        make_folder(self.folder, self.ops)
        data = write_people(people).encode("utf-8")
        write_atomic(self.folder / f"{key}{_PEOPLE}", data, ops=self.ops)

    def _held(self, path: Path, read: Callable[[str], object]) -> object:
        """What a file holds, read again only when it was changed."""
        try:
            found = self.ops.stat(path)
        except OSError:
            found = None
        mark = (found.st_mtime_ns, found.st_size) if found is not None else (0, 0)
        held = self.heard.get(path)
        if held is None or held[:2] != mark or found is None:
            held = (*mark, read(load_notes(path, ops=self.ops).text))
            self.heard[path] = held
        return held[2]


@dataclass(frozen=True, slots=True)
class SnippetFile:
    """The file of the snippets; the usual ones where there is none."""

    path: Path
    ops: FileOps = REAL

    def read(self) -> tuple[Snippet, ...]:
        """The snippets. Raises FileTrouble where the file cannot be read as text."""
        if not self.path.exists():
            return DEFAULTS
        return read_snippets(load_notes(self.path, ops=self.ops).text)

    def write(self, snippets: tuple[Snippet, ...]) -> None:
        """Write the snippets. Raises FileTrouble; the file is then as it was."""
        make_folder(self.path.parent, self.ops)
        write_atomic(self.path, write_snippets(snippets).encode("utf-8"), ops=self.ops)


def _unread(name: str, trouble: NotesError) -> str:
    reason = trouble.sentence.removeprefix("Not opened: ")
    return f"The show in {shown(Path(name))} cannot be read: {reason}"
