"""Looks of web pages that people made: a folder each, with a style, a palette or a template."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.note_file import load_notes

__all__ = ["THEME_FILES", "ThemeFolder", "own_themes"]

THEME_FILES = ("palette.json", "page.css", "page.html")
MOST_BYTES = 400_000
_NAME = re.compile(r"[^\W_][\w -]{0,40}")


@dataclass(frozen=True, slots=True)
class ThemeFolder:
    """The folder ``themes`` beside the shows; it need not exist. A theme is a folder in it."""

    folder: Path
    ops: FileOps = REAL

    def names(self) -> tuple[str, ...]:
        """The themes that are there, by name. Never raises."""
        try:
            found = self.ops.list_names(self.folder)
        except OSError:
            return ()
        return tuple(sorted(name for name in found if _NAME.fullmatch(name) and self._files(name)))

    def texts(self, name: str) -> dict[str, str]:
        """What a theme's files say, by their names; empty where there is no such theme.

        Raises FileTrouble where a file of it cannot be read.
        """
        if not _NAME.fullmatch(name):
            return {}
        return {path.name: self._text(path) for path in self._files(name)}

    def _files(self, name: str) -> list[Path]:
        paths = [self.folder / name / file for file in THEME_FILES]
        return [path for path in paths if path.is_file()]

    def _text(self, path: Path) -> str:
        if path.stat().st_size > MOST_BYTES:
            raise FileTrouble(f"“{path.name}” of the theme “{path.parent.name}” is too long.")
        return load_notes(path, ops=self.ops).text


def own_themes(data: Path) -> ThemeFolder:
    """The themes in the folder of what the user made besides notes."""
    return ThemeFolder(data / "themes")
