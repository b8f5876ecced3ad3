"""Where Hunspell dictionaries are found, and the user's own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import make_folder, write_atomic
from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.note_file import load_notes

_OFFICE = "share/extensions/dict-*"


def dictionary_folders(env: Mapping[str, str], platform: str, home: Path) -> tuple[Path, ...]:
    """The folders where each system and LibreOffice keep dictionaries, best first."""
    if platform == "win32":
        named = (env.get(name, "") for name in ("ProgramFiles", "ProgramFiles(x86)"))
        roots = [Path(name, "LibreOffice") for name in named if name]
        return tuple(folder for root in roots for folder in _matching(root, _OFFICE))
    if platform == "darwin":
        office = Path("/Applications/LibreOffice.app/Contents/Resources")
        own = (home / "Library/Spelling", Path("/Library/Spelling"))
        return (*own, *_matching(office, "extensions/dict-*"))
    data = env.get("XDG_DATA_HOME", "") or str(home / ".local/share")
    shared = (env.get("XDG_DATA_DIRS", "") or "/usr/local/share:/usr/share").split(":")
    roots = [Path(part) for part in (data, *shared) if part.startswith("/")]
    kinds = ("hunspell", "myspell", "myspell/dicts")
    usual = [root / kind for root in roots for kind in kinds]
    offices = [Path("/usr/lib/libreoffice"), Path("/usr/lib64/libreoffice")]
    offices += _matching(Path("/opt"), "libreoffice*")
    return (*usual, *(folder for office in offices for folder in _matching(office, _OFFICE)))


def find_dictionaries(folders: Iterable[Path]) -> dict[str, Path]:
    """Each dictionary by name, as en_US: its path without an ending. The first found counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        for affixes in _matching(folder, "*.aff"):
            if affixes.with_suffix(".dic").is_file():
                found.setdefault(affixes.stem, affixes.with_suffix(""))
    return found


def _matching(folder: Path, pattern: str) -> list[Path]:
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []


@dataclass(frozen=True, slots=True)
class OwnWords:
    """One text file a language, a word a line, which people may edit."""

    folder: Path
    ops: FileOps = REAL

    def path(self, language: str) -> Path:
        """The file of a language as en or de-AT."""
        name = "".join(c if c.isalnum() else "-" for c in language.casefold()) or "words"
        return self.folder / f"{name}.txt"

    def read(self, language: str) -> tuple[str, ...]:
        """The words; none where there is no file or it cannot be read."""
        try:
            text = load_notes(self.path(language)).text
        except FileTrouble:
            return ()
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def add(self, language: str, word: str) -> None:
        """Add one. Raises FileTrouble; the file is then as it was."""
        words = sorted({*self.read(language), word}, key=str.casefold)
        make_folder(self.folder, self.ops)
        data = "".join(f"{each}\n" for each in words).encode("utf-8")
        write_atomic(self.path(language), data, ops=self.ops)
