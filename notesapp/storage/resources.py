"""The files that come with the program, found the same way from source and from a bundle."""

from __future__ import annotations

from pathlib import Path

from notesapp.bundle import bundle_folder
from notesapp.errors import FileTrouble

__all__ = ["belongs_to_program", "resource", "resources_folder"]


def resources_folder() -> Path:
    """The folder of everything that comes with the program."""
    return (bundle_folder() or Path(__file__).resolve().parents[2]) / "resources"


def resource(*parts: str) -> Path:
    """One file or folder that comes with the program. Raises FileTrouble when it is missing."""
    path = resources_folder().joinpath(*parts)
    if not path.exists():
        name = "/".join(parts)
        raise FileTrouble(
            f"A part of the program is missing: {name}. Install the program again.", str(path)
        )
    return path


def belongs_to_program(path: Path) -> bool:
    """Whether a file came with the program, as the sample did: it is lent and never replaced."""
    try:
        return path.resolve().is_relative_to(resources_folder().resolve())
    except (OSError, RuntimeError, ValueError):
        return False
