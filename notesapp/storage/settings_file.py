"""The settings: one JSON file that people may edit, read with suspicion, never lost.

Only values that differ from what the program would do anyway are stored. Keys this version does
not know, and values it cannot use, stay in the file as they are. What an older version wrote is
read as it was meant (settings_versions) and written so at the next choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from notesapp.commands.options import OPTIONS, Value, default, validate
from notesapp.errors import FileTrouble, NotesError
from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.json_file import read_object, write_object
from notesapp.storage.settings_versions import migrate
from notesapp.storage.trouble import not_opened, shown

__all__ = ["Settings", "SettingsFile"]


@dataclass(frozen=True)
class Settings:
    """The settings in force: what the user chose, over the defaults of the options table.

    ``said`` are sentences about what could not be used. The typed readers raise TypeError when
    an option is of another type, KeyError when there is none of that name.
    """

    chosen: Mapping[str, Value] = field(default_factory=dict)
    said: tuple[str, ...] = ()

    def value(self, key: str) -> Value:
        """The value of any option."""
        return self.chosen[key] if key in self.chosen else default(key)

    def is_on(self, key: str) -> bool:
        """The value of a yes-or-no option."""
        value = self.value(key)
        if not isinstance(value, bool):
            raise TypeError(key)
        return value

    def whole(self, key: str) -> int:
        """The value of a whole-number option, in the unit of the options table."""
        value = self.value(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(key)
        return value

    def decimal(self, key: str) -> float:
        """The value of a number option."""
        value = self.value(key)
        if not isinstance(value, float):
            raise TypeError(key)
        return value

    def word(self, key: str) -> str:
        """The value of a text or choice option."""
        value = self.value(key)
        if not isinstance(value, str):
            raise TypeError(key)
        return value

    def lists(self, key: str) -> dict[str, list[str]]:
        """The value of an option that maps names to lists; a copy."""
        value = self.value(key)
        if not isinstance(value, dict):
            raise TypeError(key)
        return {name: list(items) for name, items in value.items() if isinstance(items, list)}

    def numbers(self, key: str) -> dict[str, int]:
        """The value of an option that maps names to whole numbers; a copy."""
        value = self.value(key)
        if not isinstance(value, dict):
            raise TypeError(key)
        return {name: number for name, number in value.items() if isinstance(number, int)}


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """Where the settings are kept. Every change reads the file again first, so that two running
    programs do not undo each other.
    """

    path: Path
    ops: FileOps = REAL
    held: dict[str, object] = field(default_factory=dict, compare=False, repr=False)
    """Values that could not be written; they count while the program runs."""
    aside: list[str] = field(default_factory=list, compare=False, repr=False)
    """What was said of files set aside, by whatever read them first, until it is taken."""

    def read(self) -> Settings:
        """The settings; the defaults where there is no file. Never raises.

        A file that is not readable as settings is set aside under another name, and said.
        """
        try:
            raw, said = self._read_raw()
        except FileTrouble as trouble:
            return _settings(self.held, (trouble.sentence,))
        return _settings({**raw, **self.held}, said)

    def take_said(self) -> tuple[str, ...]:
        """What could not be used: of the file as it is, and of one set aside since the start."""
        said = self.read().said
        before = tuple(sentence for sentence in self.aside if sentence not in said)
        self.aside.clear()
        return before + said

    def choose(self, key: str, value: object) -> Settings:
        """Store one value and return the settings in force. The default is stored as no value.

        Raises UsageError for a value outside the options table, FileTrouble when the file cannot
        be written or a broken one cannot be set aside.
        """
        good = validate(key, value)
        raw, said = self._read_raw()
        if good == default(key):
            raw.pop(key, None)
        else:
            raw[key] = good
        write_object(self.path, raw, ops=self.ops)
        return _settings(raw, said)

    def prefer(self, key: str, value: object) -> bool:
        """As ``choose``, for what must work on a full disk too: False when it was not written.

        It then counts until the program ends. Raises UsageError as ``choose``.
        """
        try:
            self.choose(key, value)
        except FileTrouble:
            self.held[key] = validate(key, value)
            return False
        self.held.pop(key, None)
        return True

    def reset(self, key: str) -> Settings:
        """Return to the default of one option. Raises as ``choose``."""
        return self.choose(key, default(key))

    def _read_raw(self) -> tuple[dict[str, object], tuple[str, ...]]:
        try:
            return migrate(read_object(self.path, ops=self.ops) or {}), ()
        except OSError as error:
            raise not_opened(self.path, error) from error
        except ValueError as error:
            return migrate({}), (self._set_aside(error),)

    def _set_aside(self, why: ValueError) -> str:
        for number in range(1, 1000):
            name = f"{self.path.stem}.broken-{number}{self.path.suffix}"
            aside = self.path.with_name(name)
            try:
                self.ops.place_new(self.path, aside)
            except FileExistsError:
                continue
            except OSError as error:
                raise FileTrouble(
                    f"The settings in {shown(self.path)} cannot be read. Remove or mend the file.",
                    f"{self.path}: {why!r}, {error!r}",
                ) from error
            said = f"The settings could not be read and start afresh. The old ones are in “{name}”."
            self.aside.append(said)
            return said
        raise FileTrouble(f"The settings in {shown(self.path)} cannot be read. Remove the file.")


def _settings(raw: Mapping[str, object], said: tuple[str, ...]) -> Settings:
    chosen: dict[str, Value] = {}
    sentences = list(said)
    for option in OPTIONS:
        if option.key not in raw:
            continue
        try:
            chosen[option.key] = validate(option.key, raw[option.key])
        except NotesError as trouble:
            sentences.append(trouble.sentence)
    return Settings(chosen, tuple(sentences))
